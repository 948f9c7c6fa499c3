import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../api/partners.ts'
import { CustomerState } from '../kit/CustomerState.tsx'
import { listCustomers, listTags } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useColumnChoice } from '../kit/columns.tsx'
import type { CsvField } from '../kit/csv.ts'
import { ExportButton, useCsv } from '../kit/ExportButton.tsx'
import { useFormat } from '../kit/format.ts'
import { type Column, List } from '../kit/List.tsx'
import { Empty, Page } from '../kit/Page.tsx'
import { usePages } from '../kit/pages.ts'
import { part } from '../kit/parts.ts'
import { SearchInput } from '../kit/SearchInput.tsx'
import { useSelection } from '../kit/selection.ts'
import { useMay } from '../kit/session.ts'
import { uuidOf } from '../kit/uuid.ts'

const page = getRouteApi('/signed-in/partner-side/customers')
const CustomerPane = lazy(async () => ({ default: (await part(() => import('./CustomerPane.tsx'))).CustomerPane }))

/** All customers in reach. A name opens the pane beside the list; “Launch Control Hub” goes into the customer. */
export function Customers(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/customers' })
  const mayConfigure = useMay('partners:configure')
  const { q, tags, sort, order, customer } = page.useSearch()
  const query = {
    ...(q ? { q } : {}),
    ...(tags ? { tags } : {}),
    sort: sort ?? ('name' as const),
    order: order ?? ('asc' as const),
  }
  const pages = usePages(['customers', query], {
    first: (signal) => client.call(listCustomers, { query }, { signal }),
    follow: (next, signal) => client.follow(listCustomers, next, { signal }),
  })

  const { shown, chooser } = useColumnChoice('customers', useColumns())
  const fields = useFields()
  const title = t('partners.customers.title')
  const save = useCsv(fields, title)
  const selection = useSelection<Customer>(JSON.stringify(query), ({ name }) => name)
  return (
    <Page heading={title} title={title} wide>
      <div className="toolbar">
        <SearchInput
          label={t('partners.customers.search')}
          hint={t('partners.customers.searchHint')}
          value={q ?? ''}
          onSearch={(text) =>
            void navigate({ search: ({ q: _, ...rest }) => (text ? { ...rest, q: text } : rest), replace: true })
          }
        />
        <TagFilter
          chosen={tags ?? ''}
          choose={(tag) =>
            void navigate({ search: ({ tags: _, ...rest }) => (tag ? { ...rest, tags: tag } : rest), replace: true })
          }
        />
        <div className="toolbar-end">
          {chooser}
          <ExportButton
            source={{
              first: (signal) => client.call(listCustomers, { query: { ...query, max: 200 } }, { signal }),
              follow: (next, signal) => client.follow(listCustomers, next, { signal }),
            }}
            fields={fields}
            name={title}
          />
        </div>
      </div>
      <List
        label={t('partners.customers.title')}
        pages={pages}
        columns={shown}
        rowKey={(row) => row.id}
        chosen={customer}
        selection={selection}
        acts={<Button onClick={() => save([...selection.rows.values()])}>{t('common.exportSelection')}</Button>}
        summary={(count) => t('partners.customers.shown', { count })}
        empty={
          (q ?? tags) ? (
            <Empty title={t('partners.customers.noneFoundTitle', { text: q ?? tags ?? '' })}>
              {t('partners.customers.noneFoundText')}
            </Empty>
          ) : (
            <Empty
              title={t('partners.customers.emptyTitle')}
              act={mayConfigure ? <p className="soft">{t('partners.customers.emptyMake')}</p> : null}
            >
              {t('partners.customers.emptyText')}
            </Empty>
          )
        }
      />
      <Suspense>
        {customer ? (
          <CustomerPane
            customerId={customer}
            known={pages.rows?.find(({ id }) => id === customer)}
            close={() => void navigate({ search: ({ customer: _, ...rest }) => rest, resetScroll: false })}
          />
        ) : null}
      </Suspense>
    </Page>
  )
}

function TagFilter({ chosen, choose }: { chosen: string; choose: (tag: string) => void }): ReactNode {
  const { t } = useTranslation()
  const { data = [] } = useQuery({
    queryKey: ['tags'],
    queryFn: async ({ signal }) => (await client.call(listTags, { query: {} }, { signal })).data,
  })
  const names = [...new Set([...data.map(({ name }) => name), ...chosen.split(',').filter(Boolean)])].sort()
  if (names.length === 0) return null
  return (
    <NativeSelect
      aria-label={t('identity.administrators.tags.filter')}
      value={chosen}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: t('identity.administrators.tags.any') },
        ...names.map((name) => ({ value: name, label: name })),
        ...(chosen.includes(',') ? [{ value: chosen, label: chosen.replaceAll(',', ', ') }] : []),
      ]}
    />
  )
}

