import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserDetail } from '../../api/directory.ts'
import { CopyIcon } from '../kit/Copy.tsx'
import { Facts } from '../kit/Facts.tsx'
import { useFormat } from '../kit/format.ts'
import { Panel, SmallTable } from '../kit/Panel.tsx'
import { Phone } from '../kit/Phone.tsx'
import { useRoleName } from '../kit/role.ts'
import { useSession } from '../kit/session.ts'
import { Time } from '../kit/Time.tsx'
import { uuidOf } from '../kit/uuid.ts'
import { DeviceState } from './DeviceState.tsx'

// The parts of a user that the drawer and the Help Desk page put together.

type Part = { user: UserDetail }

export function PersonFacts({ user }: Part): ReactNode {
  const roleName = useRoleName()
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('directory.user.person')}>
      <Facts
        facts={[
          { label: t('directory.user.email'), value: user.email, copy: user.email },
          { label: t('directory.user.firstName'), value: user.firstName, optional: true },
          { label: t('directory.user.lastName'), value: user.lastName, optional: true },
          { label: t('directory.user.jobTitle'), value: user.title, optional: true },
          { label: t('directory.user.department'), value: user.department, optional: true },
          { label: t('directory.user.manager'), value: user.manager, copy: user.manager, optional: true },
          {
            label: t('directory.user.language'),
            value: user.language ? format.language(user.language) : undefined,
            optional: true,
          },
          { label: t('directory.user.timeZone'), value: user.timeZone, optional: true },
          { label: t('directory.user.location'), value: user.location },
          { label: t('directory.user.site'), value: user.site, copy: user.site, optional: true },
          {
            label: t('directory.user.role'),
            value: user.role ? roleName(user.role) : undefined,
            optional: true,
          },
          {
            label: t('directory.user.lastActivity'),
            value: user.lastActivity ? <Time at={user.lastActivity} focusable /> : t('common.never'),
          },
        ]}
      />
    </Panel>
  )
}

export function PackageFacts({ user }: Part): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('directory.user.package')}>
      <Facts
        facts={[
          { label: t('directory.user.package'), value: user.package?.name ?? t('directory.users.noPackage') },
          {
            label: t('directory.user.since'),
            value: user.packageSince ? <Time at={user.packageSince} focusable /> : undefined,
            optional: true,
          },
          {
            label: t('directory.user.addOns'),
            value: user.addOns.length > 0 ? user.addOns.join(', ') : undefined,
            optional: true,
          },
          {
            label: t('directory.user.licenses'),
            value:
              user.licenses.length === 0 ? (
                t('directory.user.licensesEmpty')
              ) : (
                <ul className="plain">
                  {user.licenses.map((license) => (
                    <li key={license.id}>
                      {license.name}{' '}
                      {[user.package?.name, license.name].includes(license.from) ? null : (
                        <span className="faint">{t('directory.user.licenseFrom', { package: license.from })}</span>
                      )}
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </Panel>
  )
}

export function CallingFacts({ user }: Part): ReactNode {
  const { t } = useTranslation()
  const caller = [user.callerId.firstName, user.callerId.lastName].filter(Boolean).join(' ')
  const empty = user.numbers.length === 0 && !user.extension
  return (
    <Panel title={t('directory.user.calling')}>
      {empty ? <p className="soft">{t('directory.user.callingEmpty')}</p> : null}
      <Facts
        facts={[
          {
            label: t('directory.user.numbers'),
            optional: true,
            value:
              user.numbers.length === 0 ? undefined : (
                <ul className="plain">
                  {user.numbers.map((number) => (
                    <li key={number.e164} className="copied">
                      <Phone e164={number.e164} />
                      <CopyIcon value={number.e164} label={t('directory.users.number')} />
                      {number.location && number.location !== user.location ? (
                        <span className="faint"> {number.location}</span>
                      ) : null}
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            label: t('directory.user.extension'),
            value: user.extension,
            copy: user.extension,
            mono: true,
            optional: true,
          },
          {
            label: t('directory.user.callerId'),
            optional: true,
            value:
              user.callerId.number || caller ? (
                <>
                  {caller} {user.callerId.number ? <Phone e164={user.callerId.number} /> : null}
                </>
              ) : undefined,
          },
        ]}
      />
    </Panel>
  )
}

export function Devices({ user }: Part): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  return (
    <Panel title={t('directory.user.devices')} note={user.devices.length} flush>
      <SmallTable
        label={t('directory.user.devices')}
        empty={t('directory.user.devicesEmpty')}
        heads={[
          t('directory.user.device'),
          t('directory.device.status'),
          t('directory.device.mac'),
          t('directory.device.serial'),
        ]}
        rows={user.devices.map((device) => ({
          key: device.id,
          cells: [
            <span key="name">
              {session.organization ? (
                device.displayName
              ) : (
                <Link to="/helpdesk/devices/$deviceId" params={{ deviceId: device.id }} className="link">
                  {device.displayName}
                </Link>
              )}
              <span className="faint block">{device.product}</span>
            </span>,
            <DeviceState key="state" status={device.connectionStatus} />,
            <Id key="mac" value={device.mac} label={t('directory.device.mac')} />,
            <Id key="serial" value={device.serial} label={t('directory.device.serial')} />,
          ],
        }))}
      />
    </Panel>
  )
}

function Id({ value, label }: { value: string | undefined; label: string }): ReactNode {
  const { t } = useTranslation()
  if (!value) return <span className="faint">{t('common.none')}</span>
  return (
    <span className="mono copied">
      {value}
      <CopyIcon value={value} label={label} />
    </span>
  )
}

/** Which imports made or last changed the user, for “who did that, and when”. */
export function ImportFacts({ user }: Part): ReactNode {
  const { t } = useTranslation()
  const may = useSession().permissions.includes('imports:read')
  const show = (reference: UserDetail['createdByImport']) => {
    if (!reference) return undefined
    const text =
      reference.line === undefined
        ? reference.fileName
        : t('directory.user.importLine', { file: reference.fileName, line: reference.line })
    return (
      <>
        {may ? (
          <Link
            to="/customers/$customerId/imports/$importId"
            params={{ customerId: user.organizationId, importId: reference.id }}
            className="link"
          >
            {text}
          </Link>
        ) : (
          text
        )}{' '}
        <span className="soft">
          <Time at={reference.at} focusable />
        </span>
      </>
    )
  }
  return (
    <Panel title={t('directory.user.imports')}>
      <Facts
        facts={[
          {
            label: t('directory.user.createdByImport'),
            value: show(user.createdByImport) ?? t('helpdesk.importUnknown'),
          },
          {
            label: t('directory.user.changedByImport'),
            value: show(user.changedByImport) ?? t('helpdesk.importUnknown'),
          },
        ]}
      />
    </Panel>
  )
}

export function TechnicalFacts({ user }: Part): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('directory.user.technical')}>
      <Facts
        facts={[
          { label: t('directory.user.uuid'), value: uuidOf(user.id), copy: uuidOf(user.id), mono: true },
          { label: t('directory.user.id'), value: user.id, copy: user.id, mono: true },
          {
            label: t('directory.user.organizationId'),
            value: uuidOf(user.organizationId),
            copy: uuidOf(user.organizationId),
            mono: true,
          },
          { label: t('directory.user.created'), value: <Time at={user.created} focusable /> },
          { label: t('directory.user.lastModified'), value: <Time at={user.lastModified} focusable /> },
        ]}
      />
    </Panel>
  )
}
