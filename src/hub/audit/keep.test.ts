import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { auditBench } from '../../../test/audit.ts'
import { startHub } from '../../../test/hub.ts'
import type { AuditChain, Checkpoint } from '../../api/audit.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { markOf, readCheckpoints } from './checkpoint.ts'
import { checkChain, recordRemoval } from './keep.ts'
import { removeThrough } from './remove.ts'
import { sealAll } from './seal.ts'
import { verifyChain } from './verify.ts'

let clock: Date | null = null
const hub = await startHub({
  settings: { DATA_DIR: mkdtempSync(join(tmpdir(), 'cordboard-audit-')) },
  clock: () => clock ?? new Date(),
})
const { makeBench, get, items, put } = auditBench(hub)

describe('the chain’s state', () => {
  it('tells the provider how far it is sealed and checked, and the customer whether it holds', async () => {
    const { admin, customer, partnerId } = await makeBench()
    const state = async (cookie: string) => (await get(cookie, '/v1/audit/chain')).json as AuditChain
    expect(await state(admin)).toEqual({ can: { check: true, setRetention: true } })
    await checkChain(hub.contextOf(partnerId))
    expect(await state(admin)).toMatchObject({
      check: { holds: true, events: 3, throughPosition: 3 },
      sealed: { number: 1, position: 3 },
    })
    expect(await state(customer)).toEqual({
      check: { at: expect.any(String), holds: true },
      can: { check: false, setRetention: false },
    })
    await hub.sql(`update audit_events set type = 'mail.resent' where partner_id = $1`, [partnerId])
    await checkChain(hub.contextOf(partnerId))
    expect((await state(admin)).check).toMatchObject({ holds: false, fault: { kind: 'event_altered', position: 1 } })
    expect((await state(admin)).check?.faults?.map(({ position }) => position)).toEqual([1, 2, 3])
    expect((await state(customer)).check).toEqual({ at: expect.any(String), holds: false })
    expect((await items(admin, 'type=audit.chain_broken'))[0]?.sentence).toContain('found event 1 changed')
  })

  it('is checked on demand', async () => {
    const { admin, customer } = await makeBench()
    expect((await hub.request('/v1/audit/checks', { method: 'POST', cookie: customer })).status).toBe(403)
    expect((await hub.request('/v1/audit/checks', { method: 'POST', cookie: admin })).status).toBe(202)
    await expect.poll(async () => ((await get(admin, '/v1/audit/chain')).json as AuditChain).check?.holds).toBe(true)
  })

  it('is signed, and a checkpoint outside finds what was cut off or written anew', async () => {
    const { admin, customer, partnerId } = await makeBench()
    const own = hub.contextOf(partnerId)
    const make = async () => await hub.request('/v1/audit/checkpoint', { method: 'POST', cookie: admin })
    expect((await get(admin, '/v1/audit/checkpoint')).json).toMatchObject({ code: 'audit.no_checkpoint' })
    expect((await make()).json).toMatchObject({ code: 'audit.nothing_sealed' })
    await sealAll(own)
    await hub.within(partnerId, async ({ audit }) => audit({ type: 'helpdesk.searched', data: { kind: 'name' } }))
    await sealAll(own)
    const made = await make()
    expect(made.status, made.text).toBe(200)
    expect((await get(admin, '/v1/audit/checkpoint')).json).toEqual(made.json)
    expect((await get(customer, '/v1/audit/checkpoint')).status).toBe(403)
    const [checkpoint] = readCheckpoints(made.text) ?? []
    if (!checkpoint) throw new Error('no checkpoint')
    for (const forged of [{ position: 3 }, { hash: '00' }, { number: 9 }, { publicKey: 'AAAA' }])
      expect(readCheckpoints(JSON.stringify({ ...(made.json as Checkpoint), ...forged }))).toBeNull()
    expect((await verifyChain(own, [markOf(checkpoint)])).holds).toBe(true)
    // The whole end taken away, links, seal and all: what is left holds by itself, and not against the checkpoint.
    await hub.sql(
      `with gone as (delete from audit_links where partner_id = $1 and position > 3 returning event_id),
        seals as (delete from audit_seals where partner_id = $1 and number > 1 returning 1)
       delete from audit_events where partner_id = $1 and id in (select event_id from gone)`,
      [partnerId],
    )
    await hub.sql(`delete from audit_events where partner_id = $1 and type = 'audit.checkpoint_made'`, [partnerId])
    expect((await verifyChain(own)).holds).toBe(true)
    expect((await verifyChain(own, [markOf(checkpoint)])).fault).toMatchObject({ kind: 'cut_off', position: 4 })
    await hub.within(partnerId, async ({ audit }) => audit({ type: 'helpdesk.searched', data: { kind: 'email' } }))
    await sealAll(own)
    expect((await verifyChain(own)).holds).toBe(true)
    expect((await verifyChain(own, [markOf(checkpoint)])).fault).toMatchObject({
      kind: 'not_the_checkpoint',
      position: 4,
    })
  })
})

