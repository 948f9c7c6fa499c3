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
import { hashOf, pathOf, ResultState } from './ResultGroups.tsx'

/** Nobody chose the first of several results of what is still being typed: it is looked at when it stays. One that was gone to is, when the arrows rest. */
const staysMs = { sure: 0, first: 2_000, chosen: 400 }

/** How a result came to stand in the preview: as the one thing that was asked for, as the first of several, or by the arrows or the pointer. */
export type Cause = keyof typeof staysMs

/**
 * The most important of the chosen result. The hub hands over no more than what is looked at, and tells the audit what it handed over; what the
 * result itself says stands here at once, and nothing looks like loading before it is asked for.
 */
export function Preview({ item, cause }: { item: SearchItem; cause: Cause }): ReactNode {
  const { t } = useTranslation()
  const rested = useRested(item, staysMs[cause])
  return (
    <div className="preview-inside">
      <p className="soft small">
        {item.kind === 'organization' ? t('lookup.kinds.organization') : item.organizationName}
      </p>
      <h2 className="preview-title">{item.title}</h2>
      {cause === 'sure' || rested === thing(item) ? <Body item={item} /> : <Resting item={item} />}
    </div>
  )
}

function Resting({ item }: { item: SearchItem }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <Head item={item} />
      <p className="faint">{t('helpdesk.previewRest')}</p>
    </>
  )
}

/** What the result says of itself, until more is here; then its state is told more fully. */
function Head({ item, children }: { item: SearchItem; children?: ReactNode }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <p className="preview-state">
        {children ?? (
          <>
            <ResultState item={item} />
            {item.kind === 'user' ? <span className="soft"> · {item.subtitle}</span> : null}
          </>
        )}
      </p>
      <p>
        <Button
          variant="filled"
          renderRoot={(props) => <Link to={pathOf(item)} hash={hashOf(item).slice(1)} {...props} />}
        >
          {item.kind === 'organization' || item.kind === 'order' ? t('helpdesk.openCustomer') : t('common.open')}
        </Button>
      </p>
    </>
  )
}

function Waiting({ item }: { item: SearchItem }): ReactNode {
  return (
    <>
      <Head item={item} />
      <Skeletons lines={5} height={28} />
    </>
  )
}

function Body({ item }: { item: SearchItem }): ReactNode {
  if (item.kind === 'user') return <UserPreview item={item} />
  if (item.kind === 'device') return <DevicePreview item={item} />
  return <CustomerPreview item={item} />
}

function UserPreview({ item }: { item: SearchItem }): ReactNode {
  const { t } = useTranslation()
  const { data: user } = useQuery(userPreviewQuery(item.id))
  if (!user) return <Waiting item={item} />
  return (
    <>
      <Head item={item}>
        <UserState status={user.status} />
        <span className="soft">
          {' '}
          · {user.lastActivity ? <LastUsed at={user.lastActivity} /> : t('directory.user.neverActive')}
        </span>
      </Head>
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

function CustomerPreview({ item }: { item: SearchItem }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: customer } = useQuery(customerPreviewQuery(item.organizationId))
  if (!customer) return <Waiting item={item} />
  const isOrder = item.kind === 'order'
  return (
    <>
      <Head item={item}>
        {isOrder ? <span className="soft">{t('helpdesk.orderOf', { name: customer.name })} · </span> : null}
        <CustomerState status={customer.status} />
      </Head>
      <Facts
        facts={[
          {
            label: t('partners.customer.ordered'),
            value: item.ordered ? format.date(item.ordered) : undefined,
            optional: true,
          },
          {
            label: t('partners.customer.status'),
            value: isOrder ? <ResultState item={item} /> : undefined,
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

function DevicePreview({ item }: { item: SearchItem }): ReactNode {
  const { t } = useTranslation()
  const { data: device } = useQuery(devicePreviewQuery(item.id))
  if (!device) return <Waiting item={item} />
  return (
    <>
      <Head item={item}>
        <DeviceState status={device.connectionStatus} />
      </Head>
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
