import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { sealAll } from '../../src/hub/audit/index.ts'
import { startHub } from '../hub.ts'
import { attempt, everyTry, leaksOf } from './tries.ts'
import { fingerprint, makeWorld } from './world.ts'

// The application's own checks of role, scope, restriction and reach let everything pass: what is left is the database.
vi.mock('../../src/platform/access.ts', async (original) => ({
  ...(await original<typeof import('../../src/platform/access.ts')>()),
  decide: () => ({ allowed: true, reasons: [] }),
  requireAllowed: () => {},
  isAllowed: () => true,
  reaches: () => true,
  isWithin: () => true,
  withinReach: () => sql<boolean>`true`,
}))

const hub = await startHub()
const world = await makeWorld(hub)

describe('row-level security, with the application’s checks off', () => {
  it('was really tried without them: who may not by role is let in', async () => {
    const answer = await hub.request('/v1/partner/parent', { cookie: world.cookies.get('d') ?? '' })
    expect(answer.status).toBe(200)
  })

  it('still tells and changes nothing of another partner', async () => {
    const before = await fingerprint(hub, world.theirs.partnerId)
    const wrong: string[] = []
    for (const each of everyTry()) {
      if (each.row.about === 'anyone' || each.whose === 'own') continue
      const { answer, subject } = await attempt(world, each)
      const leaks = leaksOf(world, each, subject, answer)
      if (leaks.length > 0)
        wrong.push(`${each.name} by ${each.letter} on ${each.whose} tells ${leaks.slice(0, 3).join(', ')}`)
    }
    expect(wrong).toEqual([])
    const kept = (text: string) =>
      text
        .split('\n')
        .filter(
          (line) =>
            !/^(imports|access_grants|mail_messages|mail_events|mail_secrets|service_apps|sign_in_names)=/.test(line),
        )
    expect(kept(await fingerprint(hub, world.theirs.partnerId))).toEqual(kept(before))
  }, 600_000)

  it('hides from customer-side people what belongs to the partner’s people, and the provider’s chain', async () => {
    const { partnerId, organizationId } = world.subjects.own
    await sealAll(hub.contextOf(partnerId))
    await hub.sql(
      `insert into sign_in_methods (partner_id, administrator_id, id, kind, created_at)
       select partner_id, id, gen_random_uuid(), 'recovery', now() from administrators where partner_id = $1`,
      [partnerId],
    )
    await hub.sql(
      `insert into password_resets (partner_id, token_hash, administrator_id, created_at, expires_at)
       select partner_id, id::text, id, now(), now() from administrators where partner_id = $1`,
      [partnerId],
    )
    const reach = { partnerId, side: 'customer', organizationId, principalId: randomUUID() } as const
    const asCustomer = async (statement: RawBuilder<{ id: string }>) =>
      await hub.database.transaction(reach, async (tx) => (await statement.execute(tx)).rows.map(({ id }) => id))
    const principals = (
      await hub.sql(
        `select id from administrators where partner_id = $1 and org_id = $2
         union all select id from service_apps where partner_id = $1 and org_id = $2`,
        [partnerId, organizationId],
      )
    ).map(({ id }) => id)
    for (const [table, column] of [
      ['sessions', 'principal_id'],
      ['sign_in_names', 'principal_id'],
      ['sign_in_methods', 'administrator_id'],
      ['password_resets', 'administrator_id'],
    ] as const) {
      const everybody = await hub.sql(`select ${column} from ${table} where partner_id = $1`, [partnerId])
      const seen = await asCustomer(sql`select ${sql.ref(column)} as id from ${sql.table(table)}`)
      expect(seen.length, table).toBeGreaterThan(0)
      expect(everybody.length, table).toBeGreaterThan(seen.length)
      expect(
        seen.filter((id) => !principals.includes(id)),
        table,
      ).toEqual([])
    }
    for (const table of ['administrator_customers', 'audit_seals', 'audit_checks', 'audit_checkpoints'])
      expect(await asCustomer(sql`select partner_id as id from ${sql.table(table)}`), table).toEqual([])
    expect((await hub.sql('select 1 from audit_seals where partner_id = $1', [partnerId])).length).toBeGreaterThan(0)
    const links = await asCustomer(
      sql`select coalesce(e.org_id::text, 'none') as id from audit_links l
        left join audit_events e on e.partner_id = l.partner_id and e.id = l.event_id`,
    )
    expect([...new Set(links)]).toEqual([organizationId])
    expect(await asCustomer(sql`update partners set name = 'Ours' returning id`)).toEqual([])
    expect(await asCustomer(sql`select id from partners`)).toEqual([partnerId])
  })

  it('keeps customer-side people in their own organization', async () => {
    const { sibling } = world.subjects
    const wrong: string[] = []
    for (const each of everyTry()) {
      if (each.whose !== 'sibling' || each.letter !== each.letter.toLowerCase() || each.row.fresh) continue
      const { answer } = await attempt(world, each)
      if (answer.text.includes(sibling.organizationId) && !each.row.path(sibling).includes(sibling.organizationId))
        wrong.push(`${each.name} by ${each.letter}`)
      const own = answer.json as { email?: string; id?: string } | undefined
      if (own?.id && each.row.about === 'customer')
        wrong.push(`${each.name} by ${each.letter} answers the sibling’s thing`)
    }
    expect(wrong).toEqual([])
  }, 600_000)
})
