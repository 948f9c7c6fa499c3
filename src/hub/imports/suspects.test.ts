import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { startHub, type TestHub } from '../../../test/hub.ts'
import { caller, csv, makeImportBench } from '../../../test/imports.ts'
import { placeKey } from '../directory/index.ts'
import { finishPlan } from './finish-plan.ts'
import { singleKinds } from './single-keys.ts'
import { watchForTwice } from './suspects.ts'

describe('keys of a file as they go by', () => {
  test('every one that comes again is suspected, and hardly any other', () => {
    const key = fc.tuple(fc.constantFrom(...singleKinds), fc.string())
    fc.assert(
      fc.property(fc.array(key), fc.constantFrom(0, 100_000, undefined), (keys, bytes) => {
        const watch = watchForTwice(bytes)
        const met = { email: new Set<string>(), e164: new Set<string>(), extension: new Set<string>() }
        const twice = { email: new Set<string>(), e164: new Set<string>(), extension: new Set<string>() }
        for (const [kind, text] of keys) {
          if (met[kind].has(text)) twice[kind].add(text)
          met[kind].add(text)
          watch.see(kind, text)
        }
        const found = watch.suspects()
        for (const kind of singleKinds) expect(found[kind]).toEqual(expect.arrayContaining([...twice[kind]]))
      }),
    )
    const watch = watchForTwice(undefined)
    for (let index = 0; index < 200_000; index++) {
      watch.see('email', `user.${index}@kestrel.example`)
      watch.see('e164', `+3120${1_000_000 + index}`)
    }
    const { email, e164 } = watch.suspects()
    expect((email?.length ?? 0) + (e164?.length ?? 0)).toBeLessThan(20)
  })

  test('an extension comes again within its location only, and is named with it', () => {
    const [here, there] = ['0192f3a4-0000-7000-8000-00000000000a', '0192f3a4-0000-7000-8000-00000000000b']
    const watch = watchForTwice(undefined)
    for (const extension of ['2101', '2102', '210']) watch.see('extension', extension, here)
    for (const extension of ['2101', '2103']) watch.see('extension', extension, there)
    expect(watch.suspects().extension).toEqual([])
    watch.see('extension', '2103', there)
    expect(watch.suspects().extension).toEqual([placeKey(there, '2103')])
  })

  test('are all suspected where there are too many to name', () => {
    const watch = watchForTwice(1000)
    for (let round = 0; round < 2; round++)
      for (let index = 0; index < 10_001; index++) watch.see('e164', `+3120${1_000_000 + index}`)
    expect(watch.suspects().e164).toBeNull()
    expect(watch.suspects().email).toEqual([])
    // A file that is far larger than it said fills the filter; nothing is missed for that.
    const full = watchForTwice(0)
    for (let index = 0; index < 400_000; index++) full.see('email', `user.${index}@kestrel.example`)
    expect(full.suspects().email).toBeNull()
  })
})

describe('what stands in a file twice', () => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await startHub()
  })
  const email = (name: string) => `${name}@avocet.example`
  const refused = [
    ['create'],
    ['refused', 'imports.email_twice', 'imports.number_twice'],
    ['refused', 'imports.number_twice'],
    ['refused', 'imports.extension_twice'],
    ['create'],
    // Its number stands in an earlier row as well, which is refused and so takes nothing; that one is told of it.
    ['create'],
    ['refused', 'imports.extension_bad', 'imports.number_twice'],
  ]

  test('is refused as the upload saw it, whoever plans it and when, and where it saw nothing or too much', async () => {
    const bench = await makeImportBench(hub)
    const file = csv(
      caller(email('a'), '5001', { 'Phone Number': '+31201235001' }),
      caller(email('A'), '5002', { 'Phone Number': '+31201235002' }),
      caller(email('b'), '5003', { 'Phone Number': '+31201235001' }),
      caller(email('c'), '5001'),
      { ...caller(email('d'), '5001'), Location: 'Oulu' },
      caller(email('e'), '5004', { 'Phone Number': '+31201235002' }),
      caller(email('f'), 'five', { 'Phone Number': '+31201235001' }),
    )
    const client = await hub.database.ownerPool.connect()
    let answer: Awaited<ReturnType<typeof bench.upload>>
    let suspects: unknown
    try {
      // The job finds this table locked: what the upload has left for it is seen before it is done with.
      await client.query('begin; lock table import_batches in access exclusive mode')
      answer = await bench.upload(file)
      suspects = (
        await client.query('select suspects from imports where org_id = $1 and suspects is not null', [
          bench.organizationId,
        ])
      ).rows[0]?.suspects
    } finally {
      await client.query('rollback')
      client.release()
    }
    expect(suspects).toEqual({
      email: [email('a')],
      e164: ['+31201235001', '+31201235002'],
      extension: [expect.stringMatching(/^[0-9a-f-]{36} 5001$/)],
    })
    const { id } = answer.json as { id: string }
    const codes = async () =>
      (await bench.rows(id)).map(({ outcome, issues }) => [outcome, ...issues.map(({ code }) => code)])
    await bench.until(id, ({ status }) => status === 'planned')
    expect(await codes()).toEqual(refused)
    const [{ id: importId, suspects: left } = {}] = await hub.sql(
      'select id, suspects from imports where org_id = $1',
      [bench.organizationId],
    )
    expect(left).toBeNull()

    for (const kept of [null, { email: null, e164: null, extension: null }, { ...(suspects as object), e164: null }]) {
      await hub.sql(
        `with b as (delete from import_batches where import_id = $1),
          r as (update import_rows set outcome = 'create', issues = null where import_id = $1 and outcome = 'refused' and user_id is not null),
          bad as (update import_rows set issues = jsonb_path_query_array(issues, '$[0]') where import_id = $1 and outcome = 'refused' and user_id is null)
         update imports set status = 'planning', suspects = $2 where id = $1`,
        [importId, kept === null ? null : JSON.stringify(kept)],
      )
      await hub.contextOf(bench.partnerId).transaction((inside) => finishPlan(inside, String(importId)))
      expect(await codes()).toEqual(refused)
    }
  })
})
