import { type CsvCustomer, unsoldHeading } from './csv-columns.ts'
import { type Draft, type ExistingUser, emailHeading as email, makeDraft, removalOf } from './csv-draft.ts'
import { attendantConsole, takesAttendantConsole } from './packages.ts'
import { type Random, shuffled } from './random.ts'

type Sources = {
  nextExisting(): ExistingUser | null
  nextElsewhere(): string | null
  nextNumberElsewhere(): string | null
  lastAdministrator: string | null
  isUsedUp(packageId: string): boolean
  /** A row that an import takes, once its seat is taken; null where no seat is left. */
  seated(): Draft | null
  takeSeat(draft: Draft): void
}

/** Makes the rows of a fault: null where the customer or the sources do not allow for it. */
type Maker = (next: () => Draft) => Draft[] | null

/**
 * Every error of a row that a file alone can cause. Not among them: removal_columns_missing and removal_contradicted, which depend on the behaviour
 * chosen and on which columns the file has, required_column_missing and value_without_heading, which depend on these as well, and
 * changed_meanwhile and made_meanwhile, which need somebody else's act.
 */
export const csvFaults = [
  'imports.too_many_cells',
  'imports.too_few_cells',
  'imports.formula_cell',
  'imports.nul_character',
  'imports.email_missing',
  'imports.email_bad',
  'imports.email_too_long',
  'imports.email_twice',
  'imports.email_elsewhere',
  'imports.two_packages',
  'imports.no_package',
  'imports.package_not_sold',
  'imports.limit_reached',
  'imports.add_on_without_base',
  'imports.required_missing',
  'imports.location_needed',
  'imports.no_number_or_extension',
  'imports.number_bad',
  'imports.number_taken',
  'imports.number_held',
  'imports.number_twice',
  'imports.extension_bad',
  'imports.extension_length',
  'imports.extension_taken',
  'imports.extension_twice',
  'imports.location_unknown',
  'imports.location_change_refused',
  'imports.site_unknown',
  'imports.boolean_bad',
  'imports.read_only_changed',
  'imports.last_administrator',
  'imports.name_bad',
  'imports.value_too_long',
  'imports.language_unknown',
  'imports.time_zone_unknown',
  'imports.country_unknown',
] as const
export type CsvFault = (typeof csvFaults)[number]

export function faultMaker(random: Random, customer: CsvCustomer, sources: Sources) {
  const makers = faultMakers(customer, sources)
  const unmade = new Set<CsvFault>()
  const make = (code: CsvFault, next: () => Draft): { code: CsvFault; drafts: Draft[] } | null => {
    const drafts = makers[code](next)
    if (drafts === null) unmade.add(code)
    return drafts === null ? null : { code, drafts }
  }
  let round: CsvFault[] = []
  return {
    /** One fault at random; over a long file each kind comes up as often as another. */
    next(next: () => Draft) {
      for (let attempt = 0; attempt < csvFaults.length; attempt++) {
        if (round.length === 0) round = shuffled(random, csvFaults)
        const made = make(round.pop() ?? 'imports.email_bad', next)
        if (made) return made
      }
      return null
    },
    /** @param fillUp takes the last seats of a package: from then on only rows are made that need none. */
    async *every(next: () => Draft, fillUp: () => Promise<void>) {
      for (const code of csvFaults) {
        const made = code === 'imports.limit_reached' ? null : make(code, next)
        if (made) yield made
      }
      // The last of all: of rows that want the last seat, the last one is refused.
      await fillUp()
      const made = make('imports.limit_reached', next)
      if (made) yield made
    },
    left: (): CsvFault[] => [...unmade],
  }
}

