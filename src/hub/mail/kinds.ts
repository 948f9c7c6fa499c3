import { z } from 'zod'
import type { MailKind } from '../../api/mail.ts'

const hour = 3600
const day = 24 * hour
const Text = z.string().max(2000)
/** A moment: stored as ISO 8601, written in the reader's manner. */
const Moment = z.iso.datetime()

/**
 * What the sentences of each kind need, beside the partner and the recipient; names of roles are role keys. `usefulSeconds`: how
 * long the mail is worth sending, where the act does not say it. Kinds with a one-time link hold as long as the link.
 */
export const mailKinds = {
  invitation: { values: z.object({ role: Text, organization: Text }), usefulSeconds: 7 * day },
  password_reset: { values: z.object({}), usefulSeconds: hour },
  password_changed: { values: z.object({ at: Moment }), usefulSeconds: 3 * day },
  second_factor_changed: {
    values: z.object({ change: z.enum(['on', 'off', 'codes']), at: Moment }),
    usefulSeconds: 3 * day,
  },
  /** `browser` as a person would name it, as "Firefox on Windows". */
  sign_in_warning: { values: z.object({ browser: Text, at: Moment, address: Text }), usefulSeconds: 3 * day },
  role_changed: { values: z.object({ role: Text, organization: Text, by: Text }), usefulSeconds: 7 * day },
  access_requested: {
    values: z.object({
      agent: Text,
      /** The agent's company: the partner, or a sub-partner. */
      company: Text,
      organization: Text,
      reason: Text,
      scope: z.enum(['read', 'full']),
      /** Full access that changes no users, in restricted administrator mode. */
      withoutUsers: z.boolean().optional(),
      /** Of the access that is asked for. */
      minutes: z.number().int().positive(),
    }),
    usefulSeconds: hour,
  },
  access_decided: {
    values: z.discriminatedUnion('decision', [
      z.object({ decision: z.literal('granted'), organization: Text, by: Text, until: Moment }),
      z.object({ decision: z.literal('refused'), organization: Text, by: Text }),
    ]),
    usefulSeconds: day,
  },
  access_ended: {
    values: z.object({ agent: Text, organization: Text, endedBy: Text, at: Moment }),
    usefulSeconds: 3 * day,
  },
  /** `name` as its owner called it, and what it may. */
  token_made: { values: z.object({ name: Text, scopes: Text, at: Moment, until: Moment }), usefulSeconds: 3 * day },
  account_disabled: { values: z.object({ organization: Text, at: Moment }), usefulSeconds: 7 * day },
} as const satisfies Record<MailKind, { values: z.ZodType; usefulSeconds: number }>

export type MailValues<Kind extends MailKind> = z.input<(typeof mailKinds)[Kind]['values']>
