import { useTranslation } from 'react-i18next'
import type { UserDetail } from '../../api/directory.ts'
import { uuidOf } from '../kit/uuid.ts'

/** The text that an agent pastes into a ticket: what identifies the user, and how things stand. Numbers as E.164. */
export function useTicketOfUser(): (user: UserDetail) => string {
  const { t } = useTranslation()
  return (user) => {
    const lines: [string, string | undefined][] = [
      [t('lookup.kinds.user'), user.displayName],
      [t('directory.user.email'), user.email],
      [t('directory.users.status'), t(`directory.status.${user.status}`)],
      [t('directory.user.organization'), user.organizationName],
      [t('directory.user.package'), user.package?.name ?? t('directory.users.noPackage')],
      [t('directory.user.licenses'), user.licenses.map(({ name }) => name).join(', ')],
      [t('directory.user.numbers'), user.numbers.map(({ e164 }) => e164).join(', ')],
      [t('directory.user.extension'), user.extension],
      [t('directory.user.location'), user.location],
      [
        t('directory.user.devices'),
        user.devices
          .map((device) =>
            [device.displayName, device.mac, t(`directory.connection.${device.connectionStatus}`)]
              .filter(Boolean)
              .join(', '),
          )
          .join('; '),
      ],
      [t('directory.user.uuid'), uuidOf(user.id)],
      [t('directory.user.organizationId'), uuidOf(user.organizationId)],
      ['URL', `${location.origin}/helpdesk/users/${user.id}`],
    ]
    return lines.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])).join('\n')
  }
}
