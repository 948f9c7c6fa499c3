import { Button } from '@mantine/core'
import { IconBuildingCommunity } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { actFor, actingFor } from './behalf.ts'

/** Stays as long as this tab acts for a sub-partner: whose customers one looks at is never in doubt. */
export function BehalfBanner(): ReactNode {
  const { t } = useTranslation()
  const behalf = actingFor()
  if (!behalf) return null
  return (
    <div className="behalf" role="status">
      <IconBuildingCommunity size={18} aria-hidden />
      <span className="grow">{t('partners.subPartners.acting', { name: behalf.name })}</span>
      <Button onClick={() => actFor(null)}>{t('partners.subPartners.leave')}</Button>
    </div>
  )
}
