import type { Context } from '../../platform/context.ts'

/** `line`: where in the file the user stands; left out where finding it would mean reading too much. */
export type ImportReference = { id: string; fileName: string; at: Date; line?: number }

// Rows are kept by line, so that a user's is found by reading the whole file: some ten milliseconds at this size. Larger files are
// named without the line; looked for anyway, a million rows would hold up the page for half a second.
const mostRowsRead = 50_000

/** Which imports these are, and the user's line in them, for the page of a user. The caller has checked the reach. */
export async function importReferences(
  context: Context,
  userId: string,
  ids: readonly (string | null)[],
): Promise<Map<string, ImportReference>> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await context.tx
    .selectFrom('imports')
    .select(['id', 'file_name', 'created_at', 'finished_at', 'rows_total'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', 'in', wanted)
    .execute()
  const short = rows.filter((row) => row.rows_total <= mostRowsRead).map(({ id }) => id)
  const lines = await linesOf(context, userId, short)
  return new Map(
    rows.map((row) => {
      const line = lines.get(row.id)
      const at = row.finished_at ?? row.created_at
      return [row.id, { id: row.id, fileName: row.file_name, at, ...(line === undefined ? {} : { line }) }]
    }),
  )
}

async function linesOf(context: Context, userId: string, importIds: readonly string[]): Promise<Map<string, number>> {
  if (importIds.length === 0) return new Map()
  const rows = await context.tx
    .selectFrom('import_rows')
    .select(['import_id', 'line'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('import_id', 'in', importIds)
    .where('user_id', '=', userId)
    .where('outcome', 'in', ['create', 'change'])
    .execute()
  return new Map(rows.map((row) => [row.import_id, row.line]))
}
