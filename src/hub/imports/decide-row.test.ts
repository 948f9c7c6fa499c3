import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { customerOf } from '../../../test/customer.ts'
import type { Offer } from '../packages/index.ts'
import type { Customer } from './customer.ts'
import { decideRow, type Existing, shapeOf } from './decide-row.ts'
import { readHeadings } from './headings.ts'
import { readNumber } from './phone-numbers.ts'
import { rowReader } from './read-cells.ts'

function offer(id: string, heading: string, kind: string, more: Partial<Offer> = {}): Offer {
  return {
    id,
    kind,
    name: heading,
    heading,
    formerHeadings: [],
    forWhom: 'user',
    calls: false,
    needsSite: false,
    needsNumber: false,
    needsAnyOf: [],
    sold: true,
    used: 0,
    limit: null,
    subscription: null,
    ...more,
  }
}

const offers = [
  offer('calling', 'Calling', 'package', { calls: true, needsNumber: true }),
  offer('meetings', 'Meetings', 'package'),
  offer('voice', 'Voice', 'package', { calls: true }),
  offer('console', 'Console', 'add_on', { needsAnyOf: ['calling'] }),
  offer('basic', 'Basic', 'base', { sold: false }),
]
const packageIds = ['calling', 'meetings', 'voice']

const customer = (behavior: 'add' | 'addAndRemove', more: Partial<Customer> = {}): Customer =>
  customerOf({
    behavior,
    requireNumberForAllCalling: true,
    offers: new Map(offers.map((each) => [each.id, each])),
    packageIds,
    baseIds: ['basic'],
    ...more,
  })

const existing = (packageId: string | null, extras: string[] = []): Existing => ({
  id: 'user',
  version: 'v1',
  status: 'active',
  lastActivityAt: null,
  firstName: 'Jan',
  lastName: 'Jansen',
  displayName: 'Jan Jansen',
  locationId: 'delft',
  extension: '1000',
  e164: null,
  title: null,
  department: null,
  managerEmail: null,
  language: null,
  timeZone: null,
  addressType: null,
  addressCountry: null,
  preferredSite: null,
  callerIdNumber: null,
  callerIdFirstName: null,
  callerIdLastName: null,
  jabberTeams: false,
  jabberCalling: false,
  externalId: null,
  packageId,
  extras,
})

type Cell = 'absent' | '' | 'TRUE' | 'FALSE'

function decide(
  behavior: 'add' | 'addAndRemove',
  cells: Record<string, Cell | string>,
  user: Existing | null,
  more: Partial<Customer> = {},
) {
  const present = Object.entries(cells).filter(([, value]) => value !== 'absent')
  const owner = customer(behavior, more)
  const { columns } = readHeadings(['User ID/Email (Required)', ...present.map(([heading]) => heading)], owner)
  const given = rowReader(columns, owner)(2, ['jan@example.com', ...present.map(([, value]) => value)])
  return decideRow(given, user, owner, shapeOf(columns, owner))
}

const state = fc.constantFrom<Cell>('absent', '', 'TRUE', 'FALSE')
const behavior = fc.constantFrom('add' as const, 'addAndRemove' as const)
const held = fc.constantFrom(null, ...packageIds)
const complete = { Extension: '1000', Location: 'Delft', 'Jabber with Webex Teams': 'FALSE', 'Jabber Calling': 'FALSE' }

