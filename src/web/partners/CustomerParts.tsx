import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '../../api/partners.ts'
import { CopyIcon } from '../kit/Copy.tsx'
import { Facts } from '../kit/Facts.tsx'
import { useFormat } from '../kit/format.ts'
import { Panel, SmallTable } from '../kit/Panel.tsx'
import { useRoleName } from '../kit/role.ts'
import { SeatBar } from '../kit/SeatBar.tsx'
import { StateDot, type Tone } from '../kit/StateDot.tsx'
import { Time } from '../kit/Time.tsx'
import { uuidOf } from '../kit/uuid.ts'

// The parts of a customer that overview, pane and Help Desk put together, each in its own order.

type Part = { customer: CustomerDetail }

export function AboutCustomer({ customer }: Part): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const digits = customer.extensionDigits
  return (
    <Panel title={t('partners.customer.facts')}>
      <Facts
        facts={[
          { label: t('partners.customer.created'), value: <Time at={customer.created} focusable /> },
          { label: t('partners.customer.country'), value: format.country(customer.country) },
          { label: t('partners.customer.region'), value: customer.region, optional: true },
          { label: t('partners.customer.language'), value: format.language(customer.language) },
          {
            label: t('partners.customer.primaryEmail'),
            value: customer.primaryEmail,
            copy: customer.primaryEmail,
            optional: true,
          },
          {
            label: t('partners.customer.extensionDigits'),
            value: digits === undefined ? undefined : t('partners.customer.digits', { count: digits }),
            optional: true,
          },
          {
            label: t('partners.customer.externalId'),
            value: customer.externalId,
            copy: customer.externalId,
            mono: true,
            optional: true,
          },
          { label: t('partners.customer.id'), value: uuidOf(customer.id), copy: uuidOf(customer.id), mono: true },
        ]}
      />
    </Panel>
  )
}

export function Packages({ customer }: Part): ReactNode {
  const { t } = useTranslation()
  const groups = [
    { title: t('partners.customer.packages'), kind: 'package' },
    { title: t('partners.customer.addOns'), kind: 'add_on' },
    { title: t('partners.customer.baseLicenses'), kind: 'base' },
  ] as const
  return (
    <Panel title={t('partners.customer.packages')}>
      {customer.packages.length === 0 ? <p className="soft">{t('partners.customer.packagesEmpty')}</p> : null}
      {groups.map(({ title, kind }) => {
        const held = customer.packages.filter((one) => one.kind === kind)
        if (held.length === 0) return null
        return (
          <div key={kind} className="seat-group">
            {kind === 'package' ? null : <h3>{title}</h3>}
            <ul className="seats">
              {held.map((one) => (
                <Seats key={one.id} name={one.name} used={one.used} limit={one.limit} />
              ))}
            </ul>
          </div>
        )
      })}
    </Panel>
  )
}

function Seats({ name, used, limit }: { name: string; used: number; limit: number | undefined }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const left = limit === undefined ? undefined : limit - used
  // A tenth or fewer seats left is worth a word before an import runs into it.
  const tight = limit !== undefined && left !== undefined && left * 10 <= limit
  return (
    <li className="seat">
      <span className="seat-line">
        <span>{name}</span>
        <span className={tight ? 'amber' : 'soft'}>
          {limit === undefined
            ? t('packages.usedUnlimited', { used: format.number(used) })
            : t('packages.ofLimit', { used: format.number(used), limit: format.number(limit) })}
          {tight && left !== undefined
            ? ` · ${left <= 0 ? t('packages.full') : t('packages.left', { count: left })}`
            : ''}
        </span>
      </span>
      {limit === undefined ? null : <SeatBar before={used} limit={limit} />}
    </li>
  )
}

import { orderRowId, useOrderStatus } from './order-status.ts'

export function Sites({ customer }: Part): ReactNode {
  const { t } = useTranslation()
  const label = t('partners.customer.sites')
  return (
    <Panel title={label} note={customer.sites.length} flush>
      <SmallTable
        label={label}
        empty={t('partners.customer.sitesEmpty')}
        heads={[t('partners.customer.site'), t('partners.customer.created')]}
        rows={customer.sites.map((site) => ({
          key: site.id,
          cells: [
            <Copied key="host" value={site.host} label={t('partners.customer.site')} />,
            <Time key="at" at={site.created} />,
          ],
        }))}
      />
    </Panel>
  )
}

