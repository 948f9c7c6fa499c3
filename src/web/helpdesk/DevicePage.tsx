import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DeviceState } from '../directory/DeviceState.tsx'
import { deviceQuery } from '../directory/device.ts'
import { userPreviewQuery } from '../directory/user.ts'
import { customerPreviewQuery } from '../kit/customer.ts'
import { Facts } from '../kit/Facts.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Time } from '../kit/Time.tsx'
import { uuidOf } from '../kit/uuid.ts'
import { RecordPage } from './RecordPage.tsx'

const page = getRouteApi('/signed-in/partner-side/helpdesk/devices/$deviceId')

export function DevicePage(): ReactNode {
  const { t } = useTranslation()
  const { deviceId } = page.useParams()
  const asked = useQuery(deviceQuery(deviceId))
  const { data: device } = asked
  const { data: customer } = useQuery({ ...customerPreviewQuery(device?.orgId ?? ''), enabled: device !== undefined })
  const { data: owner } = useQuery({
    ...userPreviewQuery(device?.personId ?? ''),
    enabled: device?.personId !== undefined,
  })
  const place = customer?.locations.find(({ id }) => id === device?.locationId)?.name
  return (
    <RecordPage
      kind="device"
      of={asked}
      name={({ displayName }) => displayName}
      above={({ orgId }) =>
        customer ? (
          <Link to="/helpdesk/customers/$orgId" params={{ orgId }} className="link">
            {customer.name}
          </Link>
        ) : null
      }
      beside={({ connectionStatus }) => <DeviceState status={connectionStatus} />}
    >
      {(device) => (
        <div className="pair">
          <Panel title={t('lookup.kinds.device')}>
            <Facts
              facts={[
                { label: t('directory.device.product'), value: device.product },
                { label: t('directory.device.type'), value: t(`directory.deviceType.${device.type}`) },
                {
                  label: t('directory.device.owner'),
                  value:
                    device.personId === undefined ? (
                      t('directory.device.place')
                    ) : owner ? (
                      <Link to="/helpdesk/users/$userId" params={{ userId: owner.id }} className="link">
                        {owner.displayName}
                      </Link>
                    ) : (
                      t('common.loading')
                    ),
                },
                { label: t('directory.user.location'), value: place, optional: true },
                { label: t('directory.device.serial'), value: device.serial, copy: device.serial, mono: true },
                { label: t('directory.device.managedBy'), value: t(`directory.managedBy.${device.managedBy}`) },
                { label: t('directory.device.tags'), value: device.tags.join(', '), optional: true },
                {
                  label: t('directory.device.errorCodes'),
                  value: device.errorCodes.join(', '),
                  mono: true,
                  optional: true,
                },
                { label: t('directory.device.id'), value: uuidOf(device.id), copy: uuidOf(device.id), mono: true },
              ]}
            />
          </Panel>
          <Panel title={t('directory.device.network')}>
            <Facts
              facts={[
                { label: t('directory.device.mac'), value: device.mac, copy: device.mac, mono: true },
                { label: t('directory.device.ip'), value: device.ip, copy: device.ip, mono: true, optional: true },
                {
                  label: t('directory.device.sip'),
                  value: device.primarySipUrl,
                  copy: device.primarySipUrl,
                  mono: true,
                  optional: true,
                },
                {
                  label: t('directory.device.sipOther'),
                  value: device.sipUrls.filter((url) => url !== device.primarySipUrl).join(', '),
                  mono: true,
                  optional: true,
                },
                { label: t('directory.device.software'), value: device.software, mono: true, optional: true },
                {
                  label: t('directory.device.firstSeen'),
                  value: device.firstSeen ? <Time at={device.firstSeen} focusable /> : undefined,
                  optional: true,
                },
                {
                  label: t('directory.device.lastSeen'),
                  value: device.lastSeen ? <Time at={device.lastSeen} focusable /> : t('common.never'),
                },
                { label: t('directory.device.created'), value: <Time at={device.created} focusable /> },
              ]}
            />
          </Panel>
        </div>
      )}
    </RecordPage>
  )
}
