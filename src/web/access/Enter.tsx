import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../api/access.ts'
import { enterOrganization } from '../kit/entered.ts'

/** The way into the customer's organization, for whoever has the access and while it runs. */
export function Enter({ grant }: { grant: Grant }): ReactNode {
  const { t } = useTranslation()
  if (!grant.can.enter) return null
  return (
    <Button
      variant="filled"
      onClick={() => enterOrganization({ grantId: grant.id, organizationId: grant.organizationId })}
    >
      {t('access.ledger.enter')}
    </Button>
  )
}
