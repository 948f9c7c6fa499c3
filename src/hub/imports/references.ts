import type { Context } from '../../platform/context.ts'

export type ImportReference = { id: string; fileName: string; at: Date }

/** Which imports these are, for the page of a user. The caller has checked the reach. */
export async function importReferences(
  context: Context,
  ids: readonly (string | null)[],
): Promise<Map<string, ImportReference>> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await context.tx
    .selectFrom('imports')
    .select(['id', 'file_name', 'created_at', 'finished_at'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', 'in', wanted)
    .execute()
  return new Map(
    rows.map((row) => [row.id, { id: row.id, fileName: row.file_name, at: row.finished_at ?? row.created_at }]),
  )
}