describe('behaviour and package columns', () => {
  test('every combination of column states gives exactly what the rules say', () => {
    fc.assert(
      fc.property(
        behavior,
        state,
        state,
        state,
        fc.option(held, { nil: 'new' }),
        (mode, calling, meetings, voice, now) => {
          const cells = { calling, meetings, voice }
          const said = (value: Cell) => packageIds.filter((id) => cells[id as keyof typeof cells] === value)
          const user = now === 'new' ? null : existing(now)
          const decision = decide(mode, { ...complete, Calling: calling, Meetings: meetings, Voice: voice }, user)
          const code = decision.issues.find((issue) => issue.severity === 'error')?.code
          const [granted] = said('TRUE')
          if (said('TRUE').length > 1) expect(code).toBe('imports.two_packages')
          else if (user === null) {
            if (mode === 'addAndRemove' && said('FALSE').length === packageIds.length)
              expect(decision.outcome).toBe('unchanged')
            else if (granted === undefined) expect(code).toBe('imports.no_package')
            else expect([decision.outcome, decision.wanted?.packageId]).toEqual(['create', granted])
          } else if (granted !== undefined) {
            expect(decision.outcome).toBe(granted === now ? 'unchanged' : 'change')
            if (granted !== now) expect(decision.wanted?.packageId).toBe(granted)
          } else if (mode === 'add') expect(decision.outcome).toBe('unchanged')
          else if (said('FALSE').length === packageIds.length) expect(decision.outcome).toBe('remove')
          else if (now !== null && said('FALSE').includes(String(now)))
            expect(code).toBe('imports.removal_columns_missing')
          else expect(decision.outcome).toBe('unchanged')
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('base licences come unasked in “add”, else only where their column is there and blank', () => {
    for (const basic of ['absent', '', 'TRUE', 'FALSE'] as const) {
      const extras = (mode: 'add' | 'addAndRemove') =>
        decide(mode, { ...complete, Calling: 'TRUE', Basic: basic }, null).wanted?.extras
      expect(extras('add')).toEqual(['basic'])
      expect(extras('addAndRemove')).toEqual(basic === '' || basic === 'TRUE' ? ['basic'] : [])
    }
  })

  test('extras of an existing user change only where the file says so and the behaviour allows', () => {
    const extrasAfter = (mode: 'add' | 'addAndRemove', basic: Cell) => {
      const decision = decide(mode, { Basic: basic }, existing('calling', ['basic']))
      return decision.wanted?.extras ?? ['basic']
    }
    expect([
      extrasAfter('add', 'FALSE'),
      extrasAfter('addAndRemove', ''),
      extrasAfter('addAndRemove', 'absent'),
      extrasAfter('addAndRemove', 'TRUE'),
    ]).toEqual([['basic'], ['basic'], ['basic'], ['basic']])
    expect(extrasAfter('addAndRemove', 'FALSE')).toEqual([])
  })

  test('all packages FALSE beside a licence that is TRUE removes nobody: the row is refused and says both', () => {
    const gone = { Calling: 'FALSE', Meetings: 'FALSE', Voice: 'FALSE' } as const
    const told = (cells: Record<string, Cell>, user: Existing | null) => {
      const { outcome, issues } = decide('addAndRemove', { ...gone, ...cells }, user)
      return [outcome, ...issues.map(({ code }) => code)]
    }
    const now = existing('calling', ['console', 'basic'])
    expect(told({}, now)).toEqual(['remove'])
    expect(told({ Console: 'FALSE', Basic: '' }, now)).toEqual(['remove'])
    expect(told({ Basic: 'TRUE' }, now)).toEqual(['refused', 'imports.removal_contradicted'])
    expect(told({ Console: 'TRUE' }, now)).toEqual([
      'refused',
      'imports.removal_contradicted',
      'imports.add_on_without_base',
    ])
    expect(decide('addAndRemove', { ...gone, Console: 'TRUE', Basic: 'TRUE' }, now).issues[0]?.values).toEqual({
      licenses: 'Console, Basic',
    })
    expect(told({ Basic: 'TRUE' }, null)).toEqual([
      'refused',
      'imports.removal_contradicted',
      'imports.nobody_to_remove',
    ])
    expect(decide('add', { ...gone, Basic: 'TRUE' }, now).outcome).toBe('unchanged')
  })

  test('a package in place of another is told as a loss, unless the row takes the other away itself', () => {
    const told = (mode: 'add' | 'addAndRemove', cells: Record<string, Cell>, user: Existing | null) =>
      decide(mode, { ...complete, ...cells }, user).issues.map(({ code, severity, values }) => [code, severity, values])
    const lost = ['imports.package_replaced', 'warning', { before: 'Calling', after: 'Voice' }]
    for (const mode of ['add', 'addAndRemove'] as const) {
      expect(told(mode, { Voice: 'TRUE' }, existing('calling')), mode).toEqual([lost])
      expect(told(mode, { Voice: 'TRUE', Calling: '' }, existing('calling')), mode).toEqual([lost])
      expect(told(mode, { Calling: 'TRUE' }, existing('calling')), mode).toEqual([])
      expect(told(mode, { Voice: 'TRUE' }, existing(null)), mode).toEqual([])
      expect(told(mode, { Voice: 'TRUE' }, null), mode).toEqual([])
    }
    // FALSE is ignored in the one behaviour, and says it in the other.
    expect(told('add', { Voice: 'TRUE', Calling: 'FALSE' }, existing('calling'))).toEqual([lost])
    expect(told('addAndRemove', { Voice: 'TRUE', Calling: 'FALSE' }, existing('calling'))).toEqual([])
  })

  test('an add-on needs its base, also when the base goes', () => {
    expect(decide('addAndRemove', { Meetings: 'TRUE' }, existing('calling', ['console'])).issues[0]?.code).toBe(
      'imports.add_on_without_base',
    )
    expect(
      decide('addAndRemove', { Meetings: 'TRUE', Console: 'FALSE' }, existing('calling', ['console'])).wanted,
    ).toMatchObject({ packageId: 'meetings', extras: [] })
  })
})

test('a number as it is dialled in the country of the location is read there, and nowhere else', () => {
  for (const cell of ['040 1234569', '00358 40 1234569', '(040) 123 4569'])
    expect(readNumber(cell, 'FI')).toEqual({ e164: '+358401234569', mended: true })
  expect(readNumber('0201234567', 'NL')).toEqual({ e164: '+31201234567', mended: true })
  expect(readNumber('0201234567', 'US')).toBeNull()
  expect(readNumber('00358401234569', 'US')).toBeNull()
  expect(readNumber('06 1234 5678', 'IT')).toEqual({ e164: '+390612345678', mended: true })
  expect(readNumber('0401234569', 'XX')).toBeNull()
})

describe('what a package needs', () => {
  test('says of a column that is not there to add it, and of REMOVE that it takes the location away', () => {
    const whole = { Calling: 'TRUE', Extension: '1000', 'Jabber with Webex Teams': 'FALSE' }
    const codes = (cells: Record<string, Cell | string>) =>
      decide('add', { ...whole, ...cells }, null).issues.map(({ column, code }) => [column, code])
    expect(codes({ Location: '', 'Jabber Calling': '' })).toEqual([
      ['Location', 'imports.required_missing'],
      ['Jabber Calling', 'imports.required_missing'],
    ])
    expect(codes({ Location: 'absent', 'Jabber Calling': 'absent' })).toEqual([
      ['Location', 'imports.required_column_missing'],
      ['Jabber Calling', 'imports.required_column_missing'],
    ])
    expect(codes({ Location: 'REMOVE', 'Jabber Calling': 'FALSE' })).toEqual([['Location', 'imports.location_needed']])
  })

  test('of a control that cannot be seen no cell may hold any, but for tabs and line ends in a note', () => {
    const titled = (Title: string) =>
      decide('add', { ...complete, Calling: 'TRUE', Title }, null).issues.map(({ column, code }) => [column, code])
    for (const control of ['\u0007', '\u0001', '\u001b', '\u007f'])
      expect(titled(`Chief${control}Buyer`)).toEqual([['Title', 'imports.invisible_character']])
    expect(titled('Chief\tBuyer\r\nand more')).toEqual([])
  })

  test('the setting keeps to the published table', () => {
    const voice = { 'Jabber with Webex Teams': 'FALSE', 'Jabber Calling': 'FALSE', Voice: 'TRUE' }
    const codes = (requireNumberForAllCalling: boolean) =>
      decide('add', voice, null, { requireNumberForAllCalling }).issues.map(({ code }) => code)
    expect(codes(true)).toEqual(['imports.no_number_or_extension', 'imports.required_column_missing'])
    expect(codes(false)).toEqual([])
  })

  test('what the user has already counts', () => {
    expect(decide('add', { Calling: 'TRUE' }, existing('meetings')).outcome).toBe('change')
    expect(decide('add', { Calling: 'TRUE' }, { ...existing('meetings'), extension: null }).issues[0]?.code).toBe(
      'imports.no_number_or_extension',
    )
  })

  test('caller names are ignored where the network takes the user’s own', () => {
    const decision = decide('add', { 'Caller ID First Name': 'Hotel' }, existing('calling'), {
      ignoresCallerNames: true,
      country: 'JP',
    })
    expect([decision.outcome, decision.issues[0]?.code]).toEqual(['unchanged', 'imports.caller_name_ignored'])
  })
})

describe('numbers', () => {
  test('are taken in any notation with a plus', () => {
    for (const cell of ['+31201234567', '+31 20 123 4567', '+31-20-1234567', '+31 (20) 123.4567'])
      expect(readNumber(cell, 'US')).toEqual({ e164: '+31201234567', mended: false })
    // The usual notation is read as it is; only a prefix that nobody can tell from the number's own digits is told.
    expect(readNumber('+31 (0)20 1234567', 'NL')).toEqual({ e164: '+31201234567', mended: false })
    expect(readNumber('+358 (0)40 1234571', 'NL')).toEqual({ e164: '+358401234571', mended: false })
    expect(readNumber('+31 020 1234567', 'NL')).toEqual({ e164: '+31201234567', mended: true })
  })

  test('get back a lost plus only where that is the one reading', () => {
    expect(readNumber('31201234567', 'NL')).toEqual({ e164: '+31201234567', mended: true })
    expect(readNumber('12125550123', 'US')).toEqual({ e164: '+12125550123', mended: true })
    expect(readNumber('31201234567', 'DE')).toBeNull()
    expect(readNumber('201234567', 'NL')).toBeNull()
    expect(readNumber('3.12E+10', 'NL')).toBeNull()
  })

  test('that are valid somewhere else only are refused', () => {
    for (const cell of ['+3112', '+999123456789', '+310201234567890', '++31201234567', '31+201234567'])
      expect(readNumber(cell, 'NL')).toBeNull()
  })
})
