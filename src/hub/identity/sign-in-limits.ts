import { sql } from 'kysely'
import type { OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { hashToken } from './secrets.ts'

const windowMinutes = 15

/** An address may serve a whole office: it may fail this many times as often as one account. */
const addressFactor = 10

/**
 * Counts an attempt as failed before it is looked at, so that many at once cannot all pass before the first is counted; a good one is
 * forgotten again. Counted in the database, so by all nodes together, and in a transaction of its own: a refused attempt keeps its count.
 */
export async function requireAttemptsLeft(context: OwnContext, account: string, address: string): Promise<void> {
  const limits = new Map([
    [accountKey(account), context.config.SIGN_IN_FAILURES],
    [addressKey(address), context.config.SIGN_IN_FAILURES * addressFactor],
  ])
  const wait = await context.transaction(async ({ tx }) => {
    let longest: number | null = null
    // A fixed order of keys: two attempts at once never wait for each other in a circle.
    for (const [key, limit] of [...limits].sort()) {
      const { rows } = await sql<{ failures: number; wait: number }>`
        insert into sign_in_failures as kept (key_hash, failures, window_started_at) values (${key}, 1, now())
        on conflict (key_hash) do update set
          failures = case when kept.window_started_at > now() - make_interval(mins => ${windowMinutes}) then kept.failures + 1 else 1 end,
          window_started_at = case when kept.window_started_at > now() - make_interval(mins => ${windowMinutes}) then kept.window_started_at else now() end
        returning failures, ceil(extract(epoch from window_started_at + make_interval(mins => ${windowMinutes}) - now()))::int as wait`.execute(
        tx,
      )
      const [counted] = rows
      if (counted && counted.failures > limit) longest = Math.max(longest ?? 0, counted.wait)
    }
    return longest
  }, nobody)
  if (wait !== null) {
    const seconds = Math.max(1, wait)
    throw new Refusal('identity.too_many_attempts', { count: Math.ceil(seconds / 60) }, { retryAfterSeconds: seconds })
  }
}

/** A good sign-in proves the account's owner: its count is forgotten, and the address gets back this one attempt. */
export async function forgetAttempt(context: OwnContext, account: string, address: string): Promise<void> {
  await context.transaction(async ({ tx }) => {
    await tx.deleteFrom('sign_in_failures').where('key_hash', '=', accountKey(account)).execute()
    await sql`update sign_in_failures set failures = greatest(0, failures - 1) where key_hash = ${addressKey(address)}`.execute(
      tx,
    )
  }, nobody)
}

/** Counts whose time is over: there is one for every name that anybody ever tried. */
export async function forgetOld(context: OwnContext): Promise<void> {
  await context.transaction(async ({ tx }) => {
    await sql`delete from sign_in_failures where window_started_at < now() - make_interval(mins => ${windowMinutes})`.execute(
      tx,
    )
  }, nobody)
}

// The table holds no tenant's data and has no fence; the transaction has no reach at all.
const nobody = { anonymous: true } as const

function accountKey(account: string): string {
  return hashToken(`account:${account.trim().toLowerCase()}`)
}

function addressKey(address: string): string {
  return hashToken(`address:${address}`)
}
