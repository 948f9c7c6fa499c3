import type { AuditItem } from '../../api/audit.ts'
import { encodeId } from '../../api/ids.ts'
import type { Language } from '../../phrases/languages.ts'
import type { Actor } from '../../platform/access.ts'
import type { OwnContext } from '../../platform/context.ts'
import { csvLine, harmless } from '../../platform/write-csv.ts'
import { describeEvent } from './describe.ts'
import { type EventFilter, eventRows, rowsBehind } from './events.ts'

// Events that are held at once.
const pageEvents = 1_000

/** Every event of the filter, newest first, page by page. */
async function* pages(own: OwnContext, filter: EventFilter, language: Language): AsyncGenerator<AuditItem[]> {
  let before: string | null = null
  for (;;) {
    const page: AuditItem[] = await own.transaction(async (context) =>
      (await eventRows(context, filter, { max: pageEvents, before })).map((row) =>
        describeEvent(language, context.actor, row),
      ),
    )
    if (page.length > 0) yield page
    if (page.length < pageEvents) return
    before = page.at(-1)?.id ?? null
  }
}

const columns: [heading: string, cell: (item: AuditItem) => string | number | undefined][] = [
  ['Time', (item) => item.at],
  ['Event', (item) => item.sentence],
  ['Type', (item) => item.type],
  ['Category', (item) => item.category],
  ['Actor', (item) => item.actor.name],
  ['Actor e-mail', (item) => item.actor.email],
  ['Actor id', (item) => item.actor.id],
  ['Role', (item) => item.actor.role],
  ['Reach', (item) => item.actor.reach],
  ['Session', (item) => item.session?.kind],
  ['Address', (item) => item.address],
  ['User agent', (item) => item.userAgent],
  ['Organization', (item) => item.organization?.name],
  ['Organization id', (item) => item.organization?.id],
  ['Subject kind', (item) => item.subject?.kind],
  ['Subject', (item) => item.subject?.name],
  ['Subject id', (item) => item.subject?.id],
  ['Error code', (item) => item.error?.code],
  ['Before', (item) => item.before && JSON.stringify(item.before)],
  ['After', (item) => item.after && JSON.stringify(item.after)],
  ['Data', (item) => item.data && JSON.stringify(item.data)],
  ['Tracking id', (item) => item.trackingId],
  ['Position', (item) => item.position],
  ['Event id', (item) => item.id],
]

/** The headings are the same in every language, so that scripts find them; the sentence is in the reader's. */
export async function* eventsAsCsv(own: OwnContext, filter: EventFilter, language: Language): AsyncGenerator<string> {
  yield csvLine(columns.map(([heading]) => heading))
  for await (const page of pages(own, filter, language))
    yield page
      .map((item) => csvLine(columns.map(([, cell]) => harmless(String(cell(item) ?? '').replaceAll('\0', '')))))
      .join('')
}

export async function* eventsAsJson(own: OwnContext, filter: EventFilter, language: Language): AsyncGenerator<string> {
  let separator = '['
  for await (const page of pages(own, filter, language)) {
    yield separator + page.map((item) => JSON.stringify(item)).join(',\n')
    separator = ',\n'
  }
  yield separator === '[' ? '[]\n' : ']\n'
}

// A session that ends must not go on reading for long; whoever follows asks again.
const longestStreamMs = 5 * 60_000
const lookEveryMs = 2_000

/** Sealed events behind a position as JSON lines, and to those who follow also the ones to come. */
export async function* eventsAsTheyCome(own: OwnContext, after: number, follow: boolean): AsyncGenerator<string> {
  const started = Date.now()
  let position = after
  // The first byte tells the client that it is being answered.
  yield '\n'
  while (!own.signal.aborted && (!follow || Date.now() - started < longestStreamMs)) {
    const { lines, through } = await own.transaction(async (context) => {
      const found = await rowsBehind(context, position, pageEvents)
      return {
        lines: found.rows.map((row) => `${JSON.stringify(describeEvent(context.language, context.actor, row))}\n`),
        through: found.through,
      }
    })
    const looked = through > position
    position = through
    yield lines.length > 0 ? lines.join('') : '\n'
    if (!looked && !follow) return
    if (!looked) await pause(lookEveryMs, own.signal)
  }
}

/** What the file is called: whose audit it is. */
export function fileName(actor: Actor, ending: string): string {
  const whose = actor.organizationId ?? actor.partnerId
  return `audit-${encodeId('ORGANIZATION', whose).slice(-12)}.${ending}`
}

/** Waits, or until the signal. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
