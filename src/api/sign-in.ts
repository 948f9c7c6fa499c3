import { z } from 'zod'
import { Flag, ListOf, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Session } from './identity.ts'
import { Id } from './ids.ts'
import { PersonName } from './invisible.ts'

const Password = z.string().max(1024)
/** Six digits of the app, or a recovery code; spaces and hyphens do not matter. */
const Code = z.string().min(1).max(60)
const Pending = z.string().min(1).max(200)

export const confirmSignIn = endpoint({
  method: 'POST',
  path: '/v1/session/second-step',
  summary: 'The second step of a sign-in: the code of the app or a recovery code. The answer sets the session cookie.',
  needs: 'anyone',
  body: z.object({ pending: Pending, code: Code }),
  reply: Session,
  transaction: 'own',
  refuses: ['identity.sign_in_lapsed', 'identity.wrong_code', 'identity.too_many_attempts'],
})

export const Enrolment = z.object({
  /** Base32, to be typed where no picture can be read. */
  secret: z.string(),
  /** otpauth://, for the picture. */
  uri: z.string(),
})
export type Enrolment = z.infer<typeof Enrolment>

const Codes = z.object({
  /** Shown this once. Each works once in the place of the app's code. */
  recoveryCodes: z.array(z.string()),
})

export const beginEnrolment = endpoint({
  method: 'POST',
  path: '/v1/session/enrolment',
  summary: 'Where a sign-in leads to enrolment: a new secret for the authenticator app.',
  needs: 'anyone',
  body: z.object({ pending: Pending }),
  reply: Enrolment,
  transaction: 'own',
  refuses: ['identity.sign_in_lapsed'],
})

export const finishEnrolment = endpoint({
  method: 'POST',
  path: '/v1/session/enrolment/confirm',
  summary: 'Shows by a code that the app works. The answer sets the session cookie and has the recovery codes.',
  needs: 'anyone',
  body: z.object({ pending: Pending, code: Code }),
  reply: Codes.extend({ session: Session }),
  transaction: 'own',
  refuses: [
    'identity.sign_in_lapsed',
    'identity.wrong_code',
    'identity.too_many_attempts',
    'identity.second_factor_not_begun',
  ],
})

export const SignInWays = z.object({
  /** When the second factor was switched on; left out where it is off. */
  secondFactor: Time.optional(),
  recoveryCodesLeft: z.number().int(),
  policy: z.enum(['optional', 'required']),
})
export type SignInWays = z.infer<typeof SignInWays>

export const getSignInWays = endpoint({
  method: 'GET',
  path: '/v1/session/ways',
  summary: 'The own ways to sign in, and whether a second factor is required.',
  needs: 'signed-in',
  notInSession: 'any',
  reply: SignInWays,
  refuses: ['identity.session_needed'],
})

export const beginSecondFactor = endpoint({
  method: 'POST',
  path: '/v1/session/second-factor',
  summary: 'A new secret for the own authenticator app. It counts once a code has confirmed it.',
  needs: 'signed-in',
  notInSession: 'any',
  reply: Enrolment,
  refuses: ['identity.fresh_sign_in_needed', 'identity.session_needed'],
})

export const confirmSecondFactor = endpoint({
  method: 'POST',
  path: '/v1/session/second-factor/confirm',
  summary:
    'Switches the second factor on, or over to a new app. Other sessions end; the answer has new recovery codes.',
  needs: 'signed-in',
  notInSession: 'any',
  body: z.object({ code: Code }),
  reply: Codes,
  transaction: 'own',
  refuses: [
    'identity.fresh_sign_in_needed',
    'identity.session_needed',
    'identity.wrong_code',
    'identity.too_many_attempts',
    'identity.second_factor_not_begun',
  ],
})

export const removeSecondFactor = endpoint({
  method: 'DELETE',
  path: '/v1/session/second-factor',
  summary: 'Switches the own second factor off.',
  needs: 'signed-in',
  notInSession: 'any',
  status: 204,
  refuses: [
    'identity.fresh_sign_in_needed',
    'identity.session_needed',
    'identity.second_factor_off',
    'identity.second_factor_required',
  ],
})

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/v1/session/recovery-codes',
  summary: 'Ten new recovery codes; the old ones are void.',
  needs: 'signed-in',
  notInSession: 'any',
  reply: Codes,
  refuses: ['identity.fresh_sign_in_needed', 'identity.session_needed', 'identity.second_factor_off'],
})

export const resetSecondFactor = endpoint({
  method: 'DELETE',
  path: '/v1/administrators/:personId/second-factor',
  summary: 'Takes the second factor from somebody who has lost it, and ends the sessions of that person.',
  needs: 'identity:assign_customer',
  notInSession: 'any',
  params: z.object({ personId: Id('PEOPLE') }),
  status: 204,
  refuses: [
    'identity.account_not_found',
    'identity.second_factor_off',
    'identity.fresh_sign_in_needed',
    'identity.session_needed',
  ],
})

export const freshen = endpoint({
  method: 'POST',
  path: '/v1/session/fresh',
  summary:
    'Proves again who is there: by the code where a second factor is on, else by the password. The session gets a new token.',
  needs: 'signed-in',
  body: z.object({ password: Password.optional(), code: Code.optional() }),
  reply: z.object({ freshUntil: Time }),
  transaction: 'own',
  refuses: [
    'identity.session_needed',
    'identity.wrong_password',
    'identity.wrong_code',
    'identity.code_needed',
    'identity.too_many_attempts',
  ],
})

