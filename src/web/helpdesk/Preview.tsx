import { Button, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../api/lookup.ts'
import { DeviceState } from '../directory/DeviceState.tsx'
import { devicePreviewQuery } from '../directory/device.ts'
import { userPreviewQuery } from '../directory/user.ts'
import { CopyIcon } from '../kit/Copy.tsx'
import { CustomerState } from '../kit/CustomerState.tsx'
import { customerPreviewQuery } from '../kit/customer.ts'
import { type Fact, Facts } from '../kit/Facts.tsx'
import { useFormat } from '../kit/format.ts'
import { Skeletons } from '../kit/Page.tsx'
import { Phone } from '../kit/Phone.tsx'
import { Time } from '../kit/Time.tsx'
import { UserState } from '../kit/UserState.tsx'

/** Nobody chose the first result of what is still being typed: it is looked at when it stays. One that was gone to is, when the arrows rest. */
const staysMs = { first: 2_000, chosen: 400 }

/**
 * The most important of the chosen result. The hub hands over no more than what is looked at, and tells the audit what it handed over; what the
 * result itself says stands here at once.
 */
export function Preview({ item, first }: { item: SearchItem; first: boolean }): ReactNode {
  const { t } = useTranslation()
  const rested = useRested(item, first ? staysMs.first : staysMs.chosen)
  return (
    <div className="preview-inside">
      <p className="soft small">
        {item.kind === 'organization' ? t('lookup.kinds.organization') : item.organizationName}
      </p>
      <h2 className="preview-title">{item.title}</h2>
      {rested === thing(item) ? (
        <Body item={item} />
      ) : (
        <>
          <p className="soft">{item.subtitle}</p>
          <Skeletons lines={5} height={28} />
        </>
      )}
    </div>
  )
}

function Body({ item }: { item: SearchItem }): ReactNode {
  if (item.kind === 'user') return <UserPreview id={item.id} />
  if (item.kind === 'device') return <DevicePreview id={item.id} />
  return <CustomerPreview id={item.organizationId} order={item.kind === 'order' ? item.title : undefined} />
}

function UserPreview({ id }: { id: string }): ReactNode {
  const { t } = useTranslation()
  const { data: user } = useQuery(userPreviewQuery(id))
  if (!user) return <Skeletons lines={5} height={28} />
  return (
    <>
      <p className="preview-state">
        <UserState status={user.status} />
        <span className="soft">
          {' '}
          · {user.lastActivity ? <LastUsed at={user.lastActivity} /> : t('directory.user.neverActive')}
        </span>
      </p>
      <p>
        <Button
          variant="filled"
          renderRoot={(props) => <Link to="/helpdesk/users/$userId" params={{ userId: id }} {...props} />}
        >
          {t('common.open')}
        </Button>
      </p>
      <Facts
        facts={[
          { label: t('directory.user.email'), value: user.email, copy: user.email },
          { label: t('directory.user.package'), value: user.package?.name ?? t('directory.users.noPackage') },
          ...user.numbers.slice(0, 2).map(
            (number, index): Fact => ({
              label: index === 0 ? t('directory.users.number') : `${t('directory.users.number')} ${index + 1}`,
              value: <Phone e164={number.e164} />,
              copy: number.e164,
            }),
          ),
          {
            label: t('directory.user.extension'),
            value: user.extension,
            copy: user.extension,
            mono: true,
            optional: true,
          },
          { label: t('directory.user.location'), value: user.location, optional: true },
          {
            label: t('directory.user.devices'),
            optional: true,
            value:
              user.devices.length === 0 ? undefined : (
                <ul className="plain">
                  {user.devices.slice(0, 3).map((device) => (
                    <li key={device.id}>
                      {device.displayName === user.displayName ? device.product : device.displayName} ·{' '}
                      <DeviceState status={device.connectionStatus} />
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </>
  )
}

function LastUsed({ at }: { at: string }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  return t('directory.user.lastUsed', { time: format.relative(at) })
}

function CustomerPreview({ id, order }: { id: string; order: string | undefined }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: customer } = useQuery(customerPreviewQuery(id))
  if (!customer) return <Skeletons lines={5} height={28} />
  const found = order === undefined ? undefined : customer.orders.find(({ number }) => number === order)
  return (
    <>
      <p className="preview-state">
        {order === undefined ? null : <span className="soft">{t('helpdesk.orderOf', { name: customer.name })} · </span>}
        <CustomerState status={customer.status} />
      </p>
      <p>
        <Button
          variant="filled"
          renderRoot={(props) => <Link to="/helpdesk/customers/$orgId" params={{ orgId: id }} {...props} />}
        >
          {t('helpdesk.openCustomer')}
        </Button>
      </p>
      <Facts
        facts={[
          {
            label: t('partners.customer.ordered'),
            value: found ? format.date(found.ordered) : undefined,
            optional: true,
          },
          {
            label: t('partners.customer.users'),
            value: customer.usersApproximate ? (
              <Tooltip label={t('helpdesk.usersApproximate')} multiline w={260}>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable without a pointer. */}
                <span tabIndex={0} className="has-tip">
                  ≈&nbsp;{format.number(customer.users)}
                </span>
              </Tooltip>
            ) : (
              format.number(customer.users)
            ),
          },
          { label: t('partners.customer.country'), value: format.country(customer.country) },
          { label: t('partners.customer.created'), value: <Time at={customer.created} focusable /> },
          {
            label: t('partners.customer.domains'),
            value: customer.domains.map(({ domain }) => domain).join(', '),
            optional: true,
          },
          {
            label: t('partners.customer.sites'),
            value: customer.sites.map(({ host }) => host).join(', '),
            optional: true,
          },
          {
            label: t('partners.customer.administrators'),
            optional: true,
            value:
              customer.administrators.length === 0 ? undefined : (
                <ul className="plain">
                  {customer.administrators.slice(0, 3).map((one) => (
                    <li key={one.id} className="copied">
                      {one.displayName}
                      <CopyIcon value={one.email} label={t('partners.customer.email')} />
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </>
  )
}

function DevicePreview({ id }: { id: string }): ReactNode {
  const { t } = useTranslation()
  const { data: device } = useQuery(devicePreviewQuery(id))
  if (!device) return <Skeletons lines={5} height={28} />
  return (
    <>
      <p className="preview-state">
        <DeviceState status={device.connectionStatus} />
      </p>
      <p>
        <Button
          variant="filled"
          renderRoot={(props) => <Link to="/helpdesk/devices/$deviceId" params={{ deviceId: id }} {...props} />}
        >
          {t('common.open')}
        </Button>
      </p>
      <Facts
        facts={[
          { label: t('directory.device.product'), value: device.product },
          { label: t('directory.device.mac'), value: device.mac, copy: device.mac, mono: true, optional: true },
          {
            label: t('directory.device.serial'),
            value: device.serial,
            copy: device.serial,
            mono: true,
            optional: true,
          },
          { label: t('directory.device.sip'), value: device.primarySipUrl, copy: device.primarySipUrl, optional: true },
          {
            label: t('directory.device.lastSeen'),
            value: device.lastSeen ? <Time at={device.lastSeen} focusable /> : t('common.never'),
          },
        ]}
      />
    </>
  )
}

/** Results come anew with each letter; the thing that stays chosen is the same. */
function thing({ kind, id }: SearchItem): string {
  return `${kind} ${id}`
}

function useRested(item: SearchItem, afterMs: number): string | undefined {
  const [rested, setRested] = useState<string>()
  const chosen = thing(item)
  useEffect(() => {
    const timer = setTimeout(() => setRested(chosen), afterMs)
    return () => clearTimeout(timer)
  }, [chosen, afterMs])
  return rested
}
