import { Button, Menu, Tooltip } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { User } from '../../api/directory.ts'
import type { CustomerDetail } from '../../api/partners.ts'
import { FilterChips } from '../kit/Chip.tsx'
import { useCopy } from '../kit/Copy.tsx'
import { listUsers } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useColumnChoice } from '../kit/columns.tsx'
import type { CsvField } from '../kit/csv.ts'
import { customerQuery } from '../kit/customer.ts'
import { ExportButton, MenuChoice, useCsv } from '../kit/ExportButton.tsx'
import { FilterSelect } from '../kit/FilterSelect.tsx'
import { type Column, List } from '../kit/List.tsx'
import { Empty, Page } from '../kit/Page.tsx'
import { Phone } from '../kit/Phone.tsx'
import { usePages } from '../kit/pages.ts'
import { SearchInput } from '../kit/SearchInput.tsx'
import { isShut, ShutCustomer } from '../kit/Shut.tsx'
import { useSelection } from '../kit/selection.ts'
import { useMayHaveFile } from '../kit/session.ts'
import { Time } from '../kit/Time.tsx'
import { isUserStatus, UserState, userStatuses } from '../kit/UserState.tsx'
import { UsersOfProvider } from '../kit/UsersOfProvider.tsx'
import { useUsersFile } from '../kit/users-file.ts'
import { useRestriction } from '../kit/why-not.ts'

const page = getRouteApi('/signed-in/customers/$customerId/users')

