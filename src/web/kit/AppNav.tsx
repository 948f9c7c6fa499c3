import { IconChevronLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { roleInCustomer } from '../../api/permissions.ts'
import { CustomerState } from './CustomerState.tsx'
import { customerQuery } from './customer.ts'
import { customerPlaces, type Place, partnerPlaces } from './places.ts'
import { type RecentRecord, useRecent } from './recent.ts'
import { roleOfName, useRoleName } from './role.ts'
import { isShut } from './Shut.tsx'
import { useMay, useSession } from './session.ts'

/** Inside a customer its own pages, with its name, state and the way back always in sight; else the partner's pages. */
export function AppNav({ onGo }: { onGo?: () => void }): ReactNode {
  const session = useSession()
  const params = useParams({ strict: false })
  // A customer's own administrator stays in the own customer, whatever the address says.
  const customerId = session.organization?.id ?? params.customerId
  return customerId ? <CustomerNav customerId={customerId} onGo={onGo} /> : <PartnerNav onGo={onGo} />
}

function PartnerNav({ onGo }: { onGo: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  const maySearch = useMay('lookup:search')
  const recent = useRecent()
  return (
    <>
      <ul>
        {partnerPlaces(session).map((place) => (
          <PlaceLink key={place.id} place={place} onGo={onGo} />
        ))}
      </ul>
      {maySearch && recent.length > 0 ? (
        <>
          <p className="nav-title">{t('shell.recent')}</p>
          <ul>
            {recent.slice(0, 6).map((record) => (
              <li key={record.id}>
                <RecentLink record={record} onGo={onGo} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

export function RecentLink({ record, onGo }: { record: RecentRecord; onGo?: (() => void) | undefined }): ReactNode {
  const shared = {
    className: 'nav-link nav-quiet',
    ...(onGo ? { onClick: onGo } : {}),
    children: <span className="clip">{record.title}</span>,
  }
  if (record.kind === 'user') return <Link to="/helpdesk/users/$userId" params={{ userId: record.id }} {...shared} />
  if (record.kind === 'device')
    return <Link to="/helpdesk/devices/$deviceId" params={{ deviceId: record.id }} {...shared} />
  return <Link to="/helpdesk/customers/$orgId" params={{ orgId: record.id }} {...shared} />
}

function CustomerNav({ customerId, onGo }: { customerId: string; onGo: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  const roleName = useRoleName()
  const { data: customer, error } = useQuery(customerQuery(customerId))
  if (isShut(error) && !session.organization) return <PartnerNav onGo={onGo} />
  const name = customer?.name ?? session.organization?.name
  const own = session.organization ? undefined : roleOfName(session.person.roleName)
  const here = own && roleInCustomer(own)
  return (
    <>
      {session.organization ? null : (
        <Link to="/customers" className="nav-link nav-back" onClick={onGo}>
          <span>
            <IconChevronLeft size={16} aria-hidden /> {t('shell.allCustomers')}
          </span>
        </Link>
      )}
      <div className="nav-customer">
        <p className="nav-customer-name">{name ?? <span className="skeleton-text" />}</p>
        {customer ? <CustomerState status={customer.status} /> : <span className="skeleton-text" />}
        {here ? <p className="soft small">{t('partners.launched.here', { role: roleName(here) })}</p> : null}
      </div>
      <ul>
        {customerPlaces(session, customerId).map((place) => (
          <PlaceLink key={place.id} place={place} onGo={onGo} />
        ))}
      </ul>
    </>
  )
}

function PlaceLink({ place, onGo }: { place: Place; onGo: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation()
  return (
    <li>
      <Link
        to={place.to}
        className="nav-link"
        activeProps={{ className: 'nav-link nav-on' }}
        activeOptions={{ exact: place.exact === true, includeSearch: false }}
        onClick={onGo}
      >
        {t(`shell.${place.id}`)}
      </Link>
    </li>
  )
}
