import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Administrator } from '../../api/identity-administrators.ts'
import { assignableRoles, isRole, roles } from '../../api/permissions.ts'
import { FilterChips } from '../kit/Chip.tsx'
import { exportAdministrators, listAdministrators } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { FilterSelect } from '../kit/FilterSelect.tsx'
import { type Column, List } from '../kit/List.tsx'
import { Empty, Page } from '../kit/Page.tsx'
import { usePages } from '../kit/pages.ts'
import { useRoleName } from '../kit/role.ts'
import { SearchInput } from '../kit/SearchInput.tsx'
import { StateDot, type Tone } from '../kit/StateDot.tsx'
import { Time } from '../kit/Time.tsx'
import { type AdministratorsSearch, isState, states } from './administrators.ts'
import './administrators.css'
import { part } from '../kit/parts.ts'

const Drawer = lazy(async () => ({
  default: (await part(() => import('./AdministratorDrawer.tsx'))).AdministratorDrawer,
}))
const InviteDialog = lazy(async () => ({ default: (await part(() => import('./InviteDialog.tsx'))).InviteDialog }))

const tones: Record<Administrator['state'], Tone> = { active: 'good', invited: 'wait', disabled: 'off' }

export function AdministratorState({ state }: { state: Administrator['state'] }): ReactNode {
  const { t } = useTranslation()
  return <StateDot tone={tones[state]}>{t(`identity.administrators.states.${state}`)}</StateDot>
}

/** Administrators of the partner, or of one customer. Filters and who is open live in the address. */
export function AdministratorList({
  organizationId,
  of,
  search,
  go,
}: {
  organizationId?: string
  of?: string | undefined
  search: AdministratorsSearch
  /** What the address says is changed as it is then: a row may be opened while a search is still under way. */
  go: (change: (was: AdministratorsSearch) => AdministratorsSearch) => void
}): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const side = organizationId === undefined ? 'partner' : 'customer'
  const filters = {
    ...(organizationId === undefined ? {} : { organizationId }),
    ...(search.q ? { q: search.q } : {}),
    ...(search.role && isRole(search.role) ? { role: search.role } : {}),
    ...(search.state && isState(search.state) ? { state: search.state } : {}),
    ...(search.reach === 'all' || search.reach === 'assigned'
      ? { reach: search.reach === 'all' ? ('all' as const) : ('assigned' as const) }
      : {}),
  }
  const pages = usePages(['administrators', filters], {
    first: (signal) => client.call(listAdministrators, { query: filters }, { signal }),
    follow: (next, signal) => client.follow(listAdministrators, next, { signal }),
  })
  const { data: assignable = [] } = useQuery({
    queryKey: ['administrators', 'assignable', organizationId],
    queryFn: async ({ signal }) =>
      (
        await client.call(
          listAdministrators,
          { query: { ...(organizationId === undefined ? {} : { organizationId }), max: 1 } },
          { signal },
        )
      ).data.assignable,
  })
  const title = t('identity.administrators.title')
  const set = (name: 'q' | 'role' | 'state' | 'reach', value: string) => {
    go(({ [name]: _, ...rest }) => (value ? { ...rest, [name]: value } : rest))
  }
  const { person: _person, invite: _invite, ...onlyFilters } = search
  const isFiltered = Object.keys(onlyFilters).length > 0
  const inviteButton =
    assignable.length > 0 ? (
      <Button variant="filled" onClick={() => go((was) => ({ ...was, invite: true }))}>
        {t('identity.administrators.invite')}
      </Button>
    ) : null
  return (
    <Page heading={title} title={of ? `${title} · ${of}` : title} wide acts={inviteButton}>
      <div className="toolbar">
        <SearchInput
          label={t('identity.administrators.search')}
          hint={t('identity.administrators.searchHint')}
          value={search.q ?? ''}
          onSearch={(text) => set('q', text)}
        />
        <FilterSelect
          label={t('identity.administrators.columns.role')}
          any={t('identity.administrators.anyRole')}
          value={search.role}
          options={assignableRoles
            .filter((role) => roles[role].side === side)
            .map((role) => ({ value: role, label: roleName(role) }))}
          choose={(value) => set('role', value)}
        />
        <FilterSelect
          label={t('identity.administrators.columns.state')}
          any={t('identity.administrators.anyState')}
          value={search.state}
          options={states.map((state) => ({ value: state, label: t(`identity.administrators.states.${state}`) }))}
          choose={(value) => set('state', value)}
        />
        {side === 'partner' ? (
          <FilterSelect
            label={t('identity.administrators.columns.reach')}
            any={t('identity.administrators.anyReach')}
            value={search.reach}
            options={[
              { value: 'all', label: t('identity.administrators.reachKinds.all') },
              { value: 'assigned', label: t('identity.administrators.reachKinds.assigned') },
            ]}
            choose={(value) => set('reach', value)}
          />
        ) : null}
        <span className="grow" />
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          renderRoot={(props) => (
            <a href={client.address(exportAdministrators, { query: filters })} download {...props} />
          )}
        >
          {t('identity.administrators.export')}
        </Button>
      </div>
      {isFiltered ? <Filters search={onlyFilters} set={set} clear={() => go(() => ({}))} /> : null}
      <List
        label={title}
        pages={pages}
        columns={useColumns(side, (person) => go((was) => ({ ...was, person })))}
        rowKey={(row) => row.id}
        chosen={search.person}
        summary={(count) => t('identity.administrators.shown', { count })}
        empty={
          isFiltered ? (
            <Empty title={t('identity.administrators.noneFoundTitle')}>
              {t('identity.administrators.noneFoundText')}
            </Empty>
          ) : (
            <Empty title={t('identity.administrators.emptyTitle')} act={inviteButton}>
              {t('identity.administrators.emptyText')}
            </Empty>
          )
        }
      />
      <Suspense>
        {search.person ? (
          <Drawer key={search.person} personId={search.person} close={() => go((was) => without(was, 'person'))} />
        ) : null}
        {search.invite && assignable.length > 0 ? (
          <InviteDialog
            organizationId={organizationId}
            assignable={assignable}
            close={() => go((was) => without(was, 'invite'))}
          />
        ) : null}
      </Suspense>
    </Page>
  )
}

