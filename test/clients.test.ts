import { describe, expect, it } from 'vitest'
import { demoAccounts } from '../src/generate/index.ts'
import { startHub } from './hub.ts'

// The client writes to these when it starts, and reads them once.
const hub = await startHub({ demo: true })
const tokenAnswer = await hub.request('/v1/access_token', {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: demoAccounts.clientId,
    client_secret: demoAccounts.clientSecret,
    // As its users ask for a token: what this app has of it is what the client needs below.
    scope:
      'spark-admin:people_read spark-admin:organizations_read spark-admin:licenses_read spark-admin:locations_read spark-admin:devices_read spark-admin:roles_read spark:all',
  }),
})
const token = (tokenAnswer.json as { access_token: string }).access_token
process.env['HYDRA_SERVICE_URL'] = `${hub.url}/v1`
process.env['U2C_SERVICE_URL'] = hub.url
process.env['WDM_SERVICE_URL'] = hub.url

type Page<Item> = { items: Item[]; hasNext(): boolean; next(): Promise<Page<Item>> }
type Spark = {
  people: {
    list(query: object): Promise<Page<{ id: string; emails: string[] }>>
    get(id: string): Promise<{ id: string; type: string; orgId: string }>
  }
  request(options: object): Promise<{ body: { items: { id: string; displayName?: string }[] } }>
}

describe('the ciscospark client, unmodified, by its base URL alone', async () => {
  const { default: Ciscospark } = (await import('ciscospark')) as unknown as {
    default: { init(options: object): Spark }
  }
  const spark = Ciscospark.init({
    credentials: { access_token: token },
    config: { hydraServiceUrl: `${hub.url}/v1`, logger: { level: 'silent' } },
  })

  it('has the scopes that were asked for and are the app’s, and no more', async () => {
    expect((tokenAnswer.json as { scope: string }).scope.split(' ')).toHaveLength(6)
    const refused = await hub.request('/v1/mail/messages', { token })
    expect([refused.status, refused.json]).toMatchObject([403, { code: 'common.scope_missing' }])
  })

  it('reads its own person', async () => {
    expect(await spark.people.get('me')).toMatchObject({ type: 'appuser' })
  })

  it('lists people over pages, without loss or repetition, and gets one by its batched request', async () => {
    const organizations = (await spark.request({ service: 'hydra', resource: 'organizations' })).body.items
    const kestrel = organizations.find(({ displayName }) => displayName === 'Kestrel Freight')
    expect(organizations.length).toBe(60)
    let page = await spark.people.list({ orgId: kestrel?.id, max: 500 })
    const ids = page.items.map(({ id }) => id)
    while (page.hasNext()) {
      page = await page.next()
      ids.push(...page.items.map(({ id }) => id))
    }
    expect(ids.length).toBe(1200)
    expect(new Set(ids).size).toBe(1200)
    expect((await spark.people.get(ids[7] ?? '')).id).toBe(ids[7])
  })

  it('reads licences, locations, devices and roles', async () => {
    for (const resource of ['licenses', 'locations', 'devices', 'roles']) {
      const { body } = await spark.request({ service: 'hydra', resource })
      expect(body.items.length, resource).toBeGreaterThan(0)
    }
  })
})