function faultMakers(customer: CsvCustomer, sources: Sources): Record<CsvFault, Maker> {
  const [firstPackage, secondPackage] = customer.packages
  const unsold = unsoldHeading(customer)
  const console = customer.addOns.find((each) => each.id === attendantConsole.id)
  const withoutConsole = customer.packages.find((each) => !takesAttendantConsole(each.id))
  const calling = (next: () => Draft): Draft | null => {
    for (let attempt = 0; attempt < 200; attempt++) {
      const draft = next()
      if (customer.packages.some((each) => each.calls && draft.cells.get(each.heading) === 'TRUE')) return draft
    }
    return null
  }
  const having = (next: () => Draft | null, heading: string): Draft | null => {
    for (let attempt = 0; attempt < 200; attempt++) {
      const draft = next()
      if (draft === null || draft.cells.get(heading)) return draft
    }
    return null
  }
  const give = (draft: Draft, packageId: string): void => {
    for (const each of customer.packages) draft.cells.set(each.heading, each.id === packageId ? 'TRUE' : 'FALSE')
  }
  const callingWith =
    (changes: Record<string, string>): Maker =>
    (next) => {
      const draft = calling(next)
      return draft && [spoilt(draft, changes)]
    }
  /** Two rows that bear the same value, of which the first is taken. */
  const pair =
    (heading: string, alike: readonly string[]): Maker =>
    (next) => {
      const first = having(sources.seated, heading)
      const second = first && having(next, heading)
      if (!first || !second) return null
      sources.takeSeat(first)
      for (const each of [heading, ...alike]) second.cells.set(each, first.cells.get(each) ?? '')
      return [first, second]
    }
  const fromExisting =
    (wanted: (user: ExistingUser) => boolean, make: (user: ExistingUser, next: () => Draft) => Draft | null): Maker =>
    (next) => {
      for (let user = sources.nextExisting(); user; user = sources.nextExisting()) {
        if (!wanted(user)) continue
        const draft = make(user, next)
        return draft && [draft]
      }
      return null
    }

  return {
    'imports.too_many_cells': (next) => [{ ...next(), extraCells: 2 }],
    'imports.too_few_cells': (next) => [{ ...next(), extraCells: -3 }],
    'imports.formula_cell': (next) => [spoilt(next(), { Title: '=HYPERLINK("https://files.example/a","Open")' })],
    'imports.nul_character': (next) => [spoilt(next(), { Title: 'Cl\u0000erk' })],
    'imports.email_missing': (next) => [spoilt(next(), { [email]: '' })],
    'imports.email_bad': (next) => {
      const draft = next()
      return [spoilt(draft, { [email]: (draft.cells.get(email) ?? '').replace('@', '(at)') })]
    },
    'imports.email_too_long': (next) => {
      const draft = next()
      return [spoilt(draft, { [email]: 'long-'.repeat(40) + (draft.cells.get(email) ?? '') })]
    },
    'imports.email_twice': pair(email, []),
    'imports.email_elsewhere': (next) => {
      const address = sources.nextElsewhere()
      return address === null ? null : [spoilt(next(), { [email]: address })]
    },
    'imports.two_packages': (next) =>
      firstPackage && secondPackage
        ? [spoilt(next(), { [firstPackage.heading]: 'TRUE', [secondPackage.heading]: 'TRUE' })]
        : null,
    'imports.no_package': (next) => {
      const draft = next()
      // Blank: FALSE everywhere would say that the person is to be gone, which is so already.
      for (const each of [...customer.packages, ...customer.addOns]) draft.cells.set(each.heading, '')
      return [draft]
    },
    'imports.package_not_sold': (next) => {
      if (unsold === null) return null
      const draft = next()
      for (const each of [...customer.packages, ...customer.addOns]) draft.cells.set(each.heading, 'FALSE')
      return [spoilt(draft, { [unsold]: 'TRUE' })]
    },
    'imports.limit_reached': (next) => {
      const full = customer.packages.find((each) => each.free !== null && sources.isUsedUp(each.id))
      const draft = full && calling(next)
      if (!full || !draft) return null
      for (const each of customer.addOns) draft.cells.set(each.heading, 'FALSE')
      give(draft, full.id)
      return [draft]
    },
    'imports.add_on_without_base': (next) => {
      const draft = console && withoutConsole ? calling(next) : null
      if (!draft || !console || !withoutConsole) return null
      give(draft, withoutConsole.id)
      return [spoilt(draft, { [console.heading]: 'TRUE' })]
    },
    'imports.location_needed': callingWith({ Location: 'REMOVE' }),
    'imports.required_missing': (next) => [spoilt(next(), { 'Jabber Calling': '' })],
    'imports.no_number_or_extension': callingWith({ Extension: '', 'Phone Number': '' }),
    'imports.number_bad': callingWith({ 'Phone Number': '+12' }),
    'imports.number_taken': (next) => {
      const number = sources.nextNumberElsewhere()
      const draft = number === null ? null : calling(next)
      return draft && [spoilt(draft, { 'Phone Number': number ?? '' })]
    },
    'imports.number_held': fromExisting(
      (user) => user.e164 !== null,
      (user, next) => {
        const draft = calling(next)
        return draft && spoilt(draft, { 'Phone Number': user.e164 ?? '' })
      },
    ),
    'imports.number_twice': pair('Phone Number', []),
    'imports.extension_bad': callingWith({ Extension: '12x4' }),
    'imports.extension_length': callingWith({
      Extension: '1'.repeat(customer.extensionDigits === 6 ? 3 : (customer.extensionDigits ?? 6) + 1),
    }),
    'imports.extension_taken': fromExisting(
      (user) => user.extension !== null,
      (user, next) => {
        const draft = calling(next)
        return draft && spoilt(draft, { Extension: user.extension ?? '', Location: user.locationName })
      },
    ),
    'imports.extension_twice': pair('Extension', ['Location']),
    'imports.location_unknown': callingWith({ Location: 'Atlantis' }),
    'imports.location_change_refused': fromExisting(
      (user) => user.calling && customer.locations.some((each) => each.name !== user.locationName),
      (user) =>
        makeDraft({
          [email]: user.email,
          Location: customer.locations.find((each) => each.name !== user.locationName)?.name ?? '',
        }),
    ),
    'imports.site_unknown': (next) => [spoilt(next(), { 'Preferred Webex Site': 'nowhere.meet.example' })],
    'imports.boolean_bad': (next) => [spoilt(next(), { 'Jabber Calling': 'MAYBE' })],
    'imports.read_only_changed': fromExisting(
      (user) => !user.inactive,
      (user) => makeDraft({ [email]: user.email, 'User Status': 'Inactive' }),
    ),
    'imports.last_administrator': () =>
      sources.lastAdministrator === null ? null : [removalOf(sources.lastAdministrator, customer)],
    'imports.name_bad': callingWith({ 'Last Name': 'Smith <sales>' }),
    'imports.value_too_long': (next) => [spoilt(next(), { Title: 'Chief '.repeat(400) })],
    'imports.language_unknown': (next) => [spoilt(next(), { 'Preferred Language': 'Atlantean' })],
    'imports.time_zone_unknown': (next) => [spoilt(next(), { 'Time zone': 'Atlantis/Harbour' })],
    'imports.country_unknown': (next) => [spoilt(next(), { 'Address country': 'QQ' })],
  }
}

function spoilt(draft: Draft, changes: Record<string, string>): Draft {
  for (const [heading, cell] of Object.entries(changes)) draft.cells.set(heading, cell)
  return draft
}
