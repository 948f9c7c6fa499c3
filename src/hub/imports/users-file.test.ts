import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { startHub } from '../../../test/hub.ts'
import { type ImportBench, makeImportBench } from '../../../test/imports.ts'
import { cellsOf, csvReader } from './read-csv.ts'

const hub = await startHub()

/** As it is sent, its mark included, which `text()` would leave out. */
async function file(bench: ImportBench, query = '') {
  const answer = await fetch(
    `http://127.0.0.1:${hub.port}/v1/imports/users.csv?organizationId=${bench.orgId}${query}`,
    { headers: { authorization: `Bearer ${bench.token}` } },
  )
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  return { status: answer.status, headers: answer.headers, text }
}

/** The lines of a file, each by its headings. */
function records(text: string, delimiter: ',' | ';' = ','): Record<string, string>[] {
  const reader = csvReader(delimiter, 1)
  const lines = [...reader.push(text.replace(/^\uFEFF/, '')), ...reader.end()].map((one) => cellsOf(one, delimiter))
  const [headings = [], ...rows] = lines.filter((cells) => cells.length > 1)
  return rows.map((cells) => Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ''])))
}

type Person = { email: string; package?: string; extras?: string[]; e164?: string; location?: string } & Record<
  string,
  unknown
>

/** Writes a user past the rules of imports, as other ways into the hub may. */
async function add(bench: ImportBench, { email, package: held, extras, e164, location, ...more }: Person) {
  const id = randomUUID()
  const columns = {
    first_name: 'Jan',
    last_name: 'Jansen',
    display_name: 'Jan Jansen',
    sort_name: 'jan jansen',
    status: 'active',
    ...more,
  }
  const names = Object.keys(columns)
  await hub.sql(
    `insert into users (partner_id, id, org_id, email, created_at, last_modified_at, location_id, ${names.join(', ')})
     values ($1, $2, $3, $4, now(), now(), (select id from locations where org_id = $3 and name = $5), ${names.map((_, at) => `$${at + 6}`).join(', ')})`,
    [bench.partnerId, id, bench.organizationId, email, location ?? null, ...Object.values(columns)],
  )
  await hub.sql(
    `insert into identifiers (kind, value, partner_id, org_id, thing_id) values ('email', $1, $2, $3, $4)`,
    [email, bench.partnerId, bench.organizationId, id],
  )
  if (held !== undefined || extras !== undefined)
    await hub.sql(
      `insert into package_assignments (partner_id, org_id, user_id, package_id, extras, assigned_at) values ($1, $2, $3, $4, $5, now())`,
      [bench.partnerId, bench.organizationId, id, held ?? null, extras ?? []],
    )
  if (e164 !== undefined)
    await hub.sql(
      `insert into numbers (partner_id, e164, org_id, user_id, created_at) values ($1, $2, $3, $4, now())`,
      [bench.partnerId, e164, bench.organizationId, id],
    )
}

const people: Person[] = [
  { email: 'bare@kestrel.example', first_name: '', last_name: '', display_name: 'bare' },
  {
    email: 'full@kestrel.example',
    package: 'webex_calling',
    extras: ['attendant_console', 'basic_messaging'],
    e164: '+31404328131',
    extension: '1001',
    location: 'Delft',
    title: 'Head of "Sales", North; South',
    department: 'Line one\nLine two',
    manager_email: 'boss@kestrel.example',
    language: 'nl-NL',
    time_zone: 'Europe/Amsterdam',
    address_type: 'Office',
    address_country: 'NL',
    preferred_site: 'kestrel.example',
    caller_id_number: '+31404328131',
    caller_id_first_name: 'Front',
    caller_id_last_name: 'Desk',
    jabber_teams: true,
    jabber_calling: false,
    last_activity_at: '2026-01-02T03:04:05.678912Z',
  },
  { email: 'meets@kestrel.example', package: 'webex_meetings', preferred_site: 'kestrel.example', status: 'verified' },
  { email: 'extension@kestrel.example', package: 'webex_voice', extension: '0042', location: 'Oulu' },
  // A caller whose name no import would give.
  {
    email: 'quoted@kestrel.example',
    package: 'webex_calling',
    extension: '1002',
    location: 'Delft',
    first_name: 'Anna "Annie"',
  },
  { email: 'unicode@kestrel.example', first_name: 'Ægir Þór', last_name: '山田 🦜', display_name: 'Ægir “山田”' },
  {
    email: 'formula@kestrel.example',
    first_name: '=HYPERLINK("http://x")',
    last_name: '@lice',
    title: '-Lead',
    department: '+1 team',
  },
  { email: 'apostrophe@kestrel.example', last_name: "O'Brien", title: "'t Hooft" },
  { email: '-dash@kestrel.example', title: '-Lead' },
  { email: 'base-only@kestrel.example', extras: ['basic_messaging', 'basic_space_meetings'] },
  { email: 'unsold@kestrel.example', package: 'webex_calling_standard', extension: '1003', location: 'Delft' },
  { email: 'invited@kestrel.example', status: 'invite_pending' },
  { email: 'gone@kestrel.example', status: 'inactive', last_activity_at: '2025-01-02T03:04:05Z' },
  // What earlier rules, or another way in, may have left behind.
  {
    email: 'odd@kestrel.example',
    first_name: ' spaced ',
    last_name: 'zero\u200bwidth',
    language: 'klingon',
    time_zone: 'Mars/Olympus',
    address_country: 'ZZ',
    preferred_site: 'elsewhere.example',
    extension: 'nine',
    e164: '+999',
    manager_email: 'Not An Address',
    title: 'x'.repeat(300),
  },
]

