import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { type CsvCustomer, headings } from './csv-columns.ts'
import { type Draft, type ExistingUser, emailHeading, makeDraft, removalOf } from './csv-draft.ts'
import { type CsvFault, faultMaker } from './csv-faults.ts'
import { newUsers } from './csv-new-users.ts'
import { makeRandom } from './random.ts'

export type CsvReport = {
  /** Data rows; the heading stands on line 1 and is not counted. */
  rows: number
  /** Lines that an import must refuse, each with the error's code. `other`: an earlier line that bears the same value. */
  faults: { line: number; code: CsvFault; other?: number }[]
  /** With `every`: codes that could not be made of what was given, say without users of another customer. */
  left: CsvFault[]
  /** Clean rows that were asked for and not written, because no package had a seat left. */
  withoutSeat: number
}

/**
 * Writes a wholesale CSV of any length: changes and removals of existing users as wished, then new users that an import
 * takes for this customer. Memory does not grow with the file. The stream is left open.
 * @param faults `every`: on top of the clean rows one row, or a pair, for each kind of error, and as many clean ones as use up the last seats of
 * packages that have few; a number from 0 to 1: that share of the rows bears one.
 * @param existing users of the customer; each is used for one row at most: a change, a removal, or a fault that needs one.
 * @param elsewhere addresses that another customer's users have; `numbersElsewhere` their numbers.
 * @throws RangeError where the numbers known for the customer's countries do not suffice, or its seats for a file without faults.
 */
export async function writeCsv(options: {
  out: Writable
  rows: number
  customer: CsvCustomer
  seed: string | number
  faults?: 'none' | 'every' | number
  changes?: number
  removals?: number
  existing?: Iterable<ExistingUser>
  elsewhere?: Iterable<string>
  numbersElsewhere?: Iterable<string>
  /** The address of the customer's only full administrator. */
  lastAdministrator?: string
}): Promise<CsvReport> {
  const { customer, faults = 'none' } = options
  const random = makeRandom(options.seed, 'csv')
  const columns = headings(customer, faults !== 'none')
  const people = newUsers(random, customer, options.seed, options.rows * 2 + 10_000)
  const nextExisting = nextOf(options.existing)
  const spoiler = faultMaker(random, customer, {
    nextExisting,
    nextElsewhere: nextOf(options.elsewhere),
    nextNumberElsewhere: nextOf(options.numbersElsewhere),
    lastAdministrator: options.lastAdministrator ?? null,
    isUsedUp: people.isUsedUp,
    seated: people.seated,
    takeSeat: people.takeSeat,
  })
  const report: CsvReport = { rows: 0, faults: [], left: [], withoutSeat: 0 }
  const lines = lineWriter(options.out)

  const write = async (draft: Draft): Promise<number> => {
    const cells = columns.map((heading) => draft.cells.get(heading) ?? '')
    if (draft.extraCells < 0) cells.length += draft.extraCells
    for (let extra = 0; extra < draft.extraCells; extra++) cells.push('one too many')
    await lines.write(cells)
    report.rows++
    return report.rows + 1
  }
  const writeFault = async (fault: { code: CsvFault; drafts: Draft[] }): Promise<void> => {
    let other: number | undefined
    let line = 0
    for (const draft of fault.drafts) {
      other = line === 0 ? undefined : line
      line = await write(draft)
    }
    report.faults.push({ line, code: fault.code, ...(other === undefined ? {} : { other }) })
  }

  await lines.write(columns)
  for (let row = 0; row < (options.changes ?? 0); row++) {
    const user = nextExisting()
    if (user)
      await write(
        makeDraft({ [emailHeading]: user.email, Title: random.pick(newTitles), Department: 'Transformation' }),
      )
  }
  for (let row = 0; row < (options.removals ?? 0); row++) {
    const user = nextExisting()
    if (user) await write(removalOf(user.email, customer))
  }
  for (let row = 0; row < options.rows; row++) {
    const fault = typeof faults === 'number' && random.chance(faults) ? spoiler.next(people.spare) : null
    const draft = fault ? null : people.next()
    if (fault) await writeFault(fault)
    else if (draft) await write(draft)
    else if (faults === 'none')
      throw new RangeError('every package of the customer is used up: raise a limit, or ask for fewer rows')
    else report.withoutSeat += 1
  }
  if (faults === 'every') {
    // A limit is met only by those who come after the last free seat is taken.
    const fillUp = async () => {
      for (const draft of people.lastSeats(500)) await write(draft)
    }
    for await (const fault of spoiler.every(people.spare, fillUp)) await writeFault(fault)
    report.left = spoiler.left()
  }
  await lines.flush()
  return report
}

/** The headings and a few rows of new users, as lines; whether there are seats for them is not asked. */
export function sampleLines(customer: CsvCustomer, seed: string): string[] {
  const columns = headings(customer, false)
  const people = newUsers(makeRandom(seed, 'csv'), customer, seed, 10)
  const rows = Array.from({ length: 3 }, () => people.spare())
  return [columns, ...rows.map(({ cells }) => columns.map((heading) => cells.get(heading) ?? ''))].map((cells) =>
    cells.map(quoted).join(','),
  )
}

const newTitles = ['Programme Lead', 'Change Manager', 'Process Owner', 'Product Owner']

function nextOf<Item>(items: Iterable<Item> | undefined): () => Item | null {
  const iterator = (items ?? [])[Symbol.iterator]()
  return () => {
    const step = iterator.next()
    return step.done ? null : step.value
  }
}

function lineWriter(out: Writable): { write(cells: readonly string[]): Promise<void>; flush(): Promise<void> } {
  let held = ''
  const flush = async (): Promise<void> => {
    const text = held
    held = ''
    if (text !== '' && !out.write(text)) await once(out, 'drain')
  }
  return {
    async write(cells) {
      held += `${cells.map(quoted).join(',')}\r\n`
      if (held.length > 65_536) await flush()
    },
    flush,
  }
}

/** RFC 4180: quotes where a comma, a quote or a line end stands within. */
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
