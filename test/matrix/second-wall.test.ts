import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
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
