import { IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { pendingQuery } from './grants.ts'
import { useSession } from './session.ts'

/** Shown on every page to whoever of the customer may answer, as long as a request waits. */
export function PendingBanner(): ReactNode {
  const session = useSession()
  const decides = session.organization && session.permissions.includes('access:decide')
  return decides && session.organization ? <Pending organizationId={session.organization.id} /> : null
}

function Pending({ organizationId }: { organizationId: string }): ReactNode {
  const { t } = useTranslation()
  const { data: waiting = [] } = useQuery(pendingQuery(organizationId))
  if (waiting.length === 0) return null
  return (
    <div className="behalf" role="status">
      <IconUserQuestion size={18} aria-hidden />
      <span className="grow">{t('access.pending.title', { count: waiting.length })}</span>
      <Link to="/customers/$customerId/access" params={{ customerId: organizationId }} className="button">
        {t('access.ledger.title')}
      </Link>
    </div>
  )
}
