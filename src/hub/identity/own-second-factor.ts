import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFreshSignIn, requireSession } from '../../platform/fresh-sign-in.ts'
import { sendMail } from '../mail/index.ts'
import { languageOf } from './profile.ts'
import {
  beginTotp,
  confirmTotp,
  countRecoveryCodes,
  hasSecondFactor,
  keepCodes,
  makeCodes,
  type Person,
  removeMethods,
} from './second-factor.ts'
import { policyOf } from './second-step.ts'
import { endSessionsOf, requireAdministered, rotateSession, self } from './sessions.ts'

export async function describeWays(context: Context) {
  requireSession(context)
  const person = self(context)
  const since = await hasSecondFactor(context.tx, person)
  return {
    ...(since ? { secondFactor: since.toISOString() } : {}),
    recoveryCodesLeft: await countRecoveryCodes(context.tx, person),
    policy: await policyOf(context.tx, person),
  }
}

export async function beginOwn(context: Context) {
  requireFreshSignIn(context)
  return await beginTotp(context, self(context))
}

/** Raises what the session stands for, so it gets a new token, and the others, which stand for less, end. */
export async function confirmOwn(context: OwnContext, code: string, address: string) {
  const { actor } = context
  if (!actor) throw new Refusal('identity.session_needed')
  requireFreshSignIn({ actor, now: context.now })
  const person = self({ actor })
  const rotated: Awaited<ReturnType<typeof rotateSession>>[] = []
  const recoveryCodes = await confirmTotp(context, person, code, address, async (inside) => {
    await endSessionsOf(inside, person)
    rotated.push(await rotateSession(inside))
    await tell(inside, person, 'on')
  })
  const session = rotated.at(-1)
  if (!session) throw new Refusal('identity.session_needed')
  return { recoveryCodes, session }
}

export async function removeOwn(context: Context): Promise<void> {
  requireFreshSignIn(context)
  const person = self(context)
  if (!(await hasSecondFactor(context.tx, person))) throw new Refusal('identity.second_factor_off')
  if ((await policyOf(context.tx, person)) === 'required') throw new Refusal('identity.second_factor_required')
  await removeMethods(context.tx, person)
  await tell(context, person, 'off')
}

export async function renewOwnCodes(context: Context): Promise<string[]> {
  requireFreshSignIn(context)
  const person = self(context)
  if (!(await hasSecondFactor(context.tx, person))) throw new Refusal('identity.second_factor_off')
  const { codes, hashes } = await makeCodes()
  await keepCodes(context, person, hashes)
  await tell(context, person, 'codes')
  return codes
}

/** For somebody who has lost telephone and codes. Whoever does it has made sure who is asking; the person learns of it by mail. */
export async function resetOf(context: Context, personId: string): Promise<void> {
  requireFreshSignIn(context)
  const person = await requireAdministered(context, personId, true)
  // The own goes the own way, which asks the policy.
  if (person.id === context.actor.id) return await removeOwn(context)
  if (!(await hasSecondFactor(context.tx, person))) throw new Refusal('identity.second_factor_off')
  await removeMethods(context.tx, person)
  await endSessionsOf(context, person)
  await tell(context, person, 'off')
}

const acts = {
  on: 'identity.second_factor_on',
  off: 'identity.second_factor_off',
  codes: 'identity.recovery_codes_made',
} as const

/** The audit and the person itself, who may not have been the one who did it. */
export async function tell(context: Context, person: Person, change: 'on' | 'off' | 'codes'): Promise<void> {
  const account = await context.tx
    .selectFrom('administrators')
    .select(['email', 'display_name', 'language', 'org_id'])
    .where('partner_id', '=', person.partnerId)
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  await sendMail(context, {
    kind: 'second_factor_changed',
    to: {
      email: account.email,
      name: account.display_name,
      language: languageOf(account),
    },
    organizationId: account.org_id,
    values: { change, at: context.now.toISOString() },
    link: '/account',
  })
  await context.audit({
    type: acts[change],
    organizationId: account.org_id,
    subject: { kind: 'administrator', id: person.id },
  })
}