const bench = await makeImportBench(hub)
for (const person of people) await add(bench, person)

describe('the file of users to edit', () => {
  it('imported again untouched changes nothing, whoever is in it', async () => {
    const { text, headers, status } = await file(bench)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toContain('kestrel-users-to-edit.csv')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(records(text)).toHaveLength(people.length)
    const made = await bench.plan(text)
    const rows = await bench.rows(made.id)
    expect(
      rows.flatMap(({ email, outcome, issues }) =>
        outcome === 'unchanged' && issues.length === 0 ? [] : [{ email, outcome, issues }],
      ),
    ).toEqual([])
    expect(made.counts).toMatchObject({
      unchanged: people.length,
      create: 0,
      change: 0,
      remove: 0,
      refused: 0,
      warnings: 0,
    })
    expect(made.warnings).toEqual([])
    expect(made.quota.every(({ before, after }) => before === after)).toBe(true)
  })

  it('has exactly the headings of the template, and what each user has', async () => {
    const { text } = await file(bench)
    const template = await hub.request(`/v1/imports/template.csv?organizationId=${bench.orgId}`, { token: bench.token })
    expect(text.slice(1, text.indexOf('\r\n') + 2)).toBe(template.text)
    const found = new Map(records(text).map((one) => [one['User ID/Email (Required)'], one]))
    const full = found.get('full@kestrel.example')
    expect(full).toMatchObject({
      'First Name': 'Jan',
      'User Status': 'Active',
      'Last Service Accessed Time': '2026-01-02T03:04:05.678Z',
      Extension: '1001',
      Location: 'Delft',
      Title: 'Head of "Sales", North; South',
      Department: 'Line one\nLine two',
      Manager: 'boss@kestrel.example',
      'Preferred Language': 'nl-NL',
      'Time zone': 'Europe/Amsterdam',
      'Address type': 'Office',
      'Address country': 'NL',
      'Preferred Webex Site': 'kestrel.example',
      'Caller ID First Name': 'Front',
      'Jabber with Webex Teams': 'TRUE',
      'Jabber Calling': 'FALSE',
      'Basic Messaging': 'TRUE',
      'Basic Space Meetings': 'FALSE',
      'Webex Calling': 'TRUE',
      'Webex Meetings': 'FALSE',
      'Attendant Console': 'TRUE',
    })
    // Behind an apostrophe spreadsheets leave it the plus.
    expect(full).toMatchObject({ 'Phone Number': `'+31404328131`, 'Caller ID Number': `'+31404328131` })
    // FALSE in every package would remove them.
    for (const email of ['bare@kestrel.example', 'unsold@kestrel.example'])
      expect(found.get(email)).toMatchObject({ 'Webex Calling': '', 'Webex Meetings': '', 'Webex Suite': '' })
    expect(found.get('quoted@kestrel.example')).toMatchObject({ 'First Name': 'Anna "Annie"' })
    expect(found.get('formula@kestrel.example')).toMatchObject({
      'First Name': `'=HYPERLINK("http://x")`,
      'Last Name': `'@lice`,
      Title: `'-Lead`,
      Department: `'+1 team`,
    })
    // Read again they would be refused or changed; blank they stay.
    expect(found.get('odd@kestrel.example')).toMatchObject({
      'First Name': '',
      'Time zone': '',
      Extension: '',
      Title: '',
    })
    expect([...text.matchAll(/(?:^|,)"?[=+\-@\t]/gm)]).toEqual([])
  })

  it('changes what was edited in it, and nothing else', async () => {
    const { text } = await file(bench, '&delimiter=semicolon')
    expect(records(text, ';')).toHaveLength(people.length)
    expect(text).toContain('"Head of ""Sales"", North; South"')
    const edited = text.replace(';Ægir Þór;', ';Óðinn;')
    expect(edited).not.toBe(text)
    const before = await bench.user('unicode@kestrel.example')
    const made = await bench.run(edited)
    expect(made.counts).toMatchObject({ change: 1, unchanged: people.length - 1, refused: 0, remove: 0, create: 0 })
    const after = await bench.user('unicode@kestrel.example')
    expect(after).toMatchObject({
      first_name: 'Óðinn',
      last_name: before?.['last_name'],
      display_name: before?.['display_name'],
    })
  })

  it('is refused a formula that is new in it', async () => {
    const { text } = await file(bench)
    const made = await bench.plan(text.replace(`'@lice`, `'@nna`).replace(',山田 🦜,', `,'=1+1,`))
    expect(made.counts).toMatchObject({ refused: 2, unchanged: people.length - 2 })
    const refused = await bench.rows(made.id, '&outcome=refused')
    expect(refused.map(({ email, issues }) => [email, issues.map(({ code, column }) => [code, column])])).toEqual([
      ['formula@kestrel.example', [['imports.formula_cell', 'Last Name']]],
      ['unicode@kestrel.example', [['imports.formula_cell', 'Last Name']]],
    ])
    const strange = await bench.plan(`User ID/Email (Required),Title\n'-nobody@kestrel.example,x\n`, 'add')
    expect((await bench.rows(strange.id))[0]?.issues.map(({ code }) => code)).toContain('imports.formula_cell')
  })

  it('may be older than the last use of a user, and still changes nothing', async () => {
    const bench = await makeImportBench(hub)
    await add(bench, { email: 'busy@kestrel.example', status: 'verified', last_activity_at: '2026-01-02T03:04:05Z' })
    const { text } = await file(bench)
    await hub.sql(`update users set status = 'active', last_activity_at = now() where email = 'busy@kestrel.example'`)
    expect((await bench.plan(text)).counts).toMatchObject({ unchanged: 1, refused: 0 })
    const later = await file(bench)
    await hub.sql(
      `update users set status = 'inactive', last_activity_at = '2026-01-02T03:04:05Z' where email = 'busy@kestrel.example'`,
    )
    const made = await bench.plan(later.text)
    const [row] = await bench.rows(made.id)
    expect(row?.issues.map(({ code, column }) => [code, column])).toEqual([
      ['imports.read_only_changed', 'User Status'],
      ['imports.read_only_changed', 'Last Service Accessed Time'],
    ])
  })

  it('loses none and names none twice, however many pages it takes', async () => {
    const bench = await makeImportBench(hub)
    await hub.sql(
      `insert into users (partner_id, id, org_id, email, first_name, last_name, display_name, sort_name, status, created_at, last_modified_at)
       select $1, gen_random_uuid(), $2, 'user' || n || '@many.example', 'A', 'B', 'A B', 'a b', 'active', now(), now()
       from generate_series(1, 2001) n`,
      [bench.partnerId, bench.organizationId],
    )
    const { text } = await file(bench)
    const emails = records(text).map((one) => one['User ID/Email (Required)'])
    expect(emails).toHaveLength(2001)
    expect(new Set(emails).size).toBe(2001)
    const empty = await makeImportBench(hub)
    expect(records((await file(empty)).text)).toEqual([])
  })

  it('has also a user whose address the import would read as another, who is not changed by it', async () => {
    const bench = await makeImportBench(hub)
    await add(bench, { email: `'-jane@kestrel.example`, title: 'Lead', package: 'webex_voice' })
    await add(bench, { email: 'plain@kestrel.example', title: 'Lead', package: 'webex_voice' })
    const { text } = await file(bench)
    const [strange, plain] = records(text)
    expect(plain).toMatchObject({ 'User ID/Email (Required)': 'plain@kestrel.example', Title: 'Lead' })
    expect(Object.entries(strange ?? {}).filter(([, cell]) => cell !== '')).toEqual([
      ['User ID/Email (Required)', `'-jane@kestrel.example`],
    ])
    const made = await bench.plan(text)
    expect(made.counts).toMatchObject({ unchanged: 1, refused: 1, create: 0, change: 0, remove: 0 })
    // Nor is the one whose address it is read as.
    await add(bench, { email: '-jane@kestrel.example', title: 'Chair', package: 'webex_voice' })
    const again = await bench.plan(text)
    expect(again.counts).toMatchObject({ unchanged: 2, create: 0, change: 0, remove: 0 })
  })

  it('is an event of the audit, and nobody else’s customer has one', async () => {
    const bench = await makeImportBench(hub)
    const other = await makeImportBench(hub)
    await file(bench)
    const events = await hub.sql(
      `select type, org_id, subject_id from audit_events where partner_id = $1 and type like 'imports.%'`,
      [bench.partnerId],
    )
    expect(events).toEqual([
      { type: 'imports.users_exported', org_id: bench.organizationId, subject_id: bench.organizationId },
    ])
    const strange = await hub.request(`/v1/imports/users.csv?organizationId=${other.orgId}`, { token: bench.token })
    expect([strange.status, (strange.json as { code: string }).code]).toEqual([404, 'partners.customer_not_found'])
  })
})
