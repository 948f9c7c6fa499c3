import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
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
import { DetailPage } from '../kit/DetailPage.tsx'
import { useFormat } from '../kit/format.ts'
import { addRecent } from '../kit/recent.ts'
import { BackTo } from '../kit/Shut.tsx'
import { UserState } from '../kit/UserState.tsx'
import { useTicketOfUser } from './ticket.ts'

const page = getRouteApi('/signed-in/partner-side/helpdesk/users/$userId')

/** Everything about one user that a caller may ask for. */
export function UserPage(): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { userId } = page.useParams()
  const asked = useQuery(userQuery(userId))
  const { data: user } = asked
  const ticket = useTicketOfUser()
  const [copied, copy] = useCopy(t('helpdesk.ticketCopied'))
  useEffect(() => {
    if (user) addRecent({ kind: 'user', id: user.id, title: user.displayName })
  }, [user])
  return (
    <DetailPage
      of={asked}
      thing="user"
      name={({ displayName }) => displayName}
      unnamed={t('lookup.kinds.user')}
      within={t('helpdesk.title')}
      back={<BackTo to="/helpdesk">{t('helpdesk.title')}</BackTo>}
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
    </DetailPage>
  )
}
