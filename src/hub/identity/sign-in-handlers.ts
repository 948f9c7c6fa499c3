import * as signInApi from '../../api/sign-in.ts'
import { systemActor } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { handle } from '../../platform/handlers.ts'
import { endEverybodysSessions } from './end-everybodys-sessions.ts'
import { beginOwn, confirmOwn, describeWays, removeOwn, renewOwnCodes, resetOf, tell } from './own-second-factor.ts'
import { askForReset, requireReset, resetByLink } from './password-reset.ts'
import { changeOwnPassword } from './passwords.ts'
import { readPolicy, setPolicy } from './policy.ts'
import { changeProfile } from './profile.ts'
import { beginTotp, confirmTotp, requireCode } from './second-factor.ts'
import { finishPending, requirePending } from './second-step.ts'
import { describeOpened, describeSession } from './session-view.ts'
import { endAllSessions, endOneSession, freshenSession, listSessions } from './sessions.ts'

export const signInHandlers = handle(signInApi, {
  confirmSignIn: async (context, { body, facts, answer }) => {
    const person = await requirePending(context, body.pending, 'code')
    try {
      await requireCode(context, person, body.code, facts.address)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'identity.wrong_code')
        await context.transaction(
          async ({ tx, audit }) => {
            const known = await tx
              .selectFrom('administrators')
              .select('org_id')
              .where('partner_id', '=', person.partnerId)
              .where('id', '=', person.id)
              .executeTakeFirst()
            await audit({
              type: 'identity.sign_in_failed',
              organizationId: known?.org_id ?? null,
              subject: { kind: 'administrator', id: person.id },
              data: { address: facts.address, step: 'code' },
            })
          },
          { actor: systemActor(person.partnerId) },
        )
      throw error
    }
    const opened = await finishPending(context, body.pending, person, facts)
    answer.session(opened.token, opened.expiresAt)
    return await describeOpened(context, opened)
  },
  beginEnrolment: async (context, { body }) => {
    const person = await requirePending(context, body.pending, 'enrolment')
    return await context.transaction(async (inside) => await beginTotp(inside, person), {
      actor: systemActor(person.partnerId),
    })
  },
  finishEnrolment: async (context, { body, facts, answer }) => {
    const person = await requirePending(context, body.pending, 'enrolment')
    const recoveryCodes = await confirmTotp(context, person, body.code, facts.address, async (inside) => {
      await tell(inside, person, 'on')
    })
    const opened = await finishPending(context, body.pending, person, facts)
    answer.session(opened.token, opened.expiresAt)
    return { recoveryCodes, session: await describeOpened(context, opened) }
  },
  getSignInWays: async (context) => await describeWays(context),
  beginSecondFactor: async (context) => await beginOwn(context),
  confirmSecondFactor: async (context, { body, facts, answer }) => {
    const { recoveryCodes, session } = await confirmOwn(context, body.code, facts.address)
    answer.session(session.token, session.expiresAt)
    return { recoveryCodes }
  },
  removeSecondFactor: async (context) => {
    await removeOwn(context)
    return undefined
  },
  renewRecoveryCodes: async (context) => ({ recoveryCodes: await renewOwnCodes(context) }),
  resetSecondFactor: async (context, { params }) => {
    await resetOf(context, params.personId)
    return undefined
  },
  freshen: async (context, { body, facts, answer }) => {
    const { token, expiresAt, freshUntil } = await freshenSession(context, body, facts.address)
    answer.session(token, expiresAt)
    return { freshUntil: freshUntil.toISOString() }
  },
  changePassword: async (context, { body, facts, answer }) => {
    const { token, expiresAt } = await changeOwnPassword(context, body, facts.address)
    answer.session(token, expiresAt)
    return undefined
  },
  changeOwnProfile: async (context, { body }) => {
    await changeProfile(context, body)
    return await describeSession(context)
  },
  askPasswordReset: async (context, { body, facts }) => {
    await askForReset(context, body.email, facts.address)
    return undefined
  },
  getPasswordReset: async (context, { facts }) => {
    await requireReset(context, facts.link ?? '', facts.address)
    return { open: true as const }
  },
  resetPassword: async (context, { body, facts }) => {
    await resetByLink(context, body, facts.address)
    return undefined
  },
  listSessions: async (context, { query }) => ({ items: await listSessions(context, query.personId) }),
  endSession: async (context, { params }) => {
    await endOneSession(context, params.sessionId)
    return undefined
  },
  endSessions: async (context, { query }) => {
    await endAllSessions(context, query.personId)
    return undefined
  },
  endEverybodysSessions: async (context, { query }) => await endEverybodysSessions(context, query),
  getSignInPolicy: async (context, { query }) => await readPolicy(context, query.organizationId),
  setSignInPolicy: async (context, { query, body }) =>
    await setPolicy(context, query.organizationId, body.secondFactor),
})
