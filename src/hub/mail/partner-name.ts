import type { Context } from '../../platform/context.ts'

/** Whose mails these are: the name beside the sender's address and in the sentences. */
export async function partnerName(context: Context): Promise<string> {
  const { name } = await context.tx
    .selectFrom('partners')
    .select('name')
    .where('id', '=', context.actor.partnerId)
    .executeTakeFirstOrThrow()
  return name
}
