import { IconBuilding, IconDeviceLandlinePhone, IconMail, IconPhone, IconReceipt, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RecentLink } from '../kit/AppNav.tsx'
import { forgetRecent, useRecent } from '../kit/recent.ts'

const examples = [
  ['name', IconUser],
  ['email', IconMail],
  ['phone', IconPhone],
  ['device', IconDeviceLandlinePhone],
  ['customer', IconBuilding],
  ['order', IconReceipt],
] as const

/** Before anything is typed: what can be found, and what was opened last. `within`: the search is restricted to it. */
export function Start({ within }: { within: string | undefined }): ReactNode {
  const { t } = useTranslation()
  const recent = useRecent()
  return (
    <div className="start">
      <p className="start-title">{within ? t('helpdesk.searchIn', { name: within }) : t('helpdesk.heading')}</p>
      <p className="soft">{t('helpdesk.intro')}</p>
      <ul className="start-examples" aria-label={t('helpdesk.examples')}>
        {examples.map(([name, Icon]) => (
          <li key={name}>
            <Icon size={16} aria-hidden /> {t(`helpdesk.example.${name}`)}
          </li>
        ))}
      </ul>
      <div className="start-recent">
        <h2>{t('helpdesk.recent')}</h2>
        {recent.length === 0 ? (
          <p className="soft">{t('helpdesk.recentEmpty')}</p>
        ) : (
          <>
            <ul className="plain">
              {recent.map((record) => (
                <li key={record.id}>
                  <RecentLink record={record} />
                </li>
              ))}
            </ul>
            <button type="button" className="link" onClick={forgetRecent}>
              {t('helpdesk.clearRecent')}
            </button>
          </>
        )}
      </div>
    </div>
  )
}
