import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  CallingFacts,
  Devices,
  ImportFacts,
  PackageFacts,
  PersonFacts,
  TechnicalFacts,
} from '../directory/UserParts.tsx'
import { userQuery } from '../directory/user.ts'
import { useCopy } from '../kit/Copy.tsx'
import { useFormat } from '../kit/format.ts'
import { UserState } from '../kit/UserState.tsx'
import { RecordPage } from './RecordPage.tsx'
import { useTicketOfUser } from './ticket.ts'

const page = getRouteApi('/signed-in/partner-side/helpdesk/users/$userId')

/** Everything about one user that a caller may ask for. */
export function UserPage(): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { userId } = page.useParams()
  const asked = useQuery(userQuery(userId))
  const ticket = useTicketOfUser()
  const [copied, copy] = useCopy(t('helpdesk.ticketCopied'))
  return (
    <RecordPage
      kind="user"
      of={asked}
      name={({ displayName }) => displayName}
      above={({ organizationId, organizationName }) => (
        <Link to="/helpdesk/customers/$orgId" params={{ orgId: organizationId }} className="link">
          {organizationName}
        </Link>
      )}
      beside={({ status, lastActivity }) => (
        <>
          <UserState status={status} />
          <span className="soft">
            {lastActivity
              ? t('directory.user.lastUsed', { time: format.relative(lastActivity) })
              : t('directory.user.neverActive')}
          </span>
        </>
      )}
      acts={(user) => (
        <>
          <Button
            renderRoot={(props) => (
              <Link
                to="/customers/$customerId/users/$userId"
                params={{ customerId: user.organizationId, userId }}
                {...props}
              />
            )}
          >
            {t('directory.user.openControlHub')}
          </Button>
          <Button variant="filled" onClick={() => copy(ticket(user))}>
            {copied ? t('common.copied') : t('helpdesk.copyTicket')}
          </Button>
        </>
      )}
    >
      {(user) => (
        <div className="board">
          <div className="stack">
            <div className="pair">
              <PackageFacts user={user} />
              <CallingFacts user={user} />
            </div>
            <Devices user={user} />
            <ImportFacts user={user} />
          </div>
          <div className="stack">
            <PersonFacts user={user} />
            <TechnicalFacts user={user} />
          </div>
        </div>
      )}
    </RecordPage>
  )
}
