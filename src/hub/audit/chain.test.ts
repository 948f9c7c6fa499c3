import { describe, expect, it } from 'vitest'
import { startHub } from '../../../test/hub.ts'
import type { JobContext } from '../../platform/jobs.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { auditJobs, check } from './jobs.ts'
import { removeThrough } from './remove.ts'
import { type Looked, sealAll } from './seal.ts'
import { verifyChain } from './verify.ts'

const hub = await startHub()

async function makePartner(): Promise<string> {
  const id = uuidv7()
  await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Chain', now())`, [id])
  return id
}

async function act(partnerId: string, kind = 'name'): Promise<void> {
  await hub.within(partnerId, async ({ audit }) => await audit({ type: 'helpdesk.searched', data: { kind } }))
}

/** A partner with this many sealed events, in seals of their own; and its events in the order of the chain. */
async function chainOf(events: number): Promise<{ partnerId: string; ids: string[] }> {
  const partnerId = await makePartner()
  for (let number = 0; number < events; number++) {
    await act(partnerId, `kind ${number}`)
    if (number % 3 === 2) await sealAll(hub.contextOf(partnerId))
  }
  await sealAll(hub.contextOf(partnerId))
  const rows = await hub.sql('select event_id from audit_links where partner_id = $1 order by position', [partnerId])
  expect(rows).toHaveLength(events)
  expect(await verify(partnerId)).toMatchObject({ holds: true, events, throughPosition: events })
  return { partnerId, ids: rows.map(({ event_id }) => String(event_id)) }
}

/** Seals on until the mark lies behind this event: other tests' transactions in the same server hold it back while they run. */
async function sealPast(partnerId: string, eventId: string | undefined): Promise<void> {
  await expect
    .poll(
      async () => {
        await act(partnerId, 'later')
        await sealAll(hub.contextOf(partnerId))
        const [row] = await hub.sql(
          `select e.xact_id < (select mark from audit_seals where partner_id = $1 order by number desc limit 1) as past
           from audit_events e where e.partner_id = $1 and e.id = $2`,
          [partnerId, eventId],
        )
        return row?.past
      },
      { interval: 50 },
    )
    .toBe(true)
}

const verify = async (partnerId: string) => await verifyChain(hub.contextOf(partnerId))