function without(search: AdministratorsSearch, name: 'person' | 'invite'): AdministratorsSearch {
  const { [name]: _, ...rest } = search
  return rest
}

function Filters({
  search,
  set,
  clear,
}: {
  search: AdministratorsSearch
  set: (name: 'q' | 'role' | 'state' | 'reach', value: string) => void
  clear: () => void
}): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const labels: [name: 'q' | 'role' | 'state' | 'reach', label: string, value: string | undefined][] = [
    ['q', t('identity.administrators.columns.name'), search.q],
    ['role', t('identity.administrators.columns.role'), search.role && roleName(search.role)],
    [
      'state',
      t('identity.administrators.columns.state'),
      search.state && isState(search.state) ? t(`identity.administrators.states.${search.state}`) : search.state,
    ],
    [
      'reach',
      t('identity.administrators.columns.reach'),
      search.reach === 'all' || search.reach === 'assigned'
        ? t(`identity.administrators.reachKinds.${search.reach}`)
        : search.reach,
    ],
  ]
  const chips = labels.flatMap(([name, label, value]) =>
    value ? [{ name, label: t('identity.administrators.filter', { label, value }) }] : [],
  )
  return (
    <FilterChips
      label={t('identity.administrators.filters')}
      chips={chips}
      remove={(name) => set(name, '')}
      clear={clear}
      clearLabel={t('identity.administrators.clearFilters')}
    />
  )
}

function useColumns(side: 'partner' | 'customer', open: (personId: string) => void): Column<Administrator>[] {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const head = (name: 'name' | 'email' | 'role' | 'reach' | 'state' | 'lastSignIn') =>
    t(`identity.administrators.columns.${name}`)
  const columns: (Column<Administrator> & { partnerOnly?: true })[] = [
    {
      id: 'name',
      label: head('name'),
      width: 'min(9.5rem, 45vw)',
      cell: (row) => (
        <>
          <button type="button" className="row-link link whole" data-row onClick={() => open(row.id)}>
            {row.displayName}
          </button>
          <span className="narrow-only second-line">
            <AdministratorState state={row.state} />
          </span>
        </>
      ),
    },
    {
      id: 'email',
      label: head('email'),
      wideOnly: true,
      width: '26%',
      cell: (row) => <span className="soft whole">{row.email}</span>,
    },
    {
      id: 'role',
      label: head('role'),
      cell: (row) => (
        <>
          <span className="whole">{roleName(row.role)}</span>
          {side === 'partner' ? <span className="narrow-only second-line soft clip">{row.reach.text}</span> : null}
        </>
      ),
    },
    {
      id: 'reach',
      label: head('reach'),
      wideOnly: true,
      partnerOnly: true,
      cell: (row) => <span className="whole">{row.reach.text}</span>,
    },
    {
      id: 'state',
      label: head('state'),
      width: '12.5%',
      wideOnly: true,
      cell: (row) => <AdministratorState state={row.state} />,
    },
    {
      id: 'lastSignIn',
      label: head('lastSignIn'),
      width: '13%',
      wideOnly: true,
      cell: (row) =>
        row.lastSignIn ? <Time at={row.lastSignIn} /> : <span className="faint">{t('common.never')}</span>,
    },
  ]
  return columns.filter(({ partnerOnly }) => !partnerOnly || side === 'partner')
}
