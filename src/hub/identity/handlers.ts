import * as identityApi from '../../api/identity.ts'
import { Refusal } from '../../platform/errors.ts'
import { handle } from '../../platform/handlers.ts'
import { enter } from './second-step.ts'
import { describeOpened, describeSession } from './session-view.ts'
import { isSetupAwaited, isSetupOpen, setUpPartner } from './set-up.ts'
import { openSession, personByPassword } from './sign-in.ts'

export const identityHandlers = handle(
  identityApi,
  {
    signIn: async (context, { body, facts, answer }) => {
      const entered = await enter(context, await personByPassword(context, body, facts), facts)
      if ('pending' in entered) return { ...entered, expiresAt: entered.expiresAt.toISOString() }
      const opened = entered
      answer.session(opened.token, opened.expiresAt)
      return await describeOpened(context, opened)
    },
    getSession: async (context) => await describeSession(context),
    signOut: async (context, { answer }) => {
      answer.session(null)
      const { actor } = context
      if (actor.sessionId === null) return undefined
      await context.tx
        .updateTable('sessions')
        .set({ revoked_at: context.now })
        .where('partner_id', '=', actor.partnerId)
        .where('id', '=', actor.sessionId)
        .execute()
      await context.audit({ type: 'identity.signed_out', subject: { kind: 'session', id: actor.sessionId } })
      return undefined
    },
    getSetup: async (context, { facts }) => {
      if (facts.link === undefined) return { open: await isSetupAwaited(context) }
      if (!(await isSetupOpen(context, facts.link))) throw new Refusal('identity.setup_link_invalid')
      return { open: true }
    },
    setUp: async (context, { body, facts, answer }) => {
      const made = await setUpPartner(context, body)
      const opened = await openSession(context, made.partnerId, made.administratorId, facts, async () => {})
      answer.session(opened.token, opened.expiresAt)
      return await describeOpened(context, opened)
    },
  },
  ['createAccessToken', 'listRoles', 'getRole'],
)