export const changePassword = endpoint({
  method: 'PUT',
  path: '/v1/session/password',
  summary:
    'A new password for oneself. The session gets a new token, and the other sessions end unless they are to stay.',
  needs: 'signed-in',
  notInSession: 'any',
  body: z.object({ currentPassword: Password, newPassword: Password, endOthers: z.boolean().default(true) }),
  status: 204,
  transaction: 'own',
  refuses: [
    'identity.session_needed',
    'identity.wrong_password',
    'identity.password_too_short',
    'identity.password_common',
    'identity.too_many_attempts',
  ],
})

export const changeOwnProfile = endpoint({
  method: 'PATCH',
  path: '/v1/session/person',
  summary: 'The own name and language.',
  needs: 'signed-in',
  notInSession: 'any',
  body: z.object({
    firstName: PersonName.optional(),
    lastName: PersonName.optional(),
    language: z.enum(['en', 'nl', 'pt-BR', 'fi', 'da']).optional(),
  }),
  reply: Session,
  refuses: ['identity.session_needed', 'common.forbidden'],
})

export const askPasswordReset = endpoint({
  method: 'POST',
  path: '/v1/password-reset',
  summary: 'Has a link for a new password mailed. The answer is the same whether or not there is such an account.',
  needs: 'anyone',
  body: z.object({ email: z.string().min(1).max(320) }),
  status: 202,
  transaction: 'own',
  refuses: ['identity.too_many_attempts'],
})

const ResetToken = z.string().min(1).max(200)

export const getPasswordReset = endpoint({
  method: 'GET',
  path: '/v1/password-reset',
  summary: 'Whether a link for a new password still holds.',
  needs: 'anyone',
  link: true,
  reply: z.object({ open: z.literal(true) }),
  transaction: 'own',
  refuses: ['identity.reset_link_invalid', 'identity.too_many_attempts'],
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/v1/password-reset/complete',
  summary:
    'Sets a new password by a mailed link, once, and ends all sessions. A second factor is still asked for at sign-in.',
  needs: 'anyone',
  body: z.object({ token: ResetToken, password: Password }),
  status: 204,
  transaction: 'own',
  refuses: [
    'identity.reset_link_invalid',
    'identity.too_many_attempts',
    'identity.password_too_short',
    'identity.password_common',
  ],
})

export const SessionItem = z.object({
  id: z.string(),
  /** As a person would name it, as "Firefox on Windows". */
  device: z.string(),
  address: z.string().optional(),
  created: Time,
  lastSeen: Time,
  expires: Time,
  current: z.boolean(),
})
export type SessionItem = z.infer<typeof SessionItem>

const OfPerson = z.object({
  /** Of somebody else: for those who administer this person. */
  personId: Id('PEOPLE').optional(),
})

export const listSessions = endpoint({
  method: 'GET',
  path: '/v1/sessions',
  summary: 'Where one is signed in, the newest first; or where a person is whom one administers.',
  needs: 'signed-in',
  notInSession: 'any',
  query: OfPerson,
  reply: ListOf(SessionItem),
  refuses: ['identity.session_needed', 'identity.account_not_found'],
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/v1/sessions/:sessionId',
  summary: 'Ends one session, the own or of a person whom one administers.',
  needs: 'signed-in',
  notInSession: 'any',
  params: z.object({ sessionId: Id('SESSION') }),
  status: 204,
  refuses: ['identity.session_not_found', 'identity.session_needed', 'identity.fresh_sign_in_needed'],
})

export const endSessions = endpoint({
  method: 'DELETE',
  path: '/v1/sessions',
  summary: 'Ends all own sessions but this one; or all of a person whom one administers.',
  needs: 'signed-in',
  notInSession: 'any',
  query: OfPerson,
  status: 204,
  refuses: ['identity.session_needed', 'identity.account_not_found', 'identity.fresh_sign_in_needed'],
})

export const SignInPolicy = z.object({
  secondFactor: z.enum(['optional', 'required']),
  /** People it holds for, and how many of them have a second factor. */
  people: z.number().int(),
  enrolled: z.number().int(),
})
export type SignInPolicy = z.infer<typeof SignInPolicy>

const OfOrganization = z.object({
  /** Left out: the partner's own people; for a customer's administrator its own organization. */
  organizationId: Id('ORGANIZATION').optional(),
})

export const endEverybodysSessions = endpoint({
  method: 'DELETE',
  path: '/v1/sessions/everybody',
  summary: `Ends the sessions and personal tokens of all administrators of the partner, or of one customer, but the session that asks. Nobody's password changes, and service apps go on.`,
  needs: 'identity:policy',
  notInSession: 'any',
  query: OfOrganization.extend({
    /** The administrators of all customers as well; only where no customer is named, and for the partner's people alone. */
    customers: Flag.optional(),
  }),
  status: 200,
  /** Sessions and tokens that ended, and of how many people. */
  reply: z.object({ ended: z.number().int(), people: z.number().int() }),
  refuses: [
    'partners.customer_not_found',
    'common.forbidden',
    'identity.session_needed',
    'identity.fresh_sign_in_needed',
  ],
})

export const getSignInPolicy = endpoint({
  method: 'GET',
  path: '/v1/sign-in-policy',
  summary: 'Whether the administrators of the partner, or of one customer, need a second factor.',
  needs: 'identity:policy',
  notInSession: 'any',
  query: OfOrganization,
  reply: SignInPolicy,
  refuses: ['partners.customer_not_found'],
})

export const setSignInPolicy = endpoint({
  method: 'PUT',
  path: '/v1/sign-in-policy',
  summary: 'Requires a second factor, or leaves it to each. Requiring it ends the sessions of those who have none.',
  needs: 'identity:policy',
  notInSession: 'any',
  query: OfOrganization,
  body: z.object({ secondFactor: z.enum(['optional', 'required']) }),
  reply: SignInPolicy,
  refuses: [
    'partners.customer_not_found',
    'identity.session_needed',
    'identity.fresh_sign_in_needed',
    'identity.second_factor_first',
  ],
})
