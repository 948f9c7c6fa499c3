import { at, scattered } from './random.ts'

/** Direct numbers are handed out in blocks of this many consecutive ones, as an operator does. */
export const blockSize = 100

/**
 * A number of the country's plan. Each index gives another number; indexes of one block are consecutive numbers.
 * @throws RangeError where the index lies beyond what is known to be valid in that country.
 */
export function numberAt(country: string, index: number): string {
  const plan = planOf(country)
  const block = scattered(Math.floor(index / blockSize), plan.blocks)
  const range = at(plan.ranges, Math.floor(block / plan.blocksInRange))
  const within = (block % plan.blocksInRange) * blockSize + (index % blockSize)
  return `+${range}${String(within).padStart(plan.digits, '0')}`
}

/** How many numbers of the country can be handed out. */
export function numbersIn(country: string): number {
  return planOf(country).blocks * blockSize
}

type Plan = { ranges: string[]; digits: number; blocksInRange: number; blocks: number }

/**
 * Beginnings after which every remaining digit gives a valid number; alternatives in parentheses, classes in brackets.
 * They are held against the numbering metadata by a test. Narrower than the real plans: a beginning that is valid
 * only in parts would need the metadata asked for each number, which costs more than all the rest of a user.
 */
const plans: Record<string, { beginning: string; digits: number }> = {
  AU: { beginning: '61(2[6-9]|38|39|73)', digits: 7 },
  BR: { beginning: '55(11|21|31|41|51)[23]', digits: 7 },
  CA: { beginning: '1(416|514|604|403|613)[2-9]', digits: 6 },
  DE: { beginning: '49(30|89|40|69|221|711)[2-9]', digits: 7 },
  DK: { beginning: '45(20|21|22|26|31|33|36|38|39|40|43|44|45|70|86|87|89)[1-9]', digits: 5 },
  ES: { beginning: '34(91|93|95)', digits: 7 },
  FI: { beginning: '358(9[2-8]|40[0-9]|45[0-9]|50[0-9])', digits: 6 },
  FR: { beginning: '33(1|3)[2-7]', digits: 7 },
  GB: { beginning: '44(207|208|203|161)', digits: 7 },
  IE: { beginning: '3531', digits: 7 },
  IT: { beginning: '39(02|06[0-5])', digits: 7 },
  NL: { beginning: '31(20|10|70|30|40)', digits: 7 },
  NO: { beginning: '47(21|22|23|24|55|73|51|90|91|92|93|95|97|98)', digits: 6 },
  PL: { beginning: '48(22|12|61|71|58)', digits: 7 },
  PT: { beginning: '351(21|22)', digits: 7 },
  SE: { beginning: '46(8|31|40|70|72|73|76)', digits: 7 },
  US: { beginning: '1(212|312|415|206|512|617|404|303|214|305|480|919)[2-9]', digits: 6 },
}

const opened = new Map<string, Plan>()

function planOf(country: string): Plan {
  const known = opened.get(country)
  if (known) return known
  const written = plans[country]
  if (!written) throw new RangeError(`no numbering plan for ${country}`)
  const ranges = spelledOut(written.beginning)
  const blocksInRange = 10 ** written.digits / blockSize
  const plan = { ranges, digits: written.digits, blocksInRange, blocks: blocksInRange * ranges.length }
  opened.set(country, plan)
  return plan
}

function spelledOut(beginning: string): string[] {
  // A class first: it may stand inside an alternative.
  const group = /\[([^\]]*)\]/.exec(beginning) ?? /\(([^)]*)\)/.exec(beginning)
  if (!group) return [beginning]
  const inner = at(group, 1)
  const before = beginning.slice(0, group.index)
  const after = beginning.slice(group.index + group[0].length)
  if (group[0].startsWith('(')) return inner.split('|').flatMap((option) => spelledOut(before + option + after))
  const digits = [...inner.matchAll(/(\d)(?:-(\d))?/g)].flatMap(([, from = '', to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, step) => Number(from) + step),
  )
  const open = before.lastIndexOf('(')
  if (open <= before.lastIndexOf(')')) return digits.flatMap((digit) => spelledOut(`${before}${digit}${after}`))
  const begin = Math.max(before.lastIndexOf('|'), open) + 1
  const tail = /^[^|)]*/.exec(after)?.[0] ?? ''
  const options = digits.map((digit) => `${before.slice(begin)}${digit}${tail}`)
  return spelledOut(before.slice(0, begin) + options.join('|') + after.slice(tail.length))
}
