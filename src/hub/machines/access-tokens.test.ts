import { describe, expect, it } from 'vitest'
import { as, password, startHub } from '../../../test/hub.ts'
import * as identityApi from '../../api/identity.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { addServiceApp } from './service-apps.ts'

const hub = await startHub()
const partnerId = uuidv7()
await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Machines', now())`, [partnerId])

describe('POST /v1/access_token', () => {
  const form = async (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    await hub.request('/v1/access_token', { method: 'POST', body: new URLSearchParams(fields), headers })

  it('takes client credentials as form fields and as Basic, and shapes the token as clients split it', async () => {
    const answer = await hub.within(partnerId, async (context) => {
      return await addServiceApp(context, {
        name: 'App',
        clientId: 'app:one',
        secret: 'so+secret%',
        role: 'atlas-portal.partner.salesfulladmin',
      })
    })
    expect(answer).toBeTruthy()
    const fields = await form({ grant_type: 'client_credentials', client_id: 'app:one', client_secret: 'so+secret%' })
    expect(fields.status).toBe(200)
    const token = as(identityApi.createAccessToken, fields)
    expect(token.access_token.split('_')).toHaveLength(3)
    expect(token.access_token.split('_')[2]).toBe(partnerId)
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 43200 })
    const basic = await form(
      { grant_type: 'client_credentials' },
      {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent('app:one')}:${encodeURIComponent('so+secret%')}`).toString('base64')}`,
      },
    )
    expect(basic.status).toBe(200)
    const me = await hub.request('/v1/people/me', { token: token.access_token })
    expect(me.json).toMatchObject({ type: 'appuser', displayName: 'App' })
  })

  it('answers alike for an unknown client and a wrong secret, and refuses other grants', async () => {
    expect(
      (await form({ grant_type: 'client_credentials', client_id: 'app:one', client_secret: 'no' })).json,
    ).toMatchObject({ code: 'identity.wrong_client' })
    expect(
      (await form({ grant_type: 'client_credentials', client_id: 'nobody', client_secret: 'no' })).json,
    ).toMatchObject({ code: 'identity.wrong_client' })
    expect((await form({ grant_type: 'client_credentials' })).status).toBe(401)
    expect((await form({ grant_type: 'password', client_id: 'app:one' })).json).toMatchObject({
      code: 'identity.unsupported_grant',
    })
  })
})

describe('wrong secrets of a service app', () => {
  it('make only the address wait that they come from', async () => {
    const clientId = 'app:guarded'
    await hub.within(partnerId, async (context) => {
      await addServiceApp(context, {
        name: 'Guarded',
        clientId,
        secret: password,
        role: 'atlas-portal.partner.helpdesk',
      })
    })
    const node = await hub.another({ TRUST_PROXY: 'true' })
    const from = async (address: string, secret: string) =>
      await fetch(`http://127.0.0.1:${node.port}/v1/access_token`, {
        method: 'POST',
        headers: { 'x-forwarded-for': address },
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret }),
      })
    for (let count = 0; count < 10; count++) expect((await from('203.0.113.50', 'wrong')).status).toBe(401)
    expect((await from('203.0.113.50', password)).status).toBe(429)
    expect((await from('203.0.113.51', password)).status).toBe(200)
  })
})
