import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Door } from '../identity/Door.tsx'

const page = getRouteApi('/access-ended')

/** Where a tab lands whose access has ended: nothing of the organization is left on it. */
export function AccessEnded(): ReactNode {
  const { t } = useTranslation()
  const { customer } = page.useSearch()
  return (
    <Door heading={t('access.banner.endedTitle')} title={t('access.banner.endedTitle')}>
      <p>{t('access.banner.endedText')}</p>
      {/* Loaded anew: this tab is its own again. */}
      <a href={customer ? `/helpdesk/customers/${customer}` : '/helpdesk'} className="button">
        {t('access.banner.back')}
      </a>
    </Door>
  )
}
