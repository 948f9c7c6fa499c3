import { describe, expect, it } from 'vitest'
import { uuidv7 } from '../src/platform/uuid.ts'
import { startHub } from './hub.ts'

const hub = await startHub()

type Table = { name: string; tenant: boolean; org: boolean; forced: boolean; policies: number }
const tables = (await hub.sql(`
  select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
    exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'partner_id' and not a.attisdropped) as tenant,
    exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped) as org,
    (select count(*) from pg_policy p where p.polrelid = c.oid)::int as policies
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'migrations'`)) as Table[]

const withoutTenant = ['package_catalogue', 'setup_tokens', 'sign_in_failures', 'request_counts', 'partners']

describe('every table', () => {
  it('belongs to a tenant, or is named as one that does not', () => {
    expect(tables.length).toBeGreaterThan(20)
    for (const { name, tenant } of tables) expect(tenant || withoutTenant.includes(name), name).toBe(true)
  })

  it('of a tenant has forced row-level security with a policy', () => {
    for (const { name, tenant, forced, policies } of tables) {
      if (!tenant && name !== 'partners') continue
      expect(forced, name).toBe(true)
      expect(policies, name).toBeGreaterThan(0)
    }
  })

  it('of a tenant has partner_id first in its key and in every index', async () => {
    const indexes = (await hub.sql(`
      select t.relname as "table", i.relname as "index", a.attname as first
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_namespace n on n.oid = t.relnamespace
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where n.nspname = 'public'`)) as { table: string; index: string; first: string }[]
    // These two are looked into before a partner is known, or across all of them, by design.
    const across = ['identifiers_pkey', 'sign_in_names_pkey']
    for (const { table, index, first } of indexes) {
      if (!tables.find(({ name }) => name === table)?.tenant || across.includes(index)) continue
      expect(first, `${table}: ${index}`).toBe('partner_id')
    }
  })

  it('is empty to a transaction that has set no reach', async () => {
    const partnerId = uuidv7()
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Somebody', now())`, [partnerId])
    await hub.within(partnerId, async ({ audit }) => await audit({ type: 'helpdesk.searched', data: { kind: 'name' } }))
    const client = await hub.database.ownerPool.connect()
    try {
      for (const { name, tenant } of tables) {
        if (!tenant && name !== 'partners') continue
        if (name === 'identifiers') continue
        await client.query('begin')
        await client.query('set local role cordboard_app')
        const { rows } = await client.query<{ seen: number }>(`select count(*)::int as seen from ${name}`)
        expect(rows[0]?.seen, name).toBe(0)
        await client.query('rollback')
      }
    } finally {
      client.release()
    }
    expect((await hub.sql('select 1 from audit_events')).length).toBeGreaterThan(0)
  })

  it('of identifiers tells whether a value exists, and never whose it is', async () => {
    const client = await hub.database.ownerPool.connect()
    try {
      await client.query(
        `insert into identifiers (kind, value, partner_id, org_id, thing_id) values ('email', 'known@example.test', $1, $1, $1)`,
        [uuidv7()],
      )
      const ask = async (text: string) => {
        await client.query('begin')
        await client.query('set local role cordboard_app')
        try {
          return await client.query(text)
        } finally {
          await client.query('rollback')
        }
      }
      expect(
        (await ask(`select 1 from identifiers where kind = 'email' and value = 'known@example.test'`)).rowCount,
      ).toBe(1)
      await expect(ask('select partner_id from identifiers')).rejects.toThrow(/permission denied/)
      await expect(ask('select org_id from identifiers')).rejects.toThrow(/permission denied/)
      await expect(ask('select * from identifiers')).rejects.toThrow(/permission denied/)
    } finally {
      client.release()
    }
  })

  it('of the audit takes no update and no delete from the application', async () => {
    const client = await hub.database.ownerPool.connect()
    try {
      for (const text of [`update audit_events set type = 'x'`, 'delete from audit_events', 'truncate audit_events']) {
        await client.query('begin')
        await client.query('set local role cordboard_app')
        await expect(client.query(text)).rejects.toThrow(/permission denied/)
        await client.query('rollback')
      }
    } finally {
      client.release()
    }
  })

  it('refuses a row of another partner', async () => {
    const partnerId = uuidv7()
    const other = uuidv7()
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'One', now()), ($2, 'Two', now())`, [
      partnerId,
      other,
    ])
    await expect(
      hub.within(partnerId, async ({ tx }) =>
        tx
          .insertInto('organizations')
          .values({
            partner_id: other,
            id: uuidv7(),
            name: 'Theirs',
            sort_name: 'theirs',
            country: 'FI',
            created_at: new Date(),
          })
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })
})
