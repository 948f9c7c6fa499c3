import type { Context } from './context.ts'
import { Refusal } from './errors.ts'

/** Long enough to do something thought over, short enough that a screen left open is not enough to take the account over. */
export const freshMinutes = 15

/** What is about the person itself is done by the person, in a session: a token that got away must not be able to make more of itself. */
export function requireSession(context: Pick<Context, 'actor'>): void {
  const { actor } = context
  if (actor.kind !== 'administrator' || actor.authenticatedAt === null) throw new Refusal('identity.session_needed')
}

/**
 * For acts that matter: roles, tokens, the way to sign in. A person must have proved who it is within the last minutes, and a machine cannot: it
 * has nobody who could. `POST /v1/session/fresh` makes a session fresh again.
 * @throws Refusal identity.fresh_sign_in_needed, identity.session_needed
 */
export function requireFreshSignIn(context: Pick<Context, 'actor' | 'now'>): void {
  const { actor, now } = context
  if (actor.role === 'system') return
  requireSession(context)
  if (actor.authenticatedAt && now.getTime() - actor.authenticatedAt.getTime() > freshMinutes * 60_000)
    throw new Refusal('identity.fresh_sign_in_needed')
}

/** The same where a service app may do it too: it cannot sign in afresh, and has the scope instead. The token of a person is no proof. */
export function requireFresh(context: Pick<Context, 'actor' | 'now'>): void {
  if (context.actor.kind !== 'service_app') requireFreshSignIn(context)
}