describe('the chain', () => {
  it('finds a changed value, whatever the column', async () => {
    const changes = [
      `data = '{"kind": "phone"}'`,
      `at = at + interval '1 microsecond'`,
      `type = 'helpdesk.user_opened'`,
      `actor = jsonb_set(actor, '{name}', '"Somebody else"')`,
      `actor_id = '00000000-0000-4000-8000-000000000000'`,
      `role = 'id_full_admin'`,
      `reach = 'organization'`,
      `session_id = '00000000-0000-4000-8000-000000000000'`,
      `session_kind = 'token'`,
      `address = '192.0.2.1'`,
      `user_agent = 'curl'`,
      `error = 'common.forbidden'`,
      `org_id = partner_id`,
      `org_name = 'Another'`,
      `subject_kind = 'user'`,
      `subject_id = '00000000-0000-4000-8000-000000000000'`,
      `subject_name = 'Another'`,
      `before = '{}'`,
      `after = '{}'`,
      `tracking_id = 'other'`,
      `xact_id = '1'`,
    ]
    const columns = await hub.sql(
      `select column_name from information_schema.columns where table_name = 'audit_events' and column_name not in ('partner_id', 'id')`,
    )
    // Each column that there is stands in the list: one that joins later must be hashed as well.
    expect(changes.map((change) => change.split(' ')[0]).sort()).toEqual(
      columns.map(({ column_name }) => column_name).sort(),
    )
    for (const change of changes) {
      const { partnerId, ids } = await chainOf(4)
      await hub.sql(`update audit_events set ${change} where partner_id = $1 and id = $2`, [partnerId, ids[1]])
      expect(await verify(partnerId), change).toMatchObject({
        holds: false,
        fault: { kind: 'event_altered', position: 2, eventId: ids[1] },
      })
    }
  })

  it('goes on behind a fault and lists what else there is, each once', async () => {
    const { partnerId, ids } = await chainOf(12)
    await hub.sql(`update audit_events set tracking_id = 'other' where partner_id = $1 and id = any($2)`, [
      partnerId,
      [ids[1], ids[10]],
    ])
    await hub.sql('delete from audit_events where partner_id = $1 and id = $2', [partnerId, ids[4]])
    await hub.sql(`update audit_links set hash = sha256('x') where partner_id = $1 and position = 8`, [partnerId])
    const found = await verify(partnerId)
    expect(found.faults).toEqual([
      { kind: 'event_altered', position: 2, eventId: ids[1] },
      { kind: 'event_missing', position: 5, eventId: ids[4] },
      { kind: 'event_altered', position: 8, eventId: ids[7] },
      { kind: 'event_altered', position: 11, eventId: ids[10] },
    ])
    expect(found).toMatchObject({ holds: false, fault: found.faults[0], events: 11, throughPosition: 12 })
    expect(found).not.toHaveProperty('more')
    expect(found).not.toHaveProperty('uncheckedFrom')
  })

  it('says from where on nothing was checked when a link or a seal is gone', async () => {
    for (const [tamper, from] of [
      ['delete from audit_links where partner_id = $1 and position = 5', 5],
      ['delete from audit_seals where partner_id = $1 and number = 2', 4],
    ] as const) {
      const { partnerId, ids } = await chainOf(9)
      await hub.sql(tamper, [partnerId])
      await hub.sql(`update audit_events set tracking_id = 'other' where partner_id = $1 and id = $2`, [
        partnerId,
        ids[0],
      ])
      const found = await verify(partnerId)
      expect(found.faults.map(({ position }) => position)).toEqual([1, from])
      expect(found.uncheckedFrom).toBe(from)
    }
  })

  it('lists a hundred faults and says that there are more', async () => {
    const partnerId = await makePartner()
    await act(partnerId)
    await hub.sql(
      `insert into audit_events (partner_id, id, at, type, actor, data, tracking_id)
       select partner_id, gen_random_uuid(), at, type, actor, data, tracking_id from audit_events, generate_series(1, 119) where partner_id = $1`,
      [partnerId],
    )
    await sealAll(hub.contextOf(partnerId))
    await hub.sql(`update audit_events set tracking_id = 'other' where partner_id = $1`, [partnerId])
    const found = await verify(partnerId)
    expect([found.faults.length, found.more, found.fault?.position]).toEqual([100, true, 1])
  })

  it('finds a row that is gone, in the middle and at the end', async () => {
    for (const place of [2, 6]) {
      const { partnerId, ids } = await chainOf(7)
      await hub.sql('delete from audit_events where partner_id = $1 and id = $2', [partnerId, ids[place]])
      expect((await verify(partnerId)).fault).toEqual({
        kind: 'event_missing',
        position: place + 1,
        eventId: ids[place],
      })
    }
  })

  it('finds two rows that changed places', async () => {
    const { partnerId, ids } = await chainOf(7)
    const [one, two] = [ids[1], ids[4]]
    const swap = async (table: string, column: string) => {
      const spare = uuidv7()
      for (const [from, to] of [
        [one, spare],
        [two, one],
        [spare, two],
      ])
        await hub.sql(`update ${table} set ${column} = $1 where partner_id = $2 and ${column} = $3`, [
          to,
          partnerId,
          from,
        ])
    }
    await swap('audit_events', 'id')
    expect((await verify(partnerId)).fault).toMatchObject({ kind: 'event_altered', position: 2 })
    await swap('audit_events', 'id')
    expect((await verify(partnerId)).holds).toBe(true)
    await swap('audit_links', 'event_id')
    expect((await verify(partnerId)).fault).toMatchObject({ kind: 'event_altered', position: 2 })
  })

  it('finds a row that was put in behind what is sealed, and one that says it is older', async () => {
    const { partnerId, ids } = await chainOf(4)
    const copy = async (xact: string, age: string) =>
      await hub.sql(
        `insert into audit_events (partner_id, id, at, type, actor, data, tracking_id, xact_id)
         select partner_id, $3, at - $4::interval, type, actor, data, tracking_id, ${xact} from audit_events where partner_id = $1 and id = $2`,
        [partnerId, ids[1], uuidv7(), age],
      )
    await sealPast(partnerId, ids[1])
    await copy('xact_id', '0')
    await sealAll(hub.contextOf(partnerId))
    expect((await verify(partnerId)).fault).toMatchObject({ kind: 'event_inserted' })

    const other = await chainOf(4)
    await hub.sql(
      `insert into audit_events (partner_id, id, at, type, actor, data, tracking_id)
       select partner_id, $3, at - interval '30 days', type, actor, data, tracking_id from audit_events where partner_id = $1 and id = $2`,
      [other.partnerId, other.ids[1], uuidv7()],
    )
    await sealAll(hub.contextOf(other.partnerId))
    expect((await verify(other.partnerId)).fault).toMatchObject({ kind: 'event_backdated', position: 5 })
  })

  it('finds links and seals that were taken away or written over', async () => {
    const tampers: [string, string][] = [
      ['delete from audit_links where partner_id = $1 and position = 5', 'link_missing'],
      ['delete from audit_links where partner_id = $1 and position = 7', 'link_missing'],
      ['delete from audit_links where partner_id = $1 and position <= 3', 'removed_unrecorded'],
      ['delete from audit_seals where partner_id = $1 and number = 2', 'seal_missing'],
      ['delete from audit_seals where partner_id = $1 and number = 3', 'seal_missing'],
      [`update audit_links set hash = sha256('x') where partner_id = $1 and position = 5`, 'event_altered'],
      [`update audit_seals set hash = sha256('x') where partner_id = $1 and number = 2`, 'seal_altered'],
      [
        `update audit_seals set sealed_at = sealed_at + interval '1 ms' where partner_id = $1 and number = 3`,
        'seal_altered',
      ],
      [`update audit_seals set mark = '1' where partner_id = $1 and number = 3`, 'seal_altered'],
    ]
    for (const [tamper, kind] of tampers) {
      const { partnerId } = await chainOf(7)
      await hub.sql(tamper, [partnerId])
      expect((await verify(partnerId)).fault?.kind, tamper).toBe(kind)
    }
  })

  it('seals what many write at once exactly once, late transactions too, while it is sealing', async () => {
    const partnerId = await makePartner()
    const own = hub.contextOf(partnerId)
    let writing = true
    const sealers = [0, 1, 2].map(async () => {
      let rounds = 0
      while (writing) {
        await sealAll(own)
        rounds++
      }
      return rounds
    })
    const writer = async (number: number) => {
      for (let round = 0; round < 15; round++) {
        await own.transaction(async ({ tx, audit }) => {
          const events = 1 + ((number + round) % 4)
          for (let event = 0; event < events; event++) {
            await audit({ type: 'helpdesk.searched', data: { kind: `${number}-${round}-${event}` } })
            // Some stay open over several rounds of the sealers.
            if ((number + round) % 5 === 0)
              await tx.executeQuery({ sql: 'select pg_sleep(0.03)', parameters: [] } as never)
          }
        })
      }
    }
    await Promise.all([0, 1, 2, 3, 4, 5].map(writer))
    writing = false
    const rounds = await Promise.all(sealers)
    expect(Math.max(...rounds)).toBeGreaterThan(3)
    await sealAll(own)
    const [counted] = await hub.sql(
      `select count(*)::int as events, count(l.event_id)::int as linked, count(distinct l.event_id)::int as once, max(l.position)::int as last
       from audit_events e left join audit_links l on l.partner_id = e.partner_id and l.event_id = e.id where e.partner_id = $1`,
      [partnerId],
    )
    const expected = [0, 1, 2, 3, 4, 5].flatMap((number) =>
      Array.from({ length: 15 }, (_, round) => 1 + ((number + round) % 4)),
    )
    const total = expected.reduce((sum, count) => sum + count, 0)
    expect(counted).toEqual({ events: total, linked: total, once: total, last: total })
    expect(await verify(partnerId)).toMatchObject({ holds: true, events: total })
  })

  it('takes a row whose transaction began before others and ended after they were sealed', async () => {
    const partnerId = await makePartner()
    const own = hub.contextOf(partnerId)
    let begun: () => void = () => {}
    let end: () => void = () => {}
    const started = new Promise<void>((resolve) => {
      begun = resolve
    })
    const released = new Promise<void>((resolve) => {
      end = resolve
    })
    const long = own.transaction(async ({ audit }) => {
      await audit({ type: 'helpdesk.searched', data: { kind: 'late' } })
      begun()
      await released
    })
    await started
    await act(partnerId, 'early')
    expect(await sealAll(own)).toBe(1)
    end()
    await long
    await act(partnerId, 'last')
    expect(await sealAll(own)).toBe(2)
    expect(await sealAll(own)).toBe(0)
    const rows = await hub.sql(
      `select e.data ->> 'kind' as kind from audit_links l join audit_events e on e.partner_id = l.partner_id and e.id = l.event_id
       where l.partner_id = $1 order by l.position`,
      [partnerId],
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['early', 'late', 'last'])
    expect((await verify(partnerId)).holds).toBe(true)
  })

  it('goes on after a restore into a server that counts its transactions anew', async () => {
    const { partnerId } = await chainOf(4)
    // As another server would see it: the mark lies ahead of every transaction, and one row was not sealed yet.
    await act(partnerId, 'unsealed')
    await hub.sql(
      `update audit_events set xact_id = '900000000000' where partner_id = $1 and data ->> 'kind' = 'unsealed'`,
      [partnerId],
    )
    const { sealHash } = await import('./chain-hash.ts')
    const [seal] = await hub.sql('select * from audit_seals where partner_id = $1 order by number desc limit 1', [
      partnerId,
    ])
    const [link] = await hub.sql('select hash from audit_links where partner_id = $1 order by position desc limit 1', [
      partnerId,
    ])
    const facts = {
      number: Number(seal?.number),
      first: Number(seal?.first_position),
      last: Number(seal?.last_position),
      mark: '800000000000',
      sealedAt: seal?.sealed_at as Date,
    }
    await hub.sql('update audit_seals set mark = $2::xid8, hash = $3 where partner_id = $1 and number = $4', [
      partnerId,
      facts.mark,
      sealHash(link?.hash as Buffer, facts),
      facts.number,
    ])
    await act(partnerId, 'after the restore')
    expect((await verify(partnerId)).holds).toBe(true)
    expect(await sealAll(hub.contextOf(partnerId))).toBe(2)
    await act(partnerId, 'and on')
    expect(await sealAll(hub.contextOf(partnerId))).toBe(1)
    expect(await verify(partnerId)).toMatchObject({ holds: true, events: 7 })
  })

  it('passes by rows that a restore brought, once they were looked at', async () => {
    const { partnerId, ids } = await chainOf(3)
    await hub.sql(`update audit_seals set mark = '800000000000' where partner_id = $1`, [partnerId])
    const looked: Looked = new Map()
    const own = hub.contextOf(partnerId)
    expect(await sealAll(own, looked)).toBe(0)
    // What lies ahead of the count of transactions is not looked at again: neither by this run nor, after a seal, by the next.
    const ahead = async () =>
      await hub.sql(
        `insert into audit_events (partner_id, id, at, type, actor, data, tracking_id, xact_id)
         select partner_id, $3, at, type, actor, data, tracking_id, '900000000000' from audit_events where partner_id = $1 and id = $2`,
        [partnerId, ids[1], uuidv7()],
      )
    await ahead()
    expect(await sealAll(own, looked)).toBe(0)
    await act(partnerId, 'next')
    expect(await sealAll(own, looked)).toBe(1)
    expect(await sealAll(own)).toBe(0)
  })

  it('seals a backlog of one transaction batch behind batch, without reading again what it passed', async () => {
    const partnerId = await makePartner()
    const own = hub.contextOf(partnerId)
    await act(partnerId, 'first')
    await hub.sql(
      `insert into audit_events (partner_id, id, at, type, actor, data, tracking_id)
       select partner_id, gen_random_uuid(), at, type, actor, data, tracking_id from audit_events, generate_series(1, 3499) where partner_id = $1`,
      [partnerId],
    )
    // A mark that stood still would have every batch begin at the first row.
    expect(await sealAll(own)).toBe(3500)
    const seals = await hub.sql(
      `select last_position - first_position + 1 as events, mark::text from audit_seals where partner_id = $1 order by number`,
      [partnerId],
    )
    expect(seals.map(({ events }) => Number(events))).toEqual([1000, 1000, 1000, 500])
    const [backlog] = await hub.sql(`select max(xact_id)::text as xact from audit_events where partner_id = $1`, [
      partnerId,
    ])
    expect(BigInt(String(seals[0]?.mark))).toBeLessThanOrEqual(BigInt(String(backlog?.xact)))
    expect(BigInt(String(seals[0]?.mark))).toBeGreaterThan(0n)
    expect(await sealAll(own)).toBe(0)
    expect(await verify(partnerId)).toMatchObject({ holds: true, events: 3500 })
  })

  it('does not hold when it was emptied whole, with its links', async () => {
    const { partnerId } = await chainOf(4)
    await hub.sql('delete from audit_events where partner_id = $1', [partnerId])
    await hub.sql('delete from audit_links where partner_id = $1', [partnerId])
    expect((await verify(partnerId)).fault).toEqual({ kind: 'removed_unrecorded', position: 1 })
  })

  it('lets go what a rule named seal by seal, and is checked once for all who asked before the check began', async () => {
    const { partnerId } = await chainOf(2)
    for (let round = 0; round < 30; round++) {
      await act(partnerId, `more ${round}`)
      await sealAll(hub.contextOf(partnerId))
    }
    const [seal] = await hub.sql('select last_position from audit_seals where partner_id = $1 and number = 25', [
      partnerId,
    ])
    const through = Number(seal?.last_position)
    await hub.within(partnerId, async ({ audit }) => {
      await audit({ type: 'audit.events_removed', data: { count: through, until: 'now', throughPosition: through } })
    })
    await removeThrough(hub.contextOf(partnerId), hub.database.removeRows, through)
    const [left] = await hub.sql('select min(position) as first from audit_links where partner_id = $1', [partnerId])
    expect(Number(left?.first)).toBe(through + 1)
    const context = { asPartner: () => hub.contextOf(partnerId) } as unknown as JobContext
    const checking = auditJobs.find(({ job }) => job.name === check.name)
    const asked = Date.now() - 1
    for (let time = 0; time < 3; time++) await checking?.run(context, { partnerId, asked } as never)
    const checks = await hub.sql('select holds from audit_checks where partner_id = $1', [partnerId])
    expect(checks).toEqual([{ holds: true }])
  })

  it('takes no update, no delete and no made-up transaction from the application, whatever reach it sets', async () => {
    const { partnerId } = await chainOf(3)
    const client = await hub.database.ownerPool.connect()
    try {
      const tries = [
        ...['audit_events', 'audit_links', 'audit_seals', 'audit_checks', 'audit_checkpoints'].flatMap((table) => [
          `update ${table} set partner_id = partner_id`,
          `delete from ${table}`,
          `truncate ${table}`,
        ]),
        `insert into audit_events (partner_id, id, at, type, actor, tracking_id, xact_id) values ('${partnerId}', '${uuidv7()}', now(), 'x', '{}', 'x', '1')`,
      ]
      for (const text of tries) {
        await client.query('begin')
        await client.query(
          `set local role cordboard_app; set local app.partner = '${partnerId}'; set local app.side = 'partner'`,
        )
        await expect(client.query(text), text).rejects.toMatchObject({ code: '42501' })
        await client.query('rollback')
      }
    } finally {
      client.release()
    }
    expect((await verify(partnerId)).holds).toBe(true)
  })
})
