import { sql } from 'kysely'
import type { OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { hashToken } from './secrets.ts'

const windowMinutes = 15

/** An address may serve a whole office: it may fail this many times as often as one account. */
const addressFactor = 10

/** Counted in the database, so by all nodes together. The counts live apart from the act: a refused sign-in keeps its count. */
export async function requireAttemptsLeft(context: OwnContext, account: string, address: string): Promise<void> {
  const limit = context.config.SIGN_IN_FAILURES
  const wait = await context.transaction(async ({ tx }) => {
    const { rows } = await sql<{ wait: number | null }>`
      select ceil(max(extract(epoch from window_started_at + make_interval(mins => ${windowMinutes}) - now())))::int as wait
      from sign_in_failures
      where window_started_at > now() - make_interval(mins => ${windowMinutes})
        and ((key_hash = ${accountKey(account)} and failures >= ${limit})
          or (key_hash = ${addressKey(address)} and failures >= ${limit * addressFactor}))`.execute(tx)
    return rows[0]?.wait ?? null
  }, nobody)
  if (wait !== null) {
    const seconds = Math.max(1, wait)
    throw new Refusal('identity.too_many_attempts', { count: Math.ceil(seconds / 60) }, { retryAfterSeconds: seconds })
  }
}

export async function countFailure(context: OwnContext, account: string, address: string): Promise<void> {
  await context.transaction(async ({ tx }) => {
    // A fixed order of keys: two failures at once never wait for each other in a circle.
    for (const key of [accountKey(account), addressKey(address)].sort()) {
      await sql`
        insert into sign_in_failures as kept (key_hash, failures, window_started_at) values (${key}, 1, now())
        on conflict (key_hash) do update set
          failures = case when kept.window_started_at > now() - make_interval(mins => ${windowMinutes}) then kept.failures + 1 else 1 end,
          window_started_at = case when kept.window_started_at > now() - make_interval(mins => ${windowMinutes}) then kept.window_started_at else now() end`.execute(
        tx,
      )
    }
  }, nobody)
}

/** A good sign-in proves the account's owner, not the address: only the account's count is forgotten. */
export async function forgetFailures(context: OwnContext, account: string): Promise<void> {
  await context.transaction(async ({ tx }) => {
    await tx.deleteFrom('sign_in_failures').where('key_hash', '=', accountKey(account)).execute()
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
