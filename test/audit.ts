import { expect } from 'vitest'
import type { AuditItem } from '../src/api/audit.ts'
import { uuidv7 } from '../src/platform/uuid.ts'
import { makeAdministrator, type TestHub } from './hub.ts'

/** The ways to make partners whose acts are audited, and to read what was. */
export function auditBench(hub: TestHub) {
  let serial = 0
  /** A partner with two customers, a user and a device, and somebody of each kind, signed in. */
  async function makeBench() {
    const partnerId = uuidv7()
    const number = ++serial
    await hub.sql(`insert into partners (id, name, created_at) values ($1, $2, now())`, [
      partnerId,
      `Provider ${number}`,
    ])
    const [one, two, userId, deviceId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
    for (const [id, name] of [
      [one, '=Harbour'],
      [two, 'Meadow'],
    ])
      await hub.sql(
        `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, $3, lower($3), 'FI', now())`,
        [partnerId, id, name],
      )
    await hub.sql(
      `insert into users (partner_id, id, org_id, email, display_name, sort_name, created_at, last_modified_at)
       values ($1, $2, $3, $4, 'Aino Vesa', 'vesa aino', now(), now())`,
      [partnerId, userId, one, `aino${number}@harbour.example`],
    )
    await hub.sql(
      `insert into devices (partner_id, id, org_id, display_name, product, type, connection_status, created_at)
       values ($1, $2, $3, 'Lobby phone', 'Desk phone', 'phone', 'connected', now())`,
      [partnerId, deviceId, one],
    )
    const person = async (
      name: string,
      role: Parameters<typeof makeAdministrator>[2]['role'],
      organizationId?: string,
    ) => {
      const email = `${name}${number}@audit.example`
      await makeAdministrator(hub, partnerId, { email, role, ...(organizationId ? { organizationId } : {}) })
      return await hub.signIn(email)
    }
    return {
      partnerId,
      one,
      two,
      userId,
      deviceId,
      admin: await person('admin', 'atlas-portal.partner.salesfulladmin'),
      agent: await person('agent', 'atlas-portal.partner.helpdesk'),
      customer: await person('customer', 'id_full_admin', one),
    }
  }

  const get = async (cookie: string, path: string, language = 'en') =>
    await hub.request(path, { cookie, headers: { 'accept-language': language, 'user-agent': 'Test browser' } })
  const items = async (cookie: string, query = '', language = 'en') => {
    const answer = await get(cookie, `/v1/audit/events?${query}`, language)
    expect(answer.status, answer.text).toBe(200)
    return (answer.json as { items: AuditItem[] }).items
  }
  const put = async (cookie: string, path: string, json: unknown) =>
    await hub.request(path, { method: 'PUT', cookie, json })

  return { makeBench, get, items, put }
}
