import { beforeAll, describe, expect, test } from 'vitest'
import { startHub, type TestHub } from '../../../test/hub.ts'
import { type Cells, caller, csv, type ImportBench, makeImportBench, makePartner } from '../../../test/imports.ts'
import type { Problem } from '../../api/common.ts'

let hub: TestHub
let bench: ImportBench

beforeAll(async () => {
  hub = await startHub({ settings: { IMPORT_ROWS: '300', IMPORT_BYTES: '200000' } })
  bench = await makeImportBench(hub)
})

let serial = 1000
/** An e-mail and an extension that no other test uses. */
function fresh(more: Cells = {}): Cells & { email: string } {
  serial += 1
  const email = `user${serial}@kestrel.example`
  return { ...caller(email, String(serial), more), email } as Cells & { email: string }
}
function row(more: Cells = {}): Cells {
  const { email: _email, ...cells } = fresh(more)
  return cells
}
const emailOf = (cells: Cells) => cells['User ID/Email (Required)'] ?? ''

/** Latin text, each letter in four bytes of which one is used. */
function utf32(text: string, at: 0 | 3): Buffer {
  const bytes = Buffer.alloc(text.length * 4)
  for (let index = 0; index < text.length; index++) bytes[index * 4 + at] = text.charCodeAt(index)
  return bytes
}

