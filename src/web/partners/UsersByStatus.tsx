import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '../../api/partners.ts'
import { useFormat } from '../kit/format.ts'
import { Panel } from '../kit/Panel.tsx'
import { isUserStatus, UserState } from '../kit/UserState.tsx'

/** How many users are in each state; each leads to the list of them. */
export function UsersByStatus({ customer }: { customer: CustomerDetail }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { users: total, usersApproximate } = customer
  const count = (users: number) =>
    usersApproximate ? (
      <span title={t('helpdesk.usersApproximate')}>≈&nbsp;{format.number(users)}</span>
    ) : (
      format.number(users)
    )
  return (
    <Panel title={t('partners.customer.usersByStatus')} note={count(total)}>
      {total === 0 ? <p className="soft">{t('partners.customer.usersEmpty')}</p> : null}
      <ul className="counts">
        {customer.usersByStatus.map(({ status, users }) => (
          <li key={status}>
            <Link
              to="/customers/$customerId/users"
              params={{ customerId: customer.id }}
              search={{ status }}
              className="count-line"
            >
              {isUserStatus(status) ? <UserState status={status} /> : status}
              <span className="strong">{count(users)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
