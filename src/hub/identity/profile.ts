import { isLanguage, type Language } from '../../phrases/languages.ts'
import type { Context } from '../../platform/context.ts'
import { requireSession } from '../../platform/fresh-sign-in.ts'

/** The account's own name and language. A person who is also a user of the directory keeps the name there, which others manage. */
export async function changeProfile(
  context: Context,
  given: { firstName?: string | undefined; lastName?: string | undefined; language?: string | undefined },
): Promise<void> {
  requireSession(context)
  const { actor, tx } = context
  const old = await tx
    .selectFrom('administrators')
    .select(['first_name', 'last_name', 'language'])
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const first_name = given.firstName ?? old.first_name
  const last_name = given.lastName ?? old.last_name
  const named = given.firstName !== undefined || given.lastName !== undefined
  await tx
    .updateTable('administrators')
    .set({
      first_name,
      last_name,
      ...(named ? { display_name: `${first_name} ${last_name}`.trim() } : {}),
      language: given.language ?? old.language,
    })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', actor.id)
    .execute()
  await context.audit({
    type: 'identity.profile_changed',
    subject: { kind: 'administrator', id: actor.id },
    before: { firstName: old.first_name, lastName: old.last_name, language: old.language },
    after: { firstName: first_name, lastName: last_name, language: given.language ?? old.language },
  })
}

/** The language that somebody chose to be written to in; null where none was chosen. */
export function languageOf(person: { language: string | null }): Language | null {
  return person.language !== null && isLanguage(person.language) ? person.language : null
}
