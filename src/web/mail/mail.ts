import { queryOptions } from '@tanstack/react-query'
import type { MailKind } from '../../api/mail.ts'
import { getMail, getMailSettings } from '../kit/calls.ts'
import { client } from '../kit/client.ts'

const kinds: Record<MailKind, true> = {
  invitation: true,
  password_reset: true,
  password_changed: true,
  second_factor_changed: true,
  sign_in_warning: true,
  role_changed: true,
  access_requested: true,
  access_decided: true,
  access_ended: true,
  account_disabled: true,
  token_made: true,
}

export const mailKinds = Object.keys(kinds).filter(isMailKind)

export function isMailKind(text: string): text is MailKind {
  return Object.hasOwn(kinds, text)
}

/** Asked for again while the mail is on its way, so that its end is seen without doing anything. */
export function mailQuery(mailId: string) {
  return queryOptions({
    queryKey: ['mails', 'one', mailId],
    queryFn: async ({ signal }) => (await client.call(getMail, { params: { mailId } }, { signal })).data,
    refetchInterval: ({ state }) => (state.data && ['queued', 'delayed'].includes(state.data.state) ? 2000 : false),
  })
}

export const mailSettingsQuery = queryOptions({
  queryKey: ['mails', 'settings'],
  queryFn: async ({ signal }) => (await client.call(getMailSettings, {}, { signal })).data,
})
