import type { Context } from '../../platform/context.ts'
import type { RequestFacts } from '../../platform/handlers.ts'
import { isAddress, sendMail } from '../mail/index.ts'
import { deviceInWords, deviceKey } from './devices-in-words.ts'
import { languageOf } from './profile.ts'
import type { Person } from './second-factor.ts'

/**
 * Tells a person by mail of a sign-in that looks new: no session of the account that is still kept (those of about a month) came from the
 * same address with the same browser and system. The first sign-in of an account is nobody else's, and is not told. Remembered are the sessions
 * themselves and no cookie: whoever clears cookies is not told each time, and nothing more is kept about anybody.
 */
export async function warnOfNewDevice(
  context: Context,
  person: Person,
  sessionId: string,
  facts: RequestFacts,
): Promise<void> {
  const { tx, now } = context
  const account = await tx
    .selectFrom('administrators')
    .select(['email', 'display_name', 'language', 'org_id', 'last_sign_in_at'])
    .where('partner_id', '=', person.partnerId)
    .where('id', '=', person.id)
    .executeTakeFirst()
  if (!account || account.last_sign_in_at === null) return
  // Accounts of before may have an address that no mail goes to: a warning never stops the sign-in.
  if (!isAddress(account.email)) return
  const earlier = await tx
    .selectFrom('sessions')
    .select('user_agent')
    .distinct()
    .where('partner_id', '=', person.partnerId)
    .where('principal_id', '=', person.id)
    .where('kind', '=', 'session')
    .where('address', '=', facts.address)
    .where('id', '<>', sessionId)
    .limit(200)
    .execute()
  const device = deviceKey(facts.userAgent)
  if (earlier.some(({ user_agent }) => deviceKey(user_agent) === device)) return
  const language = languageOf(account)
  await sendMail(context, {
    kind: 'sign_in_warning',
    to: { email: account.email, name: account.display_name, language },
    organizationId: account.org_id,
    values: {
      browser: deviceInWords(language ?? context.language, facts.userAgent),
      at: now.toISOString(),
      address: facts.address,
    },
    link: '/account',
  })
}
