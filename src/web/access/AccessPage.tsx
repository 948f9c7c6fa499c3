import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../api/access.ts'
import { useLengths, useSecondsLeft } from '../kit/countdown.ts'
import { customerQuery } from '../kit/customer.ts'
import { pendingQuery } from '../kit/grants.ts'
import { Page } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { isShut, ShutCustomer } from '../kit/Shut.tsx'
import { useMay } from '../kit/session.ts'
import { Decide } from './GrantActs.tsx'
import { Ledger } from './Ledger.tsx'

const inside = getRouteApi('/signed-in/customers/$customerId/access')
const fromHelpDesk = getRouteApi('/signed-in/partner-side/helpdesk/customers/$orgId/access')

/** The customer's own page: what waits for an answer, then the ledger. */
export function AccessPage(): ReactNode {
  const { customerId } = inside.useParams()
  return <AccessOf customerId={customerId} />
}

/** The same for agents, who have no Control Hub of the customer. */
export function HelpDeskAccessPage(): ReactNode {
  const { orgId } = fromHelpDesk.useParams()
  return <AccessOf customerId={orgId} fromHelpDesk />
}

function AccessOf({ customerId, fromHelpDesk: agent }: { customerId: string; fromHelpDesk?: boolean }): ReactNode {
  const { t } = useTranslation()
  const { data: customer, error } = useQuery(customerQuery(customerId))
  const decides = useMay('access:decide')
  if (isShut(error)) return <ShutCustomer error={error} />
  const title = t('access.ledger.heading')
  return (
    <Page
      heading={title}
      title={customer ? `${title} · ${customer.name}` : title}
      wide
      above={
        agent ? (
          <Link to="/helpdesk/customers/$orgId" params={{ orgId: customerId }} className="link">
            {customer?.name ?? t('lookup.kinds.organization')}
          </Link>
        ) : null
      }
      below={<p className="soft">{t('access.ledger.text')}</p>}
    >
      {decides ? <Waiting customerId={customerId} /> : null}
      <Ledger customerId={customerId} />
    </Page>
  )
}

function Waiting({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation()
  const { data: waiting = [], dataUpdatedAt } = useQuery(pendingQuery(customerId))
  if (waiting.length === 0) return null
  return (
    <Panel title={t('access.pending.title', { count: waiting.length })}>
      <ul className="requests">
        {waiting.map((grant) => (
          <Request key={grant.id} grant={grant} answeredAt={dataUpdatedAt} />
        ))}
      </ul>
    </Panel>
  )
}

function Request({ grant, answeredAt }: { grant: Grant; answeredAt: number }): ReactNode {
  const { t } = useTranslation()
  const { clock, length } = useLengths()
  const left = useSecondsLeft(grant.secondsLeft, answeredAt)
  return (
    <li className="request">
      <div className="grow">
        <p>
          <b>
            {t('access.pending.asks', {
              name: grant.person.displayName,
              time: length(grant.minutes),
              scope: t(`access.scopes.${grant.scope}`),
            })}
          </b>
        </p>
        <p className="request-reason">{grant.reason}</p>
        {grant.withoutUsers ? <p className="soft">{t('access.withoutUsers')}</p> : null}
        <p className="faint">
          {grant.person.email} · {t('access.left', { time: clock(left) })}
        </p>
      </div>
      <span className="grant-acts">
        <Decide grant={grant} />
      </span>
    </li>
  )
}
