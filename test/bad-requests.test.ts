import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Max, type Problem } from '../src/api/common.ts'
import { encodeId } from '../src/api/ids.ts'
import { allEndpoints } from '../src/api/index.ts'
import { demoAccounts, demoCustomerId, demoPartnerId, demoPassword } from '../src/generate/index.ts'
import { badInput } from '../src/platform/bad-input.ts'
import { nulOf } from '../src/platform/whole-texts.ts'
import { type Answer, startHub } from './hub.ts'

const hub = await startHub({ demo: true })
const token = await hub.token({ partnerId: demoPartnerId })
const organizationId = encodeId('ORGANIZATION', demoCustomerId)

const refusalOf = async (path: string, language = 'en') => {
  const answer = await hub.request(path, { token, headers: { 'accept-language': language } })
  expect(answer.status, answer.text).toBe(400)
  return (answer.json as Problem).errors
}

describe('bad input of a request', () => {
  it('names the field and what is wanted, in the language of the reader', async () => {
    const text = 'x'.repeat(600)
    expect(await refusalOf(`/v1/search?q=${text}`)).toEqual([
      { description: '“q” may have at most 400 characters.', errorCode: 10400, field: 'q' },
    ])
    expect((await refusalOf(`/v1/search?q=${text}`, 'nl'))[0]?.description).toBe('‘q’ mag hoogstens 400 tekens hebben.')
    expect((await refusalOf(`/v1/search?q=${text}`, 'fi'))[0]?.description).toContain('enintään 400 merkkiä')
    expect((await refusalOf('/v1/search'))[0]?.description).toBe('“q” is missing.')
    expect((await refusalOf('/v1/search?q=a&q=b'))[0]?.description).toBe('“q” has to be a single text.')
    expect((await refusalOf('/v1/search?q=a&kind=cat'))[0]?.description).toBe(
      '“kind” has to be one of: organization, user, device, order.',
    )
    expect((await refusalOf('/v1/search?q=a&organizationId=nonsense'))[0]?.description).toContain('ORGANIZATION')
    expect((await refusalOf('/v1/search?q=a&max=many'))[0]?.description).toBe('“max” has to be a number.')
    expect((await refusalOf('/v1/search?q=a&max=1.5'))[0]?.description).toBe('“max” has to be a whole number.')
  })

  it('never leaves a field without a name, nor a word of the schema library in the answer', () => {
    const shape = z.object({
      text: z.string().min(3).max(5),
      list: z.array(z.string()).min(1).max(2),
      flag: z.boolean(),
      at: z.iso.datetime(),
      day: z.iso.date(),
      mail: z.email(),
      link: z.url(),
      either: z.union([z.literal('a'), z.number()]),
      inner: z.strictObject({ own: z.string().min(1) }),
    })
    const faults = (input: unknown) => {
      const read = shape.safeParse(input)
      if (read.success) throw new Error('the input fits')
      return Object.fromEntries(badInput(read.error, input, 'body').fields.map(({ field, fault }) => [field, fault]))
    }
    expect(faults(undefined)).toEqual({ body: 'missing' })
    expect(faults([])).toEqual({ body: 'not_object' })
    expect(
      faults({
        text: 'ab',
        list: [],
        flag: 'yes',
        at: 'today',
        day: '2026-02-30',
        mail: 'me',
        link: 'there',
        either: 'b',
        inner: { own: '', more: 1 },
      }),
    ).toEqual({
      text: 'too_short',
      list: 'list_too_short',
      flag: 'not_boolean',
      at: 'not_date',
      day: 'not_day',
      mail: 'not_email',
      link: 'not_url',
      either: 'not_fitting',
      'inner.own': 'blank',
      'inner.more': 'not_known',
    })
    // An answer does not grow with the names that are sent.
    const read = shape.safeParse({ inner: { own: 'x', ['n'.repeat(100_000)]: 1 } })
    const told = read.error ? badInput(read.error, {}, 'body').fields : []
    expect(told.find(({ fault }) => fault === 'not_known')?.field).toBe(`inner.${'n'.repeat(194)}`)
    expect(JSON.stringify(told).length).toBeLessThan(5_000)
  })
})

