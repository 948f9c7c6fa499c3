import { describe, expect, it } from 'vitest'
import { auditBench } from '../../../test/audit.ts'
import { makeAdministrator, startHub } from '../../../test/hub.ts'
import type { AdminAuditEvent, AuditItem } from '../../api/audit.ts'
import { auditTypes, isAuditType } from '../../api/audit-types.ts'
import { decodeId, encodeBareId, encodeId } from '../../api/ids.ts'
import { catalogue } from '../../phrases/index.ts'
import { isLanguage, languages } from '../../phrases/languages.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { sealAll } from './seal.ts'
import { sentenceOf } from './sentence.ts'

const hub = await startHub()
const { makeBench, get, items } = auditBench(hub)

describe('the record of an act', () => {
  it('names who, by what role, reach and session, from where, on what and whose, in the reader’s language', async () => {
    const { agent, admin, userId, one } = await makeBench()
    expect((await get(agent, `/v1/users/${userId}`)).status).toBe(200)
    const [opened] = await items(admin, 'type=helpdesk.user_opened')
    expect(opened).toMatchObject({
      type: 'helpdesk.user_opened',
      category: 'HELP_DESK',
      sentence: 'Test Person opened the page of Aino Vesa',
      actor: {
        kind: 'administrator',
        name: 'Test Person',
        email: expect.stringMatching(/^agent/),
        role: 'atlas-portal.partner.helpdesk',
        reach: 'all',
      },
      session: { id: expect.any(String), kind: 'session' },
      address: '127.0.0.1',
      userAgent: 'Test browser',
      organization: { id: encodeId('ORGANIZATION', one), name: '=Harbour' },
      subject: { kind: 'user', id: encodeId('PEOPLE', userId), name: 'Aino Vesa' },
      trackingId: expect.stringMatching(/^CORDBOARD_/),
    })
    const said = await Promise.all(
      ['en', 'nl', 'pt-BR', 'fi', 'da'].map(
        async (language) => (await items(admin, 'type=helpdesk.user_opened', language))[0]?.sentence,
      ),
    )
    expect(new Set(said).size).toBe(5)
    expect(said[3]).toBe('Test Person avasi käyttäjän Aino Vesa sivun')
  })

  it('keeps the name of what was meant, though it is renamed or gone later', async () => {
    const { agent, admin, userId } = await makeBench()
    await get(agent, `/v1/users/${userId}`)
    await hub.sql('delete from users where id = $1', [userId])
    expect((await items(admin, 'type=helpdesk.user_opened'))[0]?.subject?.name).toBe('Aino Vesa')
  })

  it('is written when help desk searches, by kind and never by content, and opens a customer or a device', async () => {
    const { agent, admin, one, deviceId } = await makeBench()
    const text = 'aino.secret@harbour.example'
    expect((await get(agent, `/v1/search?q=${encodeURIComponent(text)}`)).status).toBe(200)
    await get(agent, `/v1/search?q=${encodeURIComponent('+358 9 555 0100')}`)
    await get(agent, `/v1/customers/${one}`)
    await get(agent, `/v1/devices/${deviceId}`)
    const events = await items(admin, 'category=HELP_DESK')
    expect(events.map(({ sentence }) => sentence)).toEqual([
      'Test Person opened the page of the device Lobby phone',
      'Test Person opened the page of the customer =Harbour',
      'Test Person searched by phone number',
      'Test Person searched by e-mail address',
    ])
    const rows = await hub.sql(
      `select row_to_json(e)::text as row from audit_events e where type = 'helpdesk.searched'`,
    )
    expect(rows.length).toBeGreaterThan(1)
    for (const { row } of rows) expect(row).not.toContain('secret')
    // An administrator's search is no help desk's.
    await get(admin, '/v1/search?q=aino')
    expect(await items(admin, 'type=helpdesk.searched')).toHaveLength(2)
  })

  it('has a sentence for every type in every language, with nothing left open', () => {
    for (const language of Object.keys(languages).filter(isLanguage)) {
      for (const type of Object.keys(auditTypes).filter(isAuditType)) {
        const data = Object.fromEntries(
          auditTypes[type].values.map((value) => [value, value === 'until' ? '2026-01-02' : 7]),
        )
        const sentence = sentenceOf(language, {
          type,
          actor: { kind: 'administrator', id: 'x', name: 'ACTOR' },
          subjectName: 'SUBJECT',
          data,
        } as unknown as Parameters<typeof sentenceOf>[1])
        expect(sentence, `${language} ${type}`).not.toMatch(/\{\{|audit\.|undefined|NaN/)
        expect(sentence, `${language} ${type}`).toMatch(/ACTOR|SUBJECT|7/)
      }
    }
    expect(Object.keys(catalogue)).toHaveLength(5)
  })

  it('says roles, numbers and causes in the reader’s language', async () => {
    const { partnerId, admin, one } = await makeBench()
    await hub.within(partnerId, async ({ audit }) => {
      const subject = { kind: 'administrator', id: uuidv7(), name: 'Oda' } as const
      await audit({
        type: 'identity.role_changed',
        organizationId: one,
        subject,
        data: { from: 'id_full_admin', to: 'id_readonly_admin' },
        before: { role: 'id_full_admin' },
        after: { role: 'id_readonly_admin' },
      })
      await audit({
        type: 'imports.uploaded',
        subject: { kind: 'import', id: uuidv7(), name: 'a.csv' },
        data: { rows: 12345 },
      })
      await audit({ type: 'identity.sign_in_failed', subject, error: 'identity.wrong_credentials' })
    })
    const [failed, uploaded, changed] = await items(admin, '', 'da')
    expect(failed?.error).toEqual({
      code: 'identity.wrong_credentials',
      message: 'E-mailadressen og adgangskoden hører ikke sammen.',
    })
    expect(uploaded?.sentence).toBe('Hubben uploadede a.csv med 12.345 rækker til planlægning')
    expect(changed).toMatchObject({
      sentence: 'Hubben ændrede rollen for Oda fra Fuld administrator til Administrator med læseadgang',
      before: { role: 'id_full_admin' },
      after: { role: 'id_readonly_admin' },
    })
  })
})

describe('what is looked at', () => {
  it('stands once for one look: loaded again it is the same, in another session or later it is another', async () => {
    const { agent, admin, userId, deviceId, one, partnerId } = await makeBench()
    const pages = [`/v1/users/${userId}`, `/v1/people/${userId}`, `/v1/devices/${deviceId}`, `/v1/customers/${one}`]
    for (const path of [...pages, ...pages]) expect((await get(agent, path)).status, path).toBe(200)
    const told = async () => (await items(admin, 'category=HELP_DESK')).map(({ type }) => type).sort()
    const once = ['helpdesk.customer_opened', 'helpdesk.device_opened', 'helpdesk.user_opened']
    expect(await told()).toEqual(once)
    const [{ email } = {}] = await hub.sql(
      `select email from administrators where partner_id = $1 and role = 'atlas-portal.partner.helpdesk'`,
      [partnerId],
    )
    const again = await hub.signIn(String(email))
    await get(again, `/v1/users/${userId}`)
    expect(await told()).toEqual([...once, 'helpdesk.user_opened'])
    await later(partnerId, 11)
    await get(again, `/v1/users/${userId}`)
    expect(await told()).toEqual([...once, 'helpdesk.user_opened', 'helpdesk.user_opened'])
  })

  it('is told as a preview where it was one, and the page that is opened afterwards as opened', async () => {
    const { agent, admin, userId, deviceId, one } = await makeBench()
    const pages = [`/v1/users/${userId}`, `/v1/devices/${deviceId}`, `/v1/customers/${one}`]
    for (const path of [...pages, ...pages]) expect((await get(agent, `${path}?preview=true`)).status).toBe(200)
    const told = async () => (await items(admin, 'category=HELP_DESK')).map(({ sentence }) => sentence).sort()
    const previews = ['=Harbour', 'Aino Vesa', 'Lobby phone'].map(
      (name) => `Test Person was shown a preview of ${name}`,
    )
    expect(await told()).toEqual(previews)
    await get(agent, `/v1/users/${userId}`)
    expect(await told()).toEqual(['Test Person opened the page of Aino Vesa', ...previews])
  })

  it('counts a launch once for one stay', async () => {
    const { admin, one, two, partnerId } = await makeBench()
    const launch = async (id: string) =>
      expect((await hub.request(`/v1/customers/${id}/launch`, { method: 'POST', cookie: admin })).status).toBe(200)
    for (const id of [one, one, two, one]) await launch(id)
    const told = async () => (await items(admin, 'type=partners.launched')).length
    expect(await told()).toBe(2)
    await later(partnerId, 59)
    await launch(one)
    expect(await told()).toBe(2)
    await later(partnerId, 2)
    await launch(one)
    expect(await told()).toBe(3)
  })
})

/** As if what the audit holds had been this much earlier. */
async function later(partnerId: string, minutes: number): Promise<void> {
  const rows = await hub.sql('select id from audit_events where partner_id = $1', [partnerId])
  for (const { id } of rows) {
    const text = String(id).replaceAll('-', '')
    const at = Number.parseInt(text.slice(0, 12), 16) - minutes * 60_000
    await hub.sql('update audit_events set id = $3, at = at - $4::interval where partner_id = $1 and id = $2', [
      partnerId,
      id,
      `${at.toString(16).padStart(12, '0')}${text.slice(12)}`,
      `${minutes} minutes`,
    ])
  }
}

describe('GET /v1/audit/events', () => {
  it('shows a customer what concerns its own organization, without whence the provider’s people came', async () => {
    const { agent, customer, partnerId, one, two, userId } = await makeBench()
    await get(agent, `/v1/users/${userId}`)
    await hub.within(partnerId, async ({ audit }) => {
      await audit({ type: 'partners.tags_changed', organizationId: two, subject: { kind: 'organization', id: two } })
      await audit({ type: 'identity.policy_changed', subject: { kind: 'partner', id: partnerId } })
    })
    const seen = await items(customer)
    expect(seen.map(({ type }) => type)).toEqual(['helpdesk.user_opened', 'identity.signed_in'])
    expect(seen[0]?.actor.name).toBe('Test Person')
    expect(seen[0]).not.toHaveProperty('address')
    expect(seen[0]).not.toHaveProperty('session')
    expect(seen[1]?.address).toBe('127.0.0.1')
    for (const path of [
      `/v1/audit/events?organizationId=${two}`,
      `/v1/audit/events.csv?organizationId=${two}`,
      `/v1/adminAudit/events?orgId=${two}&from=2026-01-01&to=2026-12-31`,
      `/v1/adminAudit/events?orgId=${partnerId}&from=2026-01-01&to=2026-12-31`,
    ])
      expect((await get(customer, path)).json, path).toMatchObject({ code: 'partners.customer_not_found' })
    expect((await get(customer, `/v1/audit/events.json`)).text).not.toContain('tags_changed')
    expect((await get(customer, `/v1/audit/events/${seen[0]?.id}`)).json).toEqual(seen[0])
    const [foreign] = await hub.sql(`select id from audit_events where org_id = $1`, [two])
    expect((await get(customer, `/v1/audit/events/${foreign?.id}`)).json).toMatchObject({
      code: 'audit.event_not_found',
    })
    expect(one).not.toBe(two)
  })

  it('shows a customer that its service app fetched a token', async () => {
    const { customer, partnerId, one } = await makeBench()
    await hub.token({ partnerId, role: 'id_full_admin', organizationId: one })
    expect((await items(customer)).map(({ type }) => type)).toContain('identity.token_issued')
  })

  it('shows another partner nothing, and an administrator of some customers only theirs', async () => {
    const first = await makeBench()
    const second = await makeBench()
    await get(first.agent, `/v1/users/${first.userId}`)
    const seen = await items(second.admin)
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.every(({ type }) => type === 'identity.signed_in')).toBe(true)
    expect((await get(second.admin, `/v1/audit/events?organizationId=${first.one}`)).status).toBe(404)
    const email = `some${first.partnerId}@audit.example`
    await makeAdministrator(hub, first.partnerId, {
      email,
      role: 'atlas-portal.partner.salesadmin',
      reach: { kind: 'some', organizations: [first.two] },
    })
    expect(await items(await hub.signIn(email))).toEqual([])
  })

  it('filters by time, actor, subject, organization, category, type and tracking id', async () => {
    const { agent, admin, customer, partnerId, one, userId } = await makeBench()
    await get(agent, `/v1/users/${userId}`)
    await get(agent, `/v1/search?q=aino&organizationId=${one}`)
    const all = await items(admin)
    const types = async (query: string) => (await items(admin, query)).map(({ type }) => type)
    const opened = all.find(({ type }) => type === 'helpdesk.user_opened')
    expect(await types(`subjectId=${userId}`)).toEqual(['helpdesk.user_opened'])
    expect(await types(`subjectId=${encodeId('PEOPLE', userId)}`)).toEqual(['helpdesk.user_opened'])
    expect(await types(`trackingId=${opened?.trackingId}`)).toEqual(['helpdesk.user_opened'])
    expect(await types('category=HELP_DESK,LOGOUT')).toEqual(['helpdesk.searched', 'helpdesk.user_opened'])
    expect(await types('category=HELP_DESK&type=helpdesk.searched')).toEqual(['helpdesk.searched'])
    expect(await types('category=LOGOUT&type=helpdesk.searched')).toEqual([])
    expect(await types(`actorId=${opened?.actor.id}`)).toEqual([
      'helpdesk.searched',
      'helpdesk.user_opened',
      'identity.signed_in',
    ])
    expect(await types(`organizationId=${one}`)).toEqual([
      'helpdesk.searched',
      'helpdesk.user_opened',
      'identity.signed_in',
    ])
    expect(await types(`organizationId=${partnerId}`)).toEqual(['identity.signed_in', 'identity.signed_in'])
    const moment = encodeURIComponent(opened?.at ?? '')
    expect(await types(`from=${moment}`)).toContain('helpdesk.user_opened')
    expect(await types(`to=${moment}`)).not.toContain('helpdesk.user_opened')
    expect(await items(customer, 'from=2999-01-01')).toEqual([])
  })

  it('refuses a span that is none and a category that is none, and says which', async () => {
    const { admin } = await makeBench()
    for (const query of ['from=yesterday', 'from=2026-02-01&to=2026-01-01', 'from=2026-99-99', 'to=1960-01-01'])
      expect((await get(admin, `/v1/audit/events?${query}`)).json, query).toMatchObject({
        code: 'audit.span_backwards',
      })
    expect((await get(admin, '/v1/audit/events?category=LOGINS,NONE')).json).toMatchObject({
      code: 'audit.unknown_category',
      message: 'There is no category NONE.',
    })
    expect((await get(admin, '/v1/audit/events?cursor=x')).json).toMatchObject({ code: 'common.bad_cursor' })
  })

  it('pages by key, each event once', async () => {
    const { admin, partnerId } = await makeBench()
    await hub.within(partnerId, async ({ audit }) => {
      for (let count = 0; count < 12; count++) await audit({ type: 'helpdesk.searched', data: { kind: 'name' } })
    })
    const seen: string[] = []
    let path: string | null = '/v1/audit/events?max=5&type=helpdesk.searched'
    while (path) {
      const answer: Awaited<ReturnType<typeof get>> = await get(admin, path)
      seen.push(...(answer.json as { items: AuditItem[] }).items.map(({ id }) => id))
      const next = answer.headers.get('link')?.match(/<([^>]+)>/)?.[1]
      path = next ? new URL(next).pathname + new URL(next).search : null
    }
    expect(seen).toHaveLength(12)
    expect([...new Set(seen)].sort().reverse()).toEqual(seen)
  })

  it('is closed to help desk, which is what it records', async () => {
    const { agent } = await makeBench()
    expect((await get(agent, '/v1/audit/events')).json).toMatchObject({ code: 'common.forbidden' })
  })
})

describe('the export', () => {
  it('is a CSV that no spreadsheet takes for formulas, and an event itself', async () => {
    const { agent, admin, userId, one } = await makeBench()
    await get(agent, `/v1/users/${userId}`)
    const answer = await get(admin, `/v1/audit/events.csv?organizationId=${one}`)
    expect(answer.headers.get('content-type')).toContain('text/csv')
    expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename="audit-.*\.csv"/)
    const [head, first] = answer.text.split('\r\n')
    expect(head).toMatch(/^Time,Event,Type,/)
    // The newest is the export's own, made before the rows were read.
    expect(first).toContain('Test Person exported the audit as CSV')
    expect(answer.text).toContain(`,'=Harbour,`)
    expect(answer.text).not.toMatch(/,=Harbour/)
    expect((await items(admin, 'type=audit.exported'))[0]).toMatchObject({
      organization: { id: encodeId('ORGANIZATION', one) },
      data: { format: 'CSV', filter: { organizationId: one } },
    })
  })

  it('is JSON, whole, over more events than a page holds', async () => {
    const { admin, partnerId } = await makeBench()
    await hub.sql(
      `insert into audit_events (partner_id, id, at, type, actor, tracking_id, data)
       select $1, gen_random_uuid(), now(), 'helpdesk.searched', '{"kind": "administrator", "id": "x", "name": "X"}', 't', '{"kind": "name"}'
       from generate_series(1, 2345)`,
      [partnerId],
    )
    const answer = await get(admin, '/v1/audit/events.json?type=helpdesk.searched')
    expect(answer.headers.get('content-type')).toContain('application/json')
    const all = answer.json as AuditItem[]
    expect(new Set(all.map(({ id }) => id)).size).toBe(2345)
    expect((await get(admin, '/v1/audit/events.json?type=mail.resent')).json).toEqual([])
  })

  it('streams what is sealed, in the order of the chain, and what comes later', async () => {
    const { admin, partnerId, customer, one } = await makeBench()
    await sealAll(hub.contextOf(partnerId))
    const stop = new AbortController()
    const url = (query: string) => `http://127.0.0.1:${hub.port}/v1/audit/stream?${query}`
    const read = async (cookie: string, query: string, wanted: number, then?: () => Promise<void>) => {
      const answer = await fetch(url(query), { headers: { cookie }, signal: stop.signal })
      expect(answer.headers.get('content-type')).toContain('application/x-ndjson')
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      while (reader) {
        const { value, done } = await reader.read()
        if (done) break
        if (text === '') await then?.()
        text += value
        const lines = text
          .split('\n')
          .slice(0, -1)
          .filter((line) => line !== '')
        if (lines.length >= wanted) {
          await reader.cancel()
          return lines.map((line) => JSON.parse(line) as AuditItem)
        }
      }
      return []
    }
    const first = await read(admin, 'after=0', 3)
    expect(first.map(({ position }) => position)).toEqual([1, 2, 3])
    const later = await read(admin, 'follow=true', 1, async () => {
      await hub.within(partnerId, async ({ audit }) => {
        await audit({ type: 'partners.tags_changed', organizationId: one, subject: { kind: 'organization', id: one } })
        await audit({ type: 'partners.restricted_on', organizationId: one, subject: { kind: 'organization', id: one } })
      })
      await sealAll(hub.contextOf(partnerId))
    })
    expect(later[0]).toMatchObject({ type: 'partners.tags_changed', position: 4 })
    // A customer is not told what the partner keeps to itself, nor how much it does.
    const seen = await read(customer, 'after=0', 2)
    expect(seen.map(({ type }) => type)).toEqual(['identity.signed_in', 'partners.restricted_on'])
    expect(seen.filter((item) => 'position' in item)).toEqual([])
    expect((await get(customer, '/v1/audit/stream?after=1')).status).toBe(403)
    stop.abort()
    // Without following it ends by itself.
    const whole = await get(admin, '/v1/audit/stream?after=1')
    expect(whole.text.split('\n').filter((line) => line !== '')).toHaveLength(4)
  })
})