const domainTones: Record<CustomerDetail['domains'][number]['status'], Tone> = {
  pending: 'wait',
  verified: 'good',
  claimed: 'good',
}

export function Domains({ customer }: Part): ReactNode {
  const { t } = useTranslation()
  const label = t('partners.customer.domains')
  return (
    <Panel title={label} note={customer.domains.length} flush>
      <SmallTable
        label={label}
        empty={t('partners.customer.domainsEmpty')}
        heads={[t('partners.customer.domain'), t('partners.customer.status')]}
        rows={customer.domains.map((domain) => ({
          key: domain.id,
          cells: [
            <Copied key="domain" value={domain.domain} label={t('partners.customer.domain')} />,
            <StateDot key="state" tone={domainTones[domain.status]}>
              {t(`partners.domainStatus.${domain.status}`)}
            </StateDot>,
          ],
        }))}
      />
    </Panel>
  )
}

const subscriptionTones: Record<CustomerDetail['subscriptions'][number]['status'], Tone> = {
  active: 'good',
  trial: 'info',
  canceled: 'off',
}

export function Subscriptions({ customer }: Part): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const label = t('partners.customer.subscriptions')
  return (
    <Panel title={label} note={customer.subscriptions.length} flush>
      <SmallTable
        label={label}
        empty={t('partners.customer.subscriptionsEmpty')}
        heads={[
          t('partners.customer.subscription'),
          t('partners.customer.offer'),
          t('partners.customer.status'),
          t('partners.customer.starts'),
          t('partners.customer.ends'),
        ]}
        rows={customer.subscriptions.map((one) => ({
          key: one.id,
          cells: [
            <Copied key="reference" value={one.reference} label={t('partners.customer.subscription')} />,
            one.offer,
            <StateDot key="state" tone={subscriptionTones[one.status]}>
              {t(`partners.subscriptionStatus.${one.status}`)}
            </StateDot>,
            format.date(one.starts),
            one.ends ? format.date(one.ends) : t('common.none'),
          ],
        }))}
      />
    </Panel>
  )
}

export function Orders({ customer }: Part): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const label = t('partners.customer.orders')
  const statusOf = useOrderStatus()
  const marked = useLocation({ select: ({ hash }) => hash })
  return (
    <Panel title={label} note={customer.orders.length} flush>
      <SmallTable
        label={label}
        empty={t('partners.customer.ordersEmpty')}
        heads={[t('partners.customer.order'), t('partners.customer.status'), t('partners.customer.ordered')]}
        marked={marked}
        rows={customer.orders.map((order) => ({
          key: orderRowId(order.id),
          cells: [
            <Copied key="number" value={order.number} label={t('partners.customer.order')} />,
            statusOf(order.status),
            format.date(order.ordered),
          ],
        }))}
      />
    </Panel>
  )
}

export function Locations({ customer }: Part): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const label = t('partners.customer.locations')
  return (
    <Panel title={label} note={customer.locations.length} flush>
      <SmallTable
        label={label}
        empty={t('partners.customer.locationsEmpty')}
        heads={[t('partners.customer.location'), t('partners.customer.country'), t('partners.customer.timeZone')]}
        rows={customer.locations.map((one) => ({
          key: one.id,
          cells: [one.name, format.country(one.country), one.timeZone],
        }))}
      />
    </Panel>
  )
}

export function Administrators({ customer }: Part): ReactNode {
  const roleName = useRoleName()
  const { t } = useTranslation()
  const label = t('partners.customer.administrators')
  return (
    <Panel title={label} note={customer.administrators.length} flush>
      <SmallTable
        label={label}
        empty={t('partners.customer.administratorsEmpty')}
        heads={[
          t('partners.customer.administrator'),
          t('partners.customer.email'),
          t('partners.customer.role'),
          t('partners.customer.lastSignIn'),
        ]}
        rows={customer.administrators.map((one) => ({
          key: one.id,
          cells: [
            one.displayName,
            <Copied key="email" value={one.email} label={t('partners.customer.email')} />,
            roleName(one.role),
            one.lastSignIn ? (
              <Time key="at" at={one.lastSignIn} />
            ) : (
              <span key="at" className="faint">
                {t('common.never')}
              </span>
            ),
          ],
        }))}
      />
    </Panel>
  )
}

function Copied({ value, label }: { value: string; label: string }): ReactNode {
  return (
    <span className="copied">
      {value}
      <CopyIcon value={value} label={label} />
    </span>
  )
}