describe('a file with a fault', () => {
  const good = () => csv(row())
  const faults: [string, () => string | Buffer, string, number][] = [
    ['that is empty', () => '', 'imports.empty_file', 400],
    ['of blank lines only', () => '\r\n \r\n', 'imports.empty_file', 400],
    ['that is prose', () => 'Dear all please add these people\nJan\n', 'imports.not_csv', 400],
    ['that is JSON', () => '{"users": [1, 2]}\n', 'imports.not_csv', 400],
    [
      'in UTF-16 with a mark',
      () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(good(), 'utf16le')]),
      'imports.utf16',
      400,
    ],
    ['in UTF-16 without a mark', () => Buffer.from(good(), 'utf16le'), 'imports.utf16', 400],
    [
      'in UTF-32 with a mark',
      () => Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), utf32(good(), 0)]),
      'imports.utf32',
      400,
    ],
    ['in UTF-32 without a mark', () => utf32(good(), 0), 'imports.utf32', 400],
    ['in UTF-32 the other way round', () => utf32(good(), 3), 'imports.utf32', 400],
    ['in Latin-1', () => Buffer.from(csv(row({ 'Last Name': 'Sørensen' })), 'latin1'), 'imports.unknown_encoding', 400],
    ['that is a workbook', () => Buffer.from('504b0304140006000800', 'hex'), 'imports.binary_file', 400],
    ['over the size limit', () => `${good()}\r\n${'x'.repeat(250_000)}`, 'imports.file_too_large', 413],
    ['with headings only', () => good().split('\r\n')[0] ?? '', 'imports.header_only', 400],
    ['without the key column', () => 'First Name,Last Name\r\nJan,Jansen', 'imports.no_key_column', 400],
    ['with a quote left open', () => `${good()}\r\n"open`, 'imports.quote_left_open', 400],
    [
      'with more rows than the limit',
      () => csv(...Array.from({ length: 301 }, () => row())),
      'imports.too_many_rows',
      400,
    ],
  ]
  test.each(faults)('%s is refused with its code and leaves nothing', async (_name, make, code, status) => {
    const before = await hub.sql(
      'select (select count(*) from imports) as imports, (select count(*) from import_rows) as rows, (select count(*) from import_parts) as parts',
    )
    const answer = await bench.upload(make())
    expect([answer.status, (answer.json as { code: string }).code]).toEqual([status, code])
    expect(
      await hub.sql(
        'select (select count(*) from imports) as imports, (select count(*) from import_rows) as rows, (select count(*) from import_parts) as parts',
      ),
    ).toEqual(before)
  })

  test.each([
    ['duplicate', 'Title,title', 'imports.duplicate_heading', 'title'],
    [
      'package that is there by another',
      'Webex Calling [S-1],Webex Calling',
      'imports.same_column',
      '“Webex Calling [S-1]” and “Webex Calling”',
    ],
    [
      'former',
      'Customer Assist,Customer Experience Essentials',
      'imports.same_column',
      '“Customer Assist” and “Customer Experience Essentials”',
    ],
    ['unknown', 'Shoe size', 'imports.unknown_heading', 'Shoe size'],
    ['suspended', 'Webex Suite [S-1] (Suspended)', 'imports.suspended_heading', 'Webex Suite [S-1] (Suspended)'],
  ])('names a %s heading', async (_name, headings, code, named) => {
    const answer = await bench.upload(
      `User ID/Email (Required),${headings}\r\na@kestrel.example${',x'.repeat(headings.split(',').length)}`,
    )
    const problem = answer.json as { code: string; message: string }
    expect([answer.status, problem.code]).toEqual([400, code])
    expect(problem.message).toContain(named)
  })

  test('names every heading that is at fault, each with its remedy, in the reader’s language', async () => {
    const file = 'E-mail,Shoe size,Title,title,,Webex Suite (Suspended),Hat\r\na@kestrel.example,1,2,3,4,5,6'
    const answer = await bench.upload(file)
    const problem = answer.json as Problem
    expect([answer.status, problem.code, problem.message]).toEqual([
      400,
      'imports.unknown_heading',
      'The heading “E-mail” is not known.',
    ])
    expect(problem.errors.map(({ description, errorCode }) => [description, errorCode])).toEqual([
      ['The heading “E-mail” is not known.', 20010],
      ['The heading “Shoe size” is not known.', 20010],
      ['The heading “title” is there twice.', 20009],
      ['The heading “Webex Suite (Suspended)” belongs to a suspended service.', 20011],
      ['The heading “Hat” is not known.', 20010],
      ['The column “User ID/Email (Required)” is missing.', 20008],
    ])
    for (const { remedy } of problem.errors) expect(remedy).toMatch(/\.$/)
    const danish = await hub.request(`/v1/imports?organizationId=${bench.orgId}`, {
      method: 'POST',
      token: bench.token,
      headers: { 'content-type': 'text/csv', 'accept-language': 'da' },
      body: file,
    })
    expect((danish.json as Problem).errors[2]?.description).toBe('Overskriften “title” findes to gange.')
    const many = await bench.upload(`${Array.from({ length: 400 }, (_, index) => `H${index}`).join(',')}\r\nx`)
    expect((many.json as Problem).errors).toHaveLength(50)
  })

  test('reads no further than the faults that it names, and says of what it has not read that nothing is missing', async () => {
    const headings = Array.from({ length: 1000 }, (_, index) => (index < 49 ? 'H' : `I${index + 1}`))
    const answer = await bench.upload(`${headings.join(',')}\r\nx`)
    const { code, errors } = answer.json as Problem
    expect([answer.status, code, errors.length]).toEqual([400, 'imports.unknown_heading', 50])
    expect(errors.at(-1)?.description).toBe('The heading “I50” is not known.')
    // One less, and the line has been read to its end.
    const short = (await bench.upload(`${headings.slice(0, 49).join(',')}\r\nx`)).json as Problem
    expect(short.errors.map(({ errorCode }) => errorCode)).toEqual([...Array(49).fill(20010), 20008])
  })

  test('that is not UTF-8 names the first line that cannot be read, however far in it stands', async () => {
    const file = (lines: number) =>
      Buffer.from(
        csv(
          ...Array.from({ length: lines }, () => row({ Title: `one\n${'x'.repeat(200)}` })),
          row({ Title: 'Sørensen' }),
          row({ Title: 'Ærø' }),
        ),
        'latin1',
      )
    for (const lines of [1, 299]) {
      const answer = await bench.upload(file(lines))
      expect(answer.json).toMatchObject({ code: 'imports.unknown_encoding' })
      // The heading, two lines for each row before it.
      expect((answer.json as Problem).message).toContain(`line ${2 * lines + 2} `)
    }
  })

  test('with an empty heading is read as long as its cells are blank; a row with a value there is refused alone', async () => {
    const [heading = '', ...lines] = csv(row({ Title: 'a' }), row({ Title: 'b' }), row({ Title: 'c' })).split('\r\n')
    const widened = [
      `${heading.replace('First Name', ', First Name')}, ,`,
      ...lines.map(
        (line, index) =>
          `${line.replace(',Jan,', index === 2 ? ',=1+1,Jan,' : ',,Jan,')},${index === 1 ? 'stray' : ' '},`,
      ),
    ].join('\r\n')
    const made = await bench.plan(widened)
    expect(made.counts).toMatchObject({ create: 1, refused: 2 })
    expect((await bench.rows(made.id, '&outcome=refused')).map(({ issues }) => issues)).toMatchObject([
      [{ code: 'imports.value_without_heading', message: '“stray” stands in column 16, which has no heading.' }],
      [{ code: 'imports.value_without_heading', message: '“=1+1” stands in column 2, which has no heading.' }],
    ])
    const failed = (await hub.request(`/v1/imports/${made.id}/failed.csv`, { token: bench.token })).text
    expect((await bench.plan(failed)).counts).toMatchObject({ create: 0, refused: 2 })
    const mended = failed.replace('stray', '').replace("'=1+1", '')
    expect((await bench.plan(mended)).counts).toMatchObject({ create: 2, refused: 0 })
  })

  test('that names its delimiter in the first line is read by it', async () => {
    const comma = csv(row())
    const semicolon = csv(row({ Title: 'a, b' }))
      .replaceAll('"', '')
      .replace(', b', '\0')
      .replaceAll(',', ';')
      .replace('\0', ', b')
    for (const text of [
      `sep=,\r\n${comma}`,
      `sep=;\r\n${semicolon}`,
      `\ufeff"sep=;"\n\n${semicolon}`,
      // Saved again with commas by a program that took the line for a row.
      `sep=;,,,,,\r\n${comma}`,
      `SEP=\r\n${semicolon}`,
    ]) {
      const made = await bench.plan(text)
      expect(made.counts, text.slice(0, 10)).toMatchObject({ create: 1, refused: 0 })
      // Lines are those of the file.
      expect((await bench.rows(made.id)).map(({ line }) => line)).toEqual([text.split('\n').length])
    }
    const bad = await bench.plan(`sep=;\r\n${semicolon.replace('kestrel.example', '')}`)
    const failed = await hub.request(`/v1/imports/${bad.id}/failed.csv`, { token: bench.token })
    expect(failed.text).toContain(';a, b;')
    for (const [stated, named] of [
      ['|', '|'],
      ['\t', 'TAB'],
    ]) {
      const answer = await bench.upload(`sep=${stated}\r\n${comma.replaceAll(',', stated ?? '')}`)
      expect(answer.json).toMatchObject({ code: 'imports.other_delimiter' })
      expect((answer.json as Problem).message).toContain(`“${named}”`)
    }
  })

  test('that is cut off half-way leaves nothing', async () => {
    const before = await hub.sql('select count(*) from imports')
    async function* half() {
      yield new TextEncoder().encode(csv(row()))
      throw new Error('the line broke')
    }
    await hub
      .request(`/v1/imports?organizationId=${bench.orgId}`, {
        method: 'POST',
        token: bench.token,
        headers: { 'content-type': 'text/csv' },
        body: ReadableStream.from(half()) as never,
        duplex: 'half',
      } as RequestInit)
      .catch(() => {})
    expect(await hub.sql('select count(*) from imports')).toEqual(before)
  })

  test('whose place the database refuses, while its body is still on its way, ends that request alone', async () => {
    const unhandled: unknown[] = []
    const listen = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', listen)
    const [{ name } = {}] = await hub.sql('select current_database() as name')
    await hub.sql(`revoke temporary on database ${String(name)} from public`)
    async function* slow() {
      const [heading, ...lines] = csv(row()).split('\r\n')
      yield new TextEncoder().encode(`${heading}\r\n`)
      await expect
        .poll(() =>
          hub.sql(
            `select 1 as refused from pg_stat_activity where datname = current_database() and state = 'idle in transaction (aborted)'`,
          ),
        )
        .toEqual([{ refused: 1 }])
      // The answer to the hub stands before these in the order of this process's events.
      for (let turn = 0; turn < 5; turn++) await hub.sql('select 1')
      yield new TextEncoder().encode(lines.join('\r\n'))
    }
    try {
      const answer = await hub.request(`/v1/imports?organizationId=${bench.orgId}`, {
        method: 'POST',
        token: bench.token,
        headers: { 'content-type': 'text/csv' },
        body: ReadableStream.from(slow()) as never,
        duplex: 'half',
      } as RequestInit)
      expect(answer.status).toBe(500)
      expect(unhandled).toEqual([])
    } finally {
      await hub.sql(`grant temporary on database ${String(name)} to public`)
      process.off('unhandledRejection', listen)
    }
    expect((await bench.plan(csv(row()))).counts.create).toBe(1)
  })
})

