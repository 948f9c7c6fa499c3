import { NativeSelect } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Administrator } from '../../api/identity-administrators.ts'
import { type Permission, permissions } from '../../api/permissions.ts'
import { explainAccess } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Panel } from '../kit/Panel.tsx'
import { useRoleName } from '../kit/role.ts'
import { CustomerPicker } from './CustomerPicker.tsx'

/** Why somebody may do something, or why not: the hub's own reasons, in the order in which they decide. */
export function WhyPanel({ person }: { person: Administrator }): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const [permission, setPermission] = useState<Permission>('imports:write')
  const [customer, setCustomer] = useState<{ id: string; name: string } | undefined>(person.organization)
  const { data, error } = useQuery({
    queryKey: ['administrator', person.id, 'why', permission, customer?.id],
    queryFn: async ({ signal }) =>
      (
        await client.call(
          explainAccess,
          { query: { personId: person.id, permission, ...(customer ? { organizationId: customer.id } : {}) } },
          { signal },
        )
      ).data,
  })
  const name = person.displayName
  return (
    <Panel title={t('identity.administrators.why.title')}>
      <p className="soft">{t('identity.administrators.why.text')}</p>
      <NativeSelect
        label={t('identity.administrators.why.act')}
        value={permission}
        onChange={(event) => {
          const chosen = permissions.find((one) => one === event.currentTarget.value)
          if (chosen) setPermission(chosen)
        }}
        data={permissions.map((value) => ({ value, label: t(permissionPhrases[value]) }))}
      />
      {person.organization ? null : (
        <CustomerPicker
          title={t('identity.administrators.why.customer')}
          label={t('identity.administrators.reach.hint')}
          chosen={customer ? [customer] : []}
          change={(next) => setCustomer(next.at(-1))}
        />
      )}
      <div aria-live="polite">
        {error ? <ErrorPanel error={error} /> : null}
        {data ? (
          <>
            <p className={data.allowed ? 'strong green' : 'strong red'}>
              {t(data.allowed ? 'identity.administrators.why.yes' : 'identity.administrators.why.no', { name })}
            </p>
            <ol className="why-reasons">
              {data.reasons.map(({ kind, allows, text }) => (
                <li key={kind}>
                  {allows ? (
                    <IconCheck size={16} className="green" aria-hidden />
                  ) : (
                    <IconX size={16} className="red" aria-hidden />
                  )}
                  <span>{text}</span>
                </li>
              ))}
            </ol>
            {data.allowed ? null : (
              <p className="soft">
                {data.whoMay.length === 0
                  ? t('identity.administrators.why.nobody')
                  : t('identity.administrators.why.whoMay', {
                      roles: data.whoMay.map((role) => roleName(role)).join(', '),
                    })}
              </p>
            )}
          </>
        ) : null}
      </div>
    </Panel>
  )
}

const permissionPhrases = {
  'partners:read': 'identity.administrators.permissions.partners_read',
  'partners:write': 'identity.administrators.permissions.partners_write',
  'partners:launch': 'identity.administrators.permissions.partners_launch',
  'partners:configure': 'identity.administrators.permissions.partners_configure',
  'directory:read': 'identity.administrators.permissions.directory_read',
  'packages:read': 'identity.administrators.permissions.packages_read',
  'lookup:search': 'identity.administrators.permissions.lookup_search',
  'imports:read': 'identity.administrators.permissions.imports_read',
  'imports:write': 'identity.administrators.permissions.imports_write',
  'identity:read': 'identity.administrators.permissions.identity_read',
  'identity:assign_partner': 'identity.administrators.permissions.identity_assign_partner',
  'identity:assign_customer': 'identity.administrators.permissions.identity_assign_customer',
  'identity:tokens': 'identity.administrators.permissions.identity_tokens',
  'identity:policy': 'identity.administrators.permissions.identity_policy',
  'access:read': 'identity.administrators.permissions.access_read',
  'access:view': 'identity.administrators.permissions.access_view',
  'access:request': 'identity.administrators.permissions.access_request',
  'access:decide': 'identity.administrators.permissions.access_decide',
  'audit:read': 'identity.administrators.permissions.audit_read',
  'audit:write': 'identity.administrators.permissions.audit_write',
  'mail:read': 'identity.administrators.permissions.mail_read',
  'mail:write': 'identity.administrators.permissions.mail_write',
} as const satisfies Record<Permission, string>