/** Users of one customer. Filters live in the address; a name opens the drawer over the list. */
export function Users(): ReactNode {
  const { t } = useTranslation()
  const { customerId } = page.useParams()
  const { userId } = useParams({ strict: false })
  const search = useFilters()
  const navigate = useNavigate({ from: '/customers/$customerId/users' })
  const { data: customer, error } = useQuery(customerQuery(customerId))
  const { shown, chooser } = useColumnChoice('users', useColumns())
  const query = {
    organizationId: customerId,
    ...(search.q ? { q: search.q } : {}),
    ...(search.status ? { status: search.status } : {}),
    ...(search.package ? { package: search.package } : {}),
    sort: search.sort ?? ('name' as const),
    order: search.order ?? ('asc' as const),
  }
  const pages = usePages(['users', query], {
    first: (signal) => client.call(listUsers, { query }, { signal }),
    follow: (next, signal) => client.follow(listUsers, next, { signal }),
  })
  const fields = useFields()
  const file = `${t('directory.users.title')} ${customer?.name ?? ''}`.trim()
  const save = useCsv(fields, file)
  const selection = useSelection<User>(JSON.stringify(query), nameInList)
  const picked = [...selection.rows.values()]
  const [copied, copy] = useCopy(t('directory.users.addressesCopied'))
  const filtered = Boolean(search.q ?? search.status ?? search.package)
  const packages = useMemo(() => customer?.packages.filter(({ kind }) => kind === 'package') ?? [], [customer])
  const title = t('directory.users.title')
  const mayExportToEdit = useMayHaveFile('imports:read')

  const set = (name: 'q' | 'status' | 'package', value: string) =>
    void navigate({
      to: '/customers/$customerId/users',
      replace: true,
      search: ({ [name]: _, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    })

  if (isShut(error)) return <ShutCustomer error={error} />
  return (
    <Page
      heading={title}
      title={customer ? `${title} · ${customer.name}` : title}
      wide
      acts={<ManageUsers customer={customer} />}
    >
      <UsersOfProvider customer={customer} />
      <div className="toolbar">
        <SearchInput
          label={t('directory.users.search')}
          hint={t('directory.users.searchHint')}
          value={search.q ?? ''}
          onSearch={(text) => set('q', text)}
        />
        <FilterSelect
          label={t('directory.users.status')}
          any={t('directory.users.anyStatus')}
          value={search.status}
          options={userStatuses.map((status) => ({ value: status, label: t(`directory.status.${status}`) }))}
          choose={(value) => set('status', value)}
        />
        <FilterSelect
          label={t('directory.users.package')}
          any={t('directory.users.anyPackage')}
          value={search.package}
          options={[
            ...packages.map(({ id, name }) => ({ value: id, label: name })),
            { value: 'none', label: t('directory.users.noPackage') },
          ]}
          choose={(value) => set('package', value)}
        />
        <div className="toolbar-end">
          {chooser}
          <ExportButton
            source={{
              first: (signal) => client.call(listUsers, { query: { ...query, max: 200, export: 'true' } }, { signal }),
              follow: (next, signal) => client.follow(listUsers, next, { signal }),
            }}
            fields={fields}
            name={file}
            choice={
              mayExportToEdit
                ? {
                    label: t('directory.users.exportToRead'),
                    hint: t('directory.users.exportToReadHint'),
                    others: <ExportToEdit customerId={customerId} />,
                  }
                : undefined
            }
          />
        </div>
      </div>
      {filtered ? (
        <Filters
          packages={packages}
          remove={(name) => set(name, '')}
          clear={() => void navigate({ search: {}, replace: true })}
        />
      ) : null}
      <List
        label={title}
        pages={pages}
        columns={shown}
        rowKey={(row) => row.id}
        chosen={userId}
        selection={selection}
        acts={
          <>
            <Button onClick={() => copy(picked.map(({ email }) => email).join(', '))}>
              {copied ? t('common.copied') : t('directory.users.copyAddresses')}
            </Button>
            <Button onClick={() => save(picked)}>{t('common.exportSelection')}</Button>
          </>
        }
        summary={(count) => t('directory.users.shown', { count })}
        empty={
          filtered ? (
            <Empty title={t('directory.users.noneFoundTitle')}>{t('directory.users.noneFoundText')}</Empty>
          ) : (
            <Empty
              title={t('directory.users.emptyTitle')}
              act={
                customer?.can.import ? (
                  <Button
                    variant="filled"
                    renderRoot={(props) => (
                      <Link to="/customers/$customerId/imports/new" params={{ customerId }} {...props} />
                    )}
                  >
                    {t('directory.users.emptyAct')}
                  </Button>
                ) : null
              }
            >
              {t('directory.users.emptyText')}
            </Empty>
          )
        }
      />
      <Outlet />
    </Page>
  )
}

function ExportToEdit({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation()
  const address = useUsersFile(customerId)
  return (
    <Menu.Item
      renderRoot={(props) => (
        <a {...props} href={address} download>
          {props.children}
        </a>
      )}
    >
      <MenuChoice label={t('directory.users.exportToEdit')} hint={t('directory.users.exportToEditHint')} />
    </Menu.Item>
  )
}

function ManageUsers({ customer }: { customer: CustomerDetail | undefined }): ReactNode {
  const { t } = useTranslation()
  const restriction = useRestriction()
  if (customer && !customer.can.import) {
    return (
      <Tooltip label={restriction ?? t('directory.users.mayNotImport')} multiline w={260}>
        <Button aria-disabled data-disabled onClick={(event) => event.preventDefault()}>
          {t('directory.users.manage')}
        </Button>
      </Tooltip>
    )
  }
  return (
    <Menu>
      <Menu.Target>
        <Button variant="filled" rightSection={<IconChevronDown size={16} aria-hidden />} disabled={!customer}>
          {t('directory.users.manage')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {customer ? (
          <Menu.Item
            renderRoot={(props) => (
              <Link to="/customers/$customerId/imports/new" params={{ customerId: customer.id }} {...props} />
            )}
          >
            {t('directory.users.csv')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

/** A status that there is not is no filter. */
function useFilters() {
  const { status, ...rest } = page.useSearch()
  return { ...rest, status: status !== undefined && isUserStatus(status) ? status : undefined }
}

function Filters({
  packages,
  remove,
  clear,
}: {
  packages: readonly { id: string; name: string }[]
  remove: (name: 'q' | 'status' | 'package') => void
  clear: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { q, status, package: chosen } = useFilters()
  const packageName =
    chosen === 'none' ? t('directory.users.noPackage') : (packages.find(({ id }) => id === chosen)?.name ?? chosen)
  const statusName = status ? t(`directory.status.${status}`) : undefined
  const chips = [
    ...(q ? [{ name: 'q' as const, label: t('directory.users.textFilter', { text: q }) }] : []),
    ...(statusName
      ? [{ name: 'status' as const, label: t('directory.users.statusFilter', { name: statusName }) }]
      : []),
    ...(packageName
      ? [{ name: 'package' as const, label: t('directory.users.packageFilter', { name: packageName }) }]
      : []),
  ]
  return (
    <FilterChips
      label={t('directory.users.filters')}
      chips={chips}
      remove={remove}
      clear={clear}
      clearLabel={t('directory.users.clearFilters')}
    />
  )
}

/** As the list is sorted: by the last name first. */
function nameInList({ firstName, lastName, displayName }: User): string {
  return firstName && lastName ? `${lastName}, ${firstName}` : displayName
}

function useFields(): CsvField<User>[] {
  const { t } = useTranslation()
  return [
    { label: t('directory.user.lastName'), text: ({ lastName }) => lastName },
    { label: t('directory.user.firstName'), text: ({ firstName }) => firstName },
    { label: t('directory.users.name'), text: ({ displayName }) => displayName },
    { label: t('directory.users.email'), text: ({ email }) => email },
    { label: t('directory.users.status'), text: ({ status }) => t(`directory.status.${status}`) },
    { label: t('directory.users.package'), text: (row) => row.package?.name },
    { label: t('directory.users.number'), text: ({ phoneNumber }) => phoneNumber },
    { label: t('directory.user.extension'), text: ({ extension }) => extension },
    { label: t('directory.user.location'), text: ({ location }) => location },
    { label: t('directory.user.lastActivity'), text: ({ lastActivity }) => lastActivity },
    {
      label: t('directory.users.administrator'),
      text: ({ administrator }) => (administrator ? t('directory.users.administrator') : ''),
    },
  ]
}

function useColumns(): Column<User>[] {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/customers/$customerId/users' })
  const { customerId } = page.useParams()
  const { sort, order } = page.useSearch()
  const by = sort ?? 'name'
  const sortBy = (column: 'name' | 'email') => ({
    order: by === column ? (order ?? ('asc' as const)) : undefined,
    toggle: () =>
      void navigate({
        replace: true,
        search: ({ sort: _, order: was, ...rest }) => ({
          ...rest,
          ...(column === 'email' ? { sort: 'email' as const } : {}),
          ...(by === column && was !== 'desc' ? { order: 'desc' as const } : {}),
        }),
      }),
  })
  return [
    {
      id: 'name',
      fixed: true,
      label: t('directory.users.name'),
      sort: sortBy('name'),
      cell: (row) => (
        <>
          <Link
            from="/customers/$customerId/users"
            to="/customers/$customerId/users/$userId"
            params={{ customerId, userId: row.id }}
            search={(was) => was}
            resetScroll={false}
            className="row-link clip"
            data-row
          >
            {nameInList(row)}
          </Link>
          {row.administrator ? <span className="chip">{t('directory.users.administrator')}</span> : null}
        </>
      ),
    },
    {
      id: 'email',
      label: t('directory.users.email'),
      sort: sortBy('email'),
      wideOnly: true,
      cell: (row) => <span className="soft clip">{row.email}</span>,
    },
    {
      id: 'status',
      label: t('directory.users.status'),
      width: 'min(9.5rem, 38vw)',
      cell: (row) => <UserState status={row.status} />,
    },
    {
      id: 'package',
      label: t('directory.users.package'),
      width: '11.5rem',
      wideOnly: true,
      cell: (row) =>
        row.package ? (
          <span className="clip">{row.package.name}</span>
        ) : (
          <span className="faint">{t('directory.users.noPackage')}</span>
        ),
    },
    {
      id: 'number',
      label: t('directory.users.number'),
      width: '14.5rem',
      wideOnly: true,
      // Where both have no room in one line the extension takes another; neither is cut.
      cell: (row) => (
        <span>
          {row.phoneNumber ? <Phone e164={row.phoneNumber} /> : null}{' '}
          {row.extension ? (
            <span className="soft nowrap">{t('directory.users.extension', { extension: row.extension })}</span>
          ) : null}
        </span>
      ),
    },
    {
      id: 'location',
      label: t('directory.user.location'),
      width: '10rem',
      wideOnly: true,
      offAtFirst: true,
      cell: (row) => <span className="soft clip">{row.location}</span>,
    },
    {
      id: 'last-used',
      label: t('directory.user.lastActivity'),
      width: '9rem',
      wideOnly: true,
      offAtFirst: true,
      cell: (row) =>
        row.lastActivity ? <Time at={row.lastActivity} /> : <span className="faint">{t('common.never')}</span>,
    },
  ]
}