describe('the public endpoints', () => {
  const year = 'from=2026-01-01T00:00:00.000Z&to=2027-01-01T00:00:00.000Z'
  const span = (from: Date, to: Date) => `from=${from.toISOString()}&to=${to.toISOString()}`
  const now = () => span(new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000))

  it('answer events of an organization in their published shape', async () => {
    const { admin, agent, one, userId, partnerId } = await makeBench()
    await get(agent, `/v1/users/${userId}`, 'fi')
    const orgId = encodeId('ORGANIZATION', one)
    const answer = await get(admin, `/v1/adminAudit/events?orgId=${orgId}&${now()}&eventCategories=HELP_DESK`, 'fi')
    expect(answer.status, answer.text).toBe(200)
    const [event] = (answer.json as { items: AdminAuditEvent[] }).items
    expect(event).toEqual({
      id: expect.any(String),
      created: expect.stringMatching(/Z$/),
      actorId: expect.any(String),
      actorOrgId: encodeId('ORGANIZATION', partnerId),
      data: {
        actorOrgName: expect.stringMatching(/^Provider/),
        actorName: 'Test Person',
        actorEmail: expect.stringMatching(/^agent/),
        actorIp: '127.0.0.1',
        actorUserAgent: 'Test browser',
        adminRoles: ['atlas-portal.partner.helpdesk'],
        eventCategory: 'EventCategory.HELP_DESK',
        eventDescription: 'Help desk',
        actionText: 'Test Person opened the page of Aino Vesa',
        targetType: 'TargetResourceType.USER',
        targetId: encodeId('PEOPLE', userId),
        targetName: 'Aino Vesa',
        targetOrgId: orgId,
        targetOrgName: '=Harbour',
        trackingId: expect.stringMatching(/^CORDBOARD_/),
      },
    })
    // The ids are base64 of bare uuids, and go back in as they came.
    expect(Buffer.from(event?.id ?? '', 'base64url').toString()).toMatch(/^[0-9a-f-]{36}$/)
    expect(decodeId('PEOPLE', event?.actorId ?? '')).toBeNull()
    const again = await get(admin, `/v1/adminAudit/events?orgId=${orgId}&${now()}&actorId=${event?.actorId}`)
    expect((again.json as { items: unknown[] }).items).toHaveLength(1)
    const nobody = await get(admin, `/v1/adminAudit/events?orgId=${orgId}&${now()}&actorId=${encodeBareId(uuidv7())}`)
    expect((nobody.json as { items: unknown[] }).items).toEqual([])
  })

  it('say of a sign-in that failed whence it was tried and at whose account, to the customer too', async () => {
    const { admin, customer, partnerId, one } = await makeBench()
    const [person] = await hub.sql(`select id, email from administrators where partner_id = $1 and org_id = $2`, [
      partnerId,
      one,
    ])
    await hub.request('/v1/session', {
      method: 'POST',
      json: { email: person?.email, password: 'not the password' },
      headers: { 'user-agent': 'Stranger' },
    })
    const [from, to] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)]
    const orgId = encodeId('ORGANIZATION', one)
    const whose = { targetType: 'TargetResourceType.USER', targetId: encodeId('PEOPLE', String(person?.id)) }
    for (const cookie of [admin, customer]) {
      for (const path of [
        `/v1/admin/securityAudit/events?orgId=${orgId}&startTime=${from.toISOString()}&endTime=${to.toISOString()}`,
        `/v1/adminAudit/events?orgId=${orgId}&${now()}`,
      ]) {
        const failed = async () =>
          ((await get(cookie, path)).json as { items: AdminAuditEvent[] }).items.find(({ data }) =>
            data.actionText.includes('failed'),
          )
        await expect.poll(failed, { timeout: 15_000 }).toMatchObject({
          data: { actorIp: '127.0.0.1', actorUserAgent: 'Stranger', targetName: 'Test Person', ...whose },
        })
        const { actorId } = (await failed()) ?? {}
        expect(decodeId('PEOPLE', actorId ?? '')).toBeNull()
        expect([encodeId('ORGANIZATION', partnerId), encodeBareId(partnerId)]).toContain(actorId)
      }
    }
  })

  it('page by offset and repeat every filter in the link', async () => {
    const { admin, partnerId, one } = await makeBench()
    await hub.within(partnerId, async ({ audit }) => {
      for (let count = 0; count < 5; count++)
        await audit({ type: 'helpdesk.searched', organizationId: one, data: { kind: 'name' } })
    })
    const query = `orgId=${encodeId('ORGANIZATION', one)}&${now()}&eventCategories=HELP_DESK`
    const first = await get(admin, `/v1/adminAudit/events?${query}&max=2`)
    const link = new URL(first.headers.get('link')?.match(/<([^>]+)>/)?.[1] ?? '')
    expect(Object.fromEntries(link.searchParams)).toMatchObject({ offset: '2', max: '2', eventCategories: 'HELP_DESK' })
    const last = await get(admin, `/v1/adminAudit/events?${query}&max=2&offset=4`)
    expect((last.json as { items: unknown[] }).items).toHaveLength(1)
    expect(last.headers.get('link')).toBeNull()
  })

  it('refuse more than a year', async () => {
    const { admin, one } = await makeBench()
    const ask = async (path: string) => await get(admin, path)
    const orgId = encodeId('ORGANIZATION', one)
    expect((await ask(`/v1/adminAudit/events?orgId=${orgId}&${year}`)).status).toBe(200)
    expect((await ask(`/v1/adminAudit/events?orgId=${orgId}&from=2024-01-01&to=2026-01-01`)).json).toMatchObject({
      code: 'audit.span_too_long',
    })
    expect(
      (await ask(`/v1/admin/securityAudit/events?orgId=${orgId}&startTime=2024-01-01&endTime=2026-01-01`)).json,
    ).toMatchObject({ code: 'audit.span_too_long' })
    expect((await ask(`/v1/adminAudit/events?orgId=${orgId}`)).status).toBe(400)
  })

  it('list the categories, and sign-ins and sign-outs alone for security', async () => {
    const { admin, customer, one, userId, agent } = await makeBench()
    await get(agent, `/v1/users/${userId}`)
    await hub.request('/v1/session', { method: 'DELETE', cookie: customer })
    const { json } = await get(admin, '/v1/adminAudit/eventCategories')
    expect((json as { eventCategories: string[] }).eventCategories).toContain('LOGINS')
    const [from, to] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)]
    const path = `/v1/admin/securityAudit/events?orgId=${encodeId('ORGANIZATION', one)}&startTime=${from.toISOString()}&endTime=${to.toISOString()}`
    const first = await get(admin, `${path}&max=1`)
    expect((first.json as { items: AdminAuditEvent[] }).items).toMatchObject([
      { data: { eventCategory: 'LOGOUT', actionText: 'Test Person signed out' } },
    ])
    const next = new URL(first.headers.get('link')?.match(/<([^>]+)>/)?.[1] ?? '')
    const second = await get(admin, next.pathname + next.search)
    expect((second.json as { items: AdminAuditEvent[] }).items).toMatchObject([{ data: { eventCategory: 'LOGINS' } }])
    expect(second.headers.get('link')).toBeNull()
    const logouts = await get(admin, `${path}&eventCategories=LOGOUT,HELP_DESK`)
    expect((logouts.json as { items: unknown[] }).items).toHaveLength(1)
  })

  it('need the scope that existing apps hold', async () => {
    const { partnerId } = await makeBench()
    const token = await hub.token({ partnerId })
    expect((await hub.request('/v1/adminAudit/eventCategories', { token })).status).toBe(200)
    await hub.sql(`update service_apps set scopes = '{spark-admin:people_read}' where partner_id = $1`, [partnerId])
    expect((await hub.request('/v1/adminAudit/eventCategories', { token })).json).toMatchObject({
      code: 'common.scope_missing',
    })
  })
})