describe('a row with a fault', () => {
  const cases: [string, Cells, string, string | undefined][] = [
    ['a formula', { Title: '=HYPERLINK("x")' }, 'imports.formula_cell', 'Title'],
    ['a formula behind a plus', { Title: '+cmd|x' }, 'imports.formula_cell', 'Title'],
    ['a NUL', { Title: 'a\0b' }, 'imports.nul_character', 'Title'],
    ['no e-mail', { 'User ID/Email (Required)': '' }, 'imports.email_missing', 'User ID/Email (Required)'],
    ['a bad e-mail', { 'User ID/Email (Required)': 'jan@@x.example' }, 'imports.email_bad', 'User ID/Email (Required)'],
    [
      'an e-mail that is too long',
      { 'User ID/Email (Required)': `${'j'.repeat(160)}@x.example` },
      'imports.email_too_long',
      'User ID/Email (Required)',
    ],
    ['a bad manager', { Manager: 'boss' }, 'imports.email_bad', 'Manager'],
    ['two packages', { 'Webex Suite': 'TRUE' }, 'imports.two_packages', undefined],
    ['no package', { 'Webex Calling': '' }, 'imports.no_package', undefined],
    [
      'a package not sold',
      { 'Webex Calling': 'FALSE', 'Customer Assist': 'TRUE' },
      'imports.package_not_sold',
      'Customer Assist',
    ],
    [
      'an add-on without its base',
      { 'Webex Calling': 'FALSE', 'Webex Meetings': 'TRUE', 'Attendant Console': 'TRUE' },
      'imports.add_on_without_base',
      undefined,
    ],
    ['no flag', { 'Jabber Calling': '' }, 'imports.required_missing', 'Jabber Calling'],
    ['no location', { Location: '' }, 'imports.required_missing', 'Location'],
    ['no number or extension', { Extension: '' }, 'imports.no_number_or_extension', 'Extension'],
    [
      'no number for a calling package of the shorter table',
      { Extension: '', 'Webex Calling': 'FALSE', 'Webex Voice': 'TRUE' },
      'imports.no_number_or_extension',
      'Extension',
    ],
    ['a bad number', { 'Phone Number': '+3112' }, 'imports.number_bad', 'Phone Number'],
    ['a number in scientific notation', { 'Phone Number': '3.12E+10' }, 'imports.number_bad', 'Phone Number'],
    ['a bad extension', { Extension: '12a' }, 'imports.extension_bad', 'Extension'],
    ['an extension of the wrong length', { Extension: '1' }, 'imports.extension_length', 'Extension'],
    ['an unknown location', { Location: 'Atlantis' }, 'imports.location_unknown', 'Location'],
    ['an unknown site', { 'Preferred Webex Site': 'other.example' }, 'imports.site_unknown', 'Preferred Webex Site'],
    ['a bad boolean', { 'Webex Suite': 'JA' }, 'imports.boolean_bad', 'Webex Suite'],
    ['a name that calling cannot carry', { 'First Name': 'J/n' }, 'imports.name_bad', 'First Name'],
    ['a name too long for calling', { 'Last Name': 'x'.repeat(31) }, 'imports.name_bad', 'Last Name'],
    ['a value too long', { Title: 'x'.repeat(300) }, 'imports.value_too_long', 'Title'],
    ['an unknown language', { 'Preferred Language': 'Klingonish' }, 'imports.language_unknown', 'Preferred Language'],
    ['an unknown time zone', { 'Time zone': 'Europe/Atlantis' }, 'imports.time_zone_unknown', 'Time zone'],
    ['an unknown country', { 'Address country': 'Holland' }, 'imports.country_unknown', 'Address country'],
  ]

  test('is refused alone, with line, column and code', async () => {
    const bad = cases.map(([, cells]) => row(cells))
    const sound = row()
    const made = await bench.plan(csv(...bad, sound))
    const found = await bench.rows(made.id)
    expect(made.counts).toMatchObject({ create: 1, refused: cases.length })
    expect(found.map(({ line, issues }) => [line, issues[0]?.code, issues[0]?.column])).toEqual([
      ...cases.map(([, , code, column], index) => [index + 2, code, column]),
      [cases.length + 2, undefined, undefined],
    ])
    for (const { outcome, issues } of found.slice(0, -1)) {
      expect(outcome).toBe('refused')
      for (const issue of issues) {
        expect(issue.message).not.toMatch(/\{\{|errors\./)
        expect(issue.remedy.length).toBeGreaterThan(5)
      }
    }
  })

  test('with too many or too few cells is refused alone', async () => {
    const [heading, line] = csv(row()).split('\r\n')
    const made = await bench.plan(
      `${heading}\r\n${line},x\r\n${line?.slice(0, line.lastIndexOf(','))}\r\n${csv(row()).split('\r\n')[1]}`,
    )
    expect((await bench.rows(made.id)).map(({ issues }) => issues[0]?.code)).toEqual([
      'imports.too_many_cells',
      'imports.too_few_cells',
      undefined,
    ])
  })

  test('that repeats an e-mail, a number or an extension is refused, and the earlier row stands', async () => {
    const [one, two, three] = [row({ 'Phone Number': '+31201234001' }), row(), row()]
    const made = await bench.plan(
      csv(
        one,
        two,
        three,
        row({ 'User ID/Email (Required)': emailOf(two).toUpperCase() }),
        row({ 'Phone Number': '+31 20 1234001' }),
        row({ Extension: three.Extension ?? '' }),
        row({ Extension: three.Extension ?? '', Location: 'Oulu' }),
      ),
    )
    expect((await bench.rows(made.id)).map(({ outcome, issues }) => [outcome, issues[0]?.code])).toEqual([
      ['create', undefined],
      ['create', undefined],
      ['create', undefined],
      ['refused', 'imports.email_twice'],
      ['refused', 'imports.number_twice'],
      ['refused', 'imports.extension_twice'],
      ['create', undefined],
    ])
  })

  test('is shown cut between characters, also where an emoji stands at the cut', async () => {
    const made = await bench.plan(csv(row({ Location: `${'x'.repeat(59)}😀${'y'.repeat(20)}` }), row()))
    const [bad, sound] = await bench.rows(made.id)
    expect(bad).toMatchObject({ outcome: 'refused', issues: [{ code: 'imports.location_unknown' }] })
    expect(bad?.issues[0]?.message).toContain(`${'x'.repeat(59)}😀…`)
    expect(sound).toMatchObject({ outcome: 'create' })
  })

  test('is refused in the reader’s language', async () => {
    const made = await bench.plan(csv(row({ Extension: 'x' }), row()))
    const answer = await hub.request(`/v1/imports/${made.id}/rows?outcome=refused`, {
      token: bench.token,
      headers: { 'accept-language': 'nl' },
    })
    expect(answer.text).toContain('is geen toestelnummer')
  })
})

describe('what others have', () => {
  test('an e-mail of another customer is refused without naming it', async () => {
    const other = await makeImportBench(hub, { partner: { partnerId: bench.partnerId, token: bench.token } })
    const theirs = row()
    await other.run(csv(theirs))
    const made = await bench.plan(csv({ ...row(), 'User ID/Email (Required)': emailOf(theirs) }))
    const answer = await hub.request(`/v1/imports/${made.id}/rows`, { token: bench.token })
    expect(answer.text).toContain('imports.email_elsewhere')
    expect(answer.text).not.toContain(other.orgId)
    expect(answer.text).not.toContain('Kestrel,')
  })

  test('a number of another partner is taken', async () => {
    const stranger = await makeImportBench(hub, { partner: await makePartner(hub) })
    await stranger.run(csv(row({ 'Phone Number': '+31201234100' })))
    const made = await bench.plan(csv(row({ 'Phone Number': '+31201234100' })))
    expect((await bench.rows(made.id))[0]?.issues[0]).toMatchObject({
      code: 'imports.number_taken',
      column: 'Phone Number',
    })
  })

  test('an extension of somebody else is taken at its location and free at another', async () => {
    const one = row()
    await bench.run(csv(one))
    const made = await bench.plan(
      csv(row({ Extension: one.Extension ?? '' }), row({ Extension: one.Extension ?? '', Location: 'Oulu' })),
    )
    expect((await bench.rows(made.id)).map(({ issues }) => issues[0]?.code)).toEqual([
      'imports.extension_taken',
      undefined,
    ])
  })

  test('a free number of the customer can be given', async () => {
    await hub.sql(`insert into numbers (partner_id, e164, org_id, created_at) values ($1, '+31201234200', $2, now())`, [
      bench.partnerId,
      bench.organizationId,
    ])
    await hub.sql(`insert into identifiers values ('e164', '+31201234200', $1, $2, $2)`, [
      bench.partnerId,
      bench.organizationId,
    ])
    const one = row({ 'Phone Number': '+31201234200' })
    const done = await bench.run(csv(one))
    expect(done.counts).toMatchObject({ create: 1, refused: 0 })
    expect(await bench.user(emailOf(one))).toMatchObject({ e164: '+31201234200' })
  })

  test('another partner cannot see the import', async () => {
    const made = await bench.plan(csv(row()))
    const { token } = await makePartner(hub)
    expect((await hub.request(`/v1/imports/${made.id}`, { token })).status).toBe(404)
    expect((await hub.request(`/v1/imports/${made.id}/failed.csv`, { token })).status).toBe(404)
    expect((await hub.request(`/v1/imports/${made.id}/apply`, { method: 'POST', token, json: {} })).status).toBe(404)
  })
})

test('a body that came without a name is told from others by the time of its upload', async () => {
  const named = (await bench.upload(csv(row()))).json as { fileName: string; created: string }
  expect(named.fileName).toBe(`import-${named.created.slice(0, 19).replaceAll(':', '-')}Z.csv`)
})
