import type { Random } from './random.ts'

/**
 * What the default catalogue calls the things that the generator sells. `share`: how likely a user has it where all
 * are sold. The loader refuses where the catalogue lacks one of them.
 */
export const soldPackages = [
  { id: 'webex_calling', heading: 'Webex Calling', calls: true, needsSite: true, share: 38 },
  { id: 'webex_suite', heading: 'Webex Suite', calls: true, needsSite: true, share: 30 },
  { id: 'webex_calling_standard', heading: 'Webex Calling Standard', calls: true, needsSite: true, share: 12 },
  { id: 'webex_voice', heading: 'Webex Voice', calls: true, needsSite: false, share: 9 },
  { id: 'webex_meetings', heading: 'Webex Meetings', calls: false, needsSite: true, share: 8 },
  { id: 'cx_essentials', heading: 'Customer Assist', calls: true, needsSite: true, share: 3 },
] as const

export const attendantConsole = {
  id: 'attendant_console',
  heading: 'Attendant Console',
  needsAnyOf: ['webex_calling', 'webex_suite', 'cx_essentials'],
} as const

export const baseLicenses = [
  { id: 'basic_messaging', heading: 'Basic Messaging' },
  { id: 'basic_space_meetings', heading: 'Basic Space Meetings' },
  { id: 'call_on_webex', heading: 'Call on Webex (1:1 call, non-PSTN)' },
] as const

/** A package, add-on or base licence of one customer. `limit` null: as many as wanted. */
export type SoldPackage = { packageId: string; limit: number | null; used: number; subscription: number }

export type Sale = { sold: SoldPackage[]; users: number }

/** Whether users of the package call, and so need a number or an extension and a location. */
export function calls(packageId: string | null): boolean {
  return soldPackages.some((each) => each.id === packageId && each.calls)
}

export function takesAttendantConsole(packageId: string | null): boolean {
  return attendantConsole.needsAnyOf.some((each) => each === packageId)
}

/** Decides what a customer was sold and how many hold it, so that the sums are known before the first user is made. */
export function sell(random: Random, users: number): Sale {
  const kinds = users < 20 ? 1 + random.below(2) : 2 + random.below(4)
  const offered = new Set<string>()
  while (offered.size < kinds) offered.add(random.pickWeighted(weighted).id)
  const withoutPackage = users < 10 ? 0 : Math.floor(users * 0.03 * random.next())
  const chosen = soldPackages.filter((each) => offered.has(each.id))
  const total = chosen.reduce((sum, each) => sum + each.share, 0)
  let left = users - withoutPackage
  const sold = chosen.map((each, index): SoldPackage => {
    const used =
      index === chosen.length - 1 ? left : Math.min(left, Math.round(((users - withoutPackage) * each.share) / total))
    left -= used
    return { packageId: each.id, limit: limitAbove(random, used), used, subscription: 0 }
  })
  const takers = sold.filter((each) => takesAttendantConsole(each.packageId)).reduce((sum, each) => sum + each.used, 0)
  if (takers > 0 && random.chance(0.4)) {
    const used = Math.min(takers, 1 + Math.floor(takers * 0.02))
    sold.push({ packageId: attendantConsole.id, limit: limitAbove(random, used), used, subscription: 0 })
  }
  for (const base of baseLicenses) sold.push({ packageId: base.id, limit: null, used: withoutPackage, subscription: 0 })
  return { sold, users }
}

const weighted = soldPackages.map((each) => ({ ...each, weight: each.share }))

/** Half of all packages are unlimited, some are used up to the last seat, the others have room. */
function limitAbove(random: Random, used: number): number | null {
  const draw = random.next()
  if (draw < 0.5) return null
  if (draw < 0.58) return used
  return Math.ceil((used + 1) * (1.02 + random.next() * 0.4))
}