describe('what the database cannot read', () => {
  const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url')
  const id = '019aa0c8-1111-7111-8111-111111111111'
  const codeOf = async (path: string) => {
    const answer = await hub.request(path, { token })
    return [answer.status, (answer.json as Problem).code]
  }

  it('names the field with a character that the database cannot keep', async () => {
    for (const [path, field] of [
      ['/v1/people?email=%00', 'email'],
      ['/v1/devices?serial=a%00', 'serial'],
    ] as const) {
      const answer = await hub.request(path, { token })
      expect([path, answer.status, answer.json]).toMatchObject([
        path,
        400,
        { code: 'common.bad_request', errors: [{ field, description: expect.stringContaining('U+0000') }] },
      ])
    }
    expect(nulOf({ query: {}, body: { person: { title: 'a\0' } } })).toMatchObject([{ field: 'person.title' }])
    expect(nulOf({ query: { q: 'whole' }, body: undefined })).toEqual([])
    // What is wrong with the whole of it names none.
    const odd = await hub.request('/v1/session', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect(odd.status).toBe(400)
    expect((odd.json as Problem & { errors: object[] }).errors[0]).not.toHaveProperty('field')
  })

  it('is no cursor: a time, a number or a text that it has no place for', async () => {
    const badTimes = ['x', '', '2026-02-30T00:00:00.000000Z', '0000-01-01T00:00:00.000000Z', '+99999-01-01T00:00:00Z']
    for (const time of badTimes)
      expect(await codeOf(`/v1/customers?sort=created&cursor=${cursor(['created asc', time, id])}`), time).toEqual([
        400,
        'common.bad_cursor',
      ])
    for (const text of ['a\0b', 'a\ud800'])
      expect(await codeOf(`/v1/customers?cursor=${cursor(['name asc', text, id])}`)).toEqual([400, 'common.bad_cursor'])
    const csv = 'User ID/Email (Required)\ncursor@example.test\n'
    const uploaded = await hub.request(`/v1/imports?organizationId=${organizationId}`, {
      method: 'POST',
      token,
      body: csv,
      headers: { 'content-type': 'text/csv' },
    })
    expect(uploaded.status, uploaded.text).toBe(201)
    const rows = `/v1/imports/${(uploaded.json as { id: string }).id}/rows`
    for (const line of [2_147_483_648, -1, 1.5, '1'])
      expect(await codeOf(`${rows}?cursor=${cursor([line])}`), String(line)).toEqual([400, 'common.bad_cursor'])
    expect((await hub.request(`${rows}?cursor=${cursor([2_147_483_647])}`, { token })).status).toBe(200)
  })

  it('does not keep the cursors of customers by creation from leading through all of them, in both directions', async () => {
    for (const order of ['asc', 'desc']) {
      const ids: string[] = []
      let path: string | undefined = `/v1/customers?sort=created&order=${order}&max=2`
      while (path) {
        const page: Answer = await hub.request(path, { token })
        expect(page.status, page.text).toBe(200)
        ids.push(...(items(page) as { id: string }[]).map((item) => item.id))
        path = page.headers.get('link')?.match(/<http:\/\/[^/]+([^>]+)>/)?.[1]
      }
      const [{ count } = { count: 0 }] = await hub.sql(
        'select count(*)::int from organizations where partner_id = $1',
        [demoPartnerId],
      )
      expect(ids).toHaveLength(Number(count))
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  it('is searched for as far as it is whole: the last letter of a long text may be cut in two', async () => {
    for (const text of [`${'ﷲ'.repeat(49)}aaa𐐨`, `${'a'.repeat(199)}𐐨`, `${'ﷲ'.repeat(49)}1aa𐐨 `])
      expect((await hub.request(`/v1/search?q=${encodeURIComponent(text)}`, { token })).status, text).toBe(200)
    expect((await hub.request('/v1/search?q=%ED%A0%80abc', { token })).status).toBeLessThan(500)
  })

  it('is named where it stands in a body: half of a character', async () => {
    const cookie = await hub.signIn(demoAccounts.admin, demoPassword)
    const patch = async (body: string) =>
      await hub.request('/v1/session/person', {
        method: 'PATCH',
        cookie,
        body,
        headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      })
    const told = await patch('{"firstName":"\\ud800"}')
    expect([told.status, (told.json as Problem).errors]).toEqual([
      400,
      [
        {
          description: '“firstName” holds half of a character. Send the text in whole Unicode characters.',
          errorCode: 10400,
          field: 'firstName',
        },
      ],
    ])
    const named = await patch('{"\\udc00":"x"}')
    expect([named.status, (named.json as Problem).code]).toEqual([400, 'common.bad_request'])
    const deep = await patch(`${'['.repeat(100_000)}"\\ud800"${']'.repeat(100_000)}`)
    expect(deep.status).toBe(400)
    expect(deep.text.length).toBeLessThan(1000)
    const whole = await patch('{"firstName":"\\ud83d\\ude00"}')
    expect((whole.json as Problem).code ?? '', whole.text).not.toBe('common.failed')
  })
})

// Some published lists are bare.
const items = ({ json }: Answer) => (Array.isArray(json) ? json : (json as { items: unknown[] }).items)

describe('max', () => {
  const most = [
    ['/v1/people?', 1000],
    ['/v1/devices?', 1000],
    ['/v1/locations?', 1000],
    ['/v1/customers?', 200],
    ['/v1/search?q=anna&', 100],
    [`/v1/users?organizationId=${organizationId}&`, 200],
    ['/v1/imports?', 200],
    ['/v1/administrators?', 200],
    ['/v1/audit/events?', 200],
    ['/v1/partner/tags/organizations?tags=Gold&', 100],
  ] as const

  it('above the cap is taken for the cap, and left out for the usual page', () => {
    const size = Max(50, 200)
    expect(['1', '199', '200', '201', '5000', undefined].map((value) => size.parse(value))).toEqual([
      1, 199, 200, 200, 200, 50,
    ])
    for (const bad of ['0', '-1', '1.5', 'many', '']) expect(size.safeParse(bad).success, bad).toBe(false)
  })

  it('is clamped so by every endpoint that pages', () => {
    const pages = allEndpoints.filter(
      ({ endpoint: { paged, query } }) =>
        paged || (query && ['max', 'limit', 'cursor'].some((name) => name in query.shape)),
    )
    expect(pages.length).toBeGreaterThan(15)
    for (const { name, endpoint } of pages) {
      const size = endpoint.query?.shape.max ?? endpoint.query?.shape.limit
      const read = z.safeParse(size ?? z.never(), '1000000000')
      expect(read.success, name).toBe(true)
      expect(read.data, name).toBeGreaterThanOrEqual(1)
      expect(read.data, name).toBeLessThanOrEqual(1000)
      expect(z.safeParse(size ?? z.any(), '0').success, name).toBe(false)
    }
  })

  it('above the cap is refused by none, and gives no more than the cap where there is more', async () => {
    for (const [path, cap] of most) {
      const above = await hub.request(`${path}max=${cap + 1}`, { token })
      expect(above.status, path).toBe(200)
      expect(items(above).length, path).toBeLessThanOrEqual(cap)
    }
    const cut = await hub.request(`/v1/users?organizationId=${organizationId}&max=5000`, { token })
    expect(items(cut)).toHaveLength(200)
    // That it is not the whole is said where all pages say it.
    expect(cut.headers.get('link')).toContain('rel="next"')
  })

  it('below 1, or no number, is refused by each', async () => {
    for (const [path] of most) {
      expect((await refusalOf(`${path}max=0`))[0]?.description).toBe('“max” has to be at least 1.')
      expect((await refusalOf(`${path}max=many`))[0]?.description).toBe('“max” has to be a number.')
    }
  })

  it('says so in the API document', async () => {
    const { text } = await hub.request('/docs')
    expect(text).toContain('a larger value is taken for 1000')
    expect(text).toContain('a larger value is taken for 200')
  })
})

describe('an upload', () => {
  const upload = async (body: Uint8Array<ArrayBuffer> | FormData, headers: Record<string, string>) =>
    await hub.request(`/v1/imports?organizationId=${organizationId}`, { method: 'POST', token, body, headers })
  const packed = new Uint8Array(gzipSync('User ID/Email (Required)\nanna@example.test\n'))

  it('that is compressed is told so, by its header or by its content', async () => {
    expect((await upload(packed, { 'content-type': 'text/csv' })).json).toMatchObject({
      code: 'imports.compressed_file',
    })
    const stated = await upload(packed, { 'content-type': 'text/csv', 'content-encoding': 'gzip' })
    expect(stated.json).toMatchObject({ code: 'common.compressed_body' })
    expect(stated.text).toContain('gzip')
  })

  it('is not the only body that is told so: JSON is as well, and a stranger hears of the sign-in first', async () => {
    const json = new Uint8Array(gzipSync('{"name":"x"}'))
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const told = await hub.request('/v1/administrators', { method: 'POST', token, body: json, headers })
    expect([told.status, told.json]).toMatchObject([415, { code: 'common.compressed_body' }])
    const stranger = await hub.request('/v1/administrators', { method: 'POST', body: json, headers })
    expect(stranger.status).toBe(401)
  })

  it('of a form without the file says that there is none', async () => {
    const form = new FormData()
    form.set('other', new Blob(['x']), 'x.csv')
    expect((await upload(form, {})).json).toMatchObject({ code: 'common.file_missing' })
  })

  it('of a form with two files is refused, and neither is taken', async () => {
    const stored = async () => await hub.sql('select count(*) from imports')
    const before = await stored()
    for (const second of ['file', 'other']) {
      const form = new FormData()
      form.set('note', 'x')
      form.append('file', new Blob(['User ID/Email (Required)\nanna@example.test\n']), 'a.csv')
      form.append(second, new Blob(['User ID/Email (Required)\nboris@example.test\n']), 'b.csv')
      const answer = await upload(form, {})
      expect([answer.status, answer.json]).toMatchObject([400, { code: 'common.several_files' }])
    }
    expect(await stored()).toEqual(before)
    const one = new FormData()
    one.set('file', new Blob(['User ID/Email (Required)\nanna@example.test\n']), 'a.csv')
    one.set('note', 'x')
    expect((await upload(one, {})).status).toBe(201)
  })
})

describe('what never becomes a request', () => {
  const raw = async (text: string, close = false): Promise<{ head: string; problem: Problem }> =>
    await new Promise((resolve, reject) => {
      let answer = ''
      const socket = connect({ port: hub.port, host: '127.0.0.1', allowHalfOpen: true })
      socket.setEncoding('utf8')
      socket.on('data', (data) => {
        answer += data
      })
      socket.on('end', () => {
        const [head = '', body = ''] = answer.split('\r\n\r\n')
        socket.destroy()
        resolve({ head, problem: JSON.parse(body) })
      })
      socket.on('error', reject)
      socket.write(text)
      if (close) socket.end()
    })

  it('is answered with a code and a tracking id: no HTTP at all', async () => {
    const { head, problem } = await raw('this is no HTTP\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 /)
    expect(problem).toMatchObject({ code: 'common.not_http', trackingId: expect.stringMatching(/^CORDBOARD_/) })
    expect(head).toContain(problem.trackingId)
  })

  it('headers over the limit', async () => {
    const { head, problem } = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`)
    expect(head).toMatch(/^HTTP\/1\.1 431 /)
    expect(problem).toMatchObject({ code: 'common.headers_too_large' })
  })

  it('an upload whose sender closes before its end, in the language and with the tracking id of the request', async () => {
    const { head, problem } = await raw(
      `POST /v1/imports?organizationId=${organizationId} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nAccept-Language: da\r\nTrackingID: half-1\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\nUser ID/Email (Required)\n`,
      true,
    )
    expect(head).toMatch(/^HTTP\/1\.1 400 /)
    expect(problem).toMatchObject({ trackingId: 'half-1' })
    expect(['common.cut_off', 'imports.upload_cut_off']).toContain(problem.code)
    expect(problem.message).toMatch(/afbrudt/)
    expect((await hub.request('/health/ready')).status).toBe(200)
  })
})
