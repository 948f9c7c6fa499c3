import { Checkbox, NativeSelect, Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fullRoles, isRole, type Role, roleMayReachAll, roles } from '../../api/permissions.ts'
import { listTags } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useRoleName } from '../kit/role.ts'
import type { DraftReach } from './administrators.ts'
import { CustomerPicker } from './CustomerPicker.tsx'

export type DraftRights = { role: Role; reach: DraftReach }

/** Role, and for the partner's people the customers. A role that has all customers, or none but assigned ones, leaves no choice. */
export function RightsFields({
  assignable,
  draft,
  change,
  disabled = false,
}: {
  assignable: readonly Role[]
  draft: DraftRights
  change: (next: DraftRights) => void
  disabled?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const { role, reach } = draft
  const set = (next: Partial<DraftReach>) => change({ role, reach: { ...reach, ...next } })
  return (
    <div className="stack">
      <NativeSelect
        label={t('identity.administrators.columns.role')}
        value={role}
        disabled={disabled}
        onChange={(event) => {
          const next = event.currentTarget.value
          if (isRole(next)) change({ role: next, reach: fitting(next, reach) })
        }}
        data={[...new Set([role, ...assignable])].map((one) => ({ value: one, label: roleName(one) }))}
      />
      {roles[role].side === 'partner' && role !== fullRoles.partner && !disabled ? (
        <>
          <Radio.Group
            label={t('identity.administrators.reach.legend')}
            value={reach.kind}
            onChange={(kind) => set({ kind: kind === 'all' ? 'all' : 'assigned' })}
          >
            <div className="radio-lines">
              <Radio value="all" disabled={!roleMayReachAll(role)} label={t('identity.administrators.reach.all')} />
              <Radio value="assigned" label={t('identity.administrators.reach.assigned')} />
            </div>
          </Radio.Group>
          {reach.kind === 'assigned' ? (
            <>
              <CustomerPicker
                title={t('identity.administrators.reach.customers')}
                label={t('identity.administrators.reach.add')}
                chosen={reach.customers}
                change={(customers) => set({ customers })}
              />
              <TagChoice chosen={reach.tags} change={(tags) => set({ tags })} />
            </>
          ) : null}
          <CustomerPicker
            title={t('identity.administrators.reach.exceptions')}
            label={t('identity.administrators.reach.addException')}
            chosen={reach.exceptions}
            change={(exceptions) => set({ exceptions })}
          />
        </>
      ) : null}
    </div>
  )
}

function fitting(role: Role, reach: DraftReach): DraftReach {
  if (role === fullRoles.partner) return { kind: 'all', customers: [], tags: [], exceptions: [] }
  return roleMayReachAll(role) ? reach : { ...reach, kind: 'assigned' }
}

function TagChoice({ chosen, change }: { chosen: readonly string[]; change: (next: string[]) => void }): ReactNode {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['tags'],
    queryFn: async ({ signal }) => (await client.call(listTags, { query: {} }, { signal })).data,
  })
  const names = [...new Set([...chosen, ...(data ?? []).map(({ name }) => name)])].sort()
  return (
    <Checkbox.Group
      label={t('identity.administrators.reach.tags')}
      description={t('identity.administrators.reach.tagsHint')}
      value={[...chosen]}
      onChange={change}
    >
      {data && names.length === 0 ? <p className="soft">{t('identity.administrators.reach.noTags')}</p> : null}
      <div className="tag-choice">
        {names.map((name) => (
          <Checkbox key={name} value={name} label={name} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