function useFields(): CsvField<Customer>[] {
  const { t } = useTranslation()
  return [
    { label: t('partners.customers.name'), text: ({ name }) => name },
    { label: t('partners.customers.status'), text: ({ status }) => t(`partners.status.${status}`) },
    { label: t('partners.customer.country'), text: ({ country }) => country },
    { label: t('partners.customers.users'), text: ({ users }) => String(users) },
    {
      label: t('partners.customers.packages'),
      text: ({ packages }) =>
        packages
          .filter(({ kind }) => kind === 'package')
          .map(({ name }) => name)
          .join(', '),
    },
    { label: t('identity.administrators.tags.title'), text: ({ tags }) => tags.join(', ') },
    { label: t('partners.customers.created'), text: ({ created }) => created },
    { label: t('partners.customer.externalId'), text: ({ externalId }) => externalId },
    { label: t('partners.customer.id'), text: ({ id }) => uuidOf(id) },
  ]
}

function useColumns(): Column<Customer>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate({ from: '/customers' })
  const { sort, order } = page.useSearch()
  const by = sort ?? 'name'

  const sortBy = (column: 'name' | 'created') => ({
    order: by === column ? (order ?? ('asc' as const)) : undefined,
    toggle: () =>
      void navigate({
        replace: true,
        search: ({ sort: _, order: was, ...rest }) => ({
          ...rest,
          ...(column === 'created' ? { sort: 'created' as const } : {}),
          ...(by === column && was !== 'desc' ? { order: 'desc' as const } : {}),
        }),
      }),
  })

  return [
    {
      id: 'name',
      fixed: true,
      label: t('partners.customers.name'),
      sort: sortBy('name'),
      cell: (row) => (
        <Link
          from="/customers"
          to="/customers"
          search={(was) => ({ ...was, customer: row.id })}
          resetScroll={false}
          className="row-link clip"
          data-row
        >
          {row.name}
        </Link>
      ),
    },
    {
      id: 'status',
      label: t('partners.customers.status'),
      width: '12rem',
      wideOnly: true,
      cell: (row) => <CustomerState status={row.status} />,
    },
    {
      id: 'users',
      label: t('partners.customers.users'),
      width: '6rem',
      end: true,
      cell: (row) =>
        row.usersApproximate ? (
          <span title={t('helpdesk.usersApproximate')}>≈&nbsp;{format.number(row.users)}</span>
        ) : (
          format.number(row.users)
        ),
    },
    {
      id: 'packages',
      label: t('partners.customers.packages'),
      wideOnly: true,
      cell: (row) => <PackageNames customer={row} />,
    },
    {
      id: 'created',
      label: t('partners.customers.created'),
      width: '7.5rem',
      wideOnly: true,
      sort: sortBy('created'),
      cell: (row) => <time dateTime={row.created}>{format.date(row.created)}</time>,
    },
    {
      id: 'country',
      label: t('partners.customer.country'),
      width: '9rem',
      wideOnly: true,
      offAtFirst: true,
      cell: (row) => <span className="clip">{format.country(row.country)}</span>,
    },
    {
      id: 'external-id',
      label: t('partners.customer.externalId'),
      width: '9rem',
      wideOnly: true,
      offAtFirst: true,
      cell: (row) => <span className="mono clip">{row.externalId}</span>,
    },
    {
      id: 'tags',
      offAtFirst: true,
      label: t('identity.administrators.tags.title'),
      wideOnly: true,
      cell: (row) => <span className="clip soft">{row.tags.join(', ')}</span>,
    },
    {
      id: 'acts',
      fixed: true,
      label: t('partners.customers.acts'),
      width: '11.5rem',
      wideOnly: true,
      end: true,
      cell: (row) =>
        row.can.launch ? (
          <Button
            className="over-row"
            renderRoot={(props) => (
              <Link
                to="/customers/$customerId"
                params={{ customerId: row.id }}
                aria-label={t('partners.customers.launchOf', { name: row.name })}
                {...props}
              />
            )}
          >
            {t('partners.customers.launch')}
          </Button>
        ) : null,
    },
  ]
}

const namesShown = 3

function PackageNames({ customer }: { customer: Customer }): ReactNode {
  const { t } = useTranslation()
  const names = customer.packages.filter(({ kind }) => kind === 'package').map(({ name }) => name)
  const rest = names.slice(namesShown)
  return (
    <span className="clip soft" title={names.join(', ')}>
      {names.slice(0, namesShown).join(', ')}
      {rest.length > 0 ? ` ${t('partners.customers.morePackages', { count: rest.length })}` : ''}
      {names.length === 0 ? t('common.none') : ''}
    </span>
  )
}