describe('retention', () => {
  it('has a door for what it lets go, which opens to no other table and to one partner', async () => {
    const { partnerId, one } = await makeBench()
    const whole = sql<boolean>`true`
    await expect(hub.database.removeRows(partnerId, [{ from: 'users' as never, where: whole }])).rejects.toThrow(
      'nothing is removed from users',
    )
    expect(await hub.sql('select 1 from users where org_id = $1', [one])).toHaveLength(1)
    const events = async () => Number((await hub.sql('select count(*) as count from audit_events'))[0]?.['count'])
    const before = await events()
    expect(before).toBeGreaterThan(3)
    expect(await hub.database.removeRows(uuidv7(), [{ from: 'audit_events', where: whole }])).toEqual([0])
    expect(await events()).toBe(before)
    // What was removed in one go goes together or not at all.
    const both = [
      { from: 'audit_events' as const, where: whole },
      { from: 'users' as never, where: whole },
    ]
    await expect(hub.database.removeRows(partnerId, both)).rejects.toThrow()
    expect(await events()).toBe(before)
  })

  it('is for ever until it is set, and refuses less than thirteen months', async () => {
    const { admin, customer } = await makeBench()
    expect((await put(admin, '/v1/audit/retention', { days: 399 })).json).toMatchObject({
      code: 'audit.retention_too_short',
      message: 'The audit must be kept for at least 400 days.',
    })
    expect((await put(customer, '/v1/audit/retention', { days: 400 })).status).toBe(403)
    expect((await put(admin, '/v1/audit/retention', { days: 400 })).json).toMatchObject({ retentionDays: 400 })
    expect((await put(admin, '/v1/audit/retention', { days: null })).json).not.toHaveProperty('retentionDays')
    expect((await items(admin, 'type=audit.retention_changed'))[0]).toMatchObject({
      before: { days: 400 },
      after: { days: null },
    })
  })

  it('lets go whole seals from the old end, records it, and the rest still holds', async () => {
    const { partnerId, admin } = await makeBench()
    const own = hub.contextOf(partnerId)
    await put(admin, '/v1/audit/retention', { days: 500 })
    const act = async () => {
      await hub.within(partnerId, async ({ audit }) => audit({ type: 'helpdesk.searched', data: { kind: 'name' } }))
      await sealAll(own)
    }
    await sealAll(own)
    const start = Date.now()
    try {
      await act()
      expect(await own.transaction(recordRemoval)).toBeNull()
      clock = new Date(start + 300 * 86_400_000)
      await act()
      clock = new Date(start + 600 * 86_400_000)
      await act()
      expect(await verifyChain(own)).toMatchObject({ holds: true, events: 7 })
      // Nothing may go that no record names.
      await removeThrough(own, hub.database.removeRows, 5)
      expect((await verifyChain(own)).events).toBe(7)
      const through = await own.transaction(recordRemoval)
      expect(through).toBe(5)
      // Recorded, and cut short before the rows went: the next run knows.
      expect(await own.transaction(recordRemoval)).toBe(5)
      await removeThrough(own, hub.database.removeRows, 5)
      await sealAll(own)
      expect(await verifyChain(own)).toMatchObject({ holds: true, events: 3, throughPosition: 8 })
    } finally {
      clock = null
    }
    const kept = await items(admin)
    expect(kept).toHaveLength(3)
    expect(kept.find(({ type }) => type === 'audit.events_removed')?.sentence).toMatch(
      /^5 events until .* were removed, as the retention rule says$/,
    )
    // More than was let go is missed, and so is a record that is taken away.
    await hub.sql('delete from audit_links where partner_id = $1 and position = 6', [partnerId])
    expect((await verifyChain(own)).fault).toMatchObject({ kind: 'removed_unrecorded', position: 6 })
  })
})
