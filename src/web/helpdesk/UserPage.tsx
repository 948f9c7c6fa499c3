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
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { useFormat } from '../kit/format.ts'
import { Page, Skeletons } from '../kit/Page.tsx'
import { addRecent } from '../kit/recent.ts'
import { UserState } from '../kit/UserState.tsx'
import { useTicketOfUser } from './ticket.ts'

const page = getRouteApi('/signed-in/partner-side/helpdesk/users/$userId')

/** Everything about one user that a caller may ask for. */
export function UserPage(): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { userId } = page.useParams()
  const { data: user, error, refetch } = useQuery(userQuery(userId))
  const ticket = useTicketOfUser()
  const [copied, copy] = useCopy(t('helpdesk.ticketCopied'))
  useEffect(() => {
    if (user) addRecent({ kind: 'user', id: user.id, title: user.displayName })
  }, [user])
  const name = user?.displayName ?? t('lookup.kinds.user')
  return (
    <Page
      heading={name}
      title={`${name} · ${t('helpdesk.title')}`}
      wide
      above={
        user ? (
          <Link to="/helpdesk/customers/$orgId" params={{ orgId: user.organizationId }} className="link">
            {user.organizationName}
          </Link>
        ) : null
      }
      beside={
        user ? (
          <>
            <UserState status={user.status} />
            <span className="soft">
              {user.lastActivity
                ? t('directory.user.lastUsed', { time: format.relative(user.lastActivity) })
                : t('directory.user.neverActive')}
            </span>
          </>
        ) : null
      }
      acts={
        user ? (
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
        ) : null
      }
    >
      {error && !user ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!user && !error ? <Skeletons lines={10} /> : null}
      {user ? (
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
      ) : null}
    </Page>
  )
}
