import { describe, expect, it } from 'vitest'
import { allEndpoints } from '../../src/api/index.ts'
import { assignableRoles } from '../../src/api/permissions.ts'
import { startHub } from '../hub.ts'
import { rows } from './rows.ts'
import { attempt, everyTry, leaksOf, outcomeOf, promised } from './tries.ts'
import { fingerprint, letters, makeWorld, people } from './world.ts'

const hub = await startHub()
const world = await makeWorld(hub)

describe('the matrix of rights', () => {
  it('has a row for every endpoint and a letter for every role, and no other', () => {
    expect(Object.keys(rows).sort()).toEqual(allEndpoints.map(({ name }) => name).sort())
    expect(letters.map((letter) => people[letter].role).sort()).toEqual([...assignableRoles].sort())
    expect([...everyTry()].length).toBeGreaterThan(900)
  })

  for (const restricted of [true, false]) {
    it(`is what the hub does, ${restricted ? 'in' : 'out of'} restricted administrator mode`, async () => {
      await hub.sql('update organizations set restricted = $1', [restricted])
      const before = await fingerprint(hub, world.theirs.partnerId)
      const wrong: string[] = []
      for (const each of everyTry()) {
        if (!restricted && !each.row.notWhenRestricted) continue
        const made = each.row.fresh !== undefined && each.whose === 'foreign'
        const { answer, subject } = await attempt(world, each)
        const found = outcomeOf(answer)
        const wanted = promised(each, restricted)
        const title = `${each.name} by ${each.letter} on ${each.whose}`
        if (each.row.about !== 'anyone' && found !== wanted)
          wrong.push(`${title}: ${found}, promised ${wanted}: ${answer.text.slice(0, 160)}`)
        const leaks = made ? [] : leaksOf(world, each, subject, answer)
        if (leaks.length > 0) wrong.push(`${title}: tells ${leaks.slice(0, 3).join(', ')}`)
      }
      expect(wrong).toEqual([])
      const kept = (text: string) =>
        text
          .split('\n')
          .filter(
            (line) =>
              !/^(imports|access_grants|mail_messages|mail_events|mail_secrets|service_apps|sign_in_names)=/.test(line),
          )
      // The plans and mails that the tries themselves made for the foreign partner aside, nothing of it has changed.
      expect(kept(await fingerprint(hub, world.theirs.partnerId))).toEqual(kept(before))
    }, 600_000)
  }
})
