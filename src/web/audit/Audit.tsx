import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditItem } from '../../api/audit.ts'
import { auditCategories } from '../../api/audit-types.ts'
import { onBehalf } from '../kit/behalf.ts'
import { exportAuditCsv, exportAuditJson, listAuditEvents } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { customerQuery } from '../kit/customer.ts'
import { type Column, List } from '../kit/List.tsx'
import { language } from '../kit/language.ts'
import { Empty, Page } from '../kit/Page.tsx'
import { usePages } from '../kit/pages.ts'
import { SearchInput } from '../kit/SearchInput.tsx'
import { isShut, ShutCustomer } from '../kit/Shut.tsx'
import { useMayHaveFile } from '../kit/session.ts'
import { Time } from '../kit/Time.tsx'
import { Chain } from './Chain.tsx'
import { EventDrawer } from './EventDrawer.tsx'
import { Filters } from './Filters.tsx'
import { PersonFilter } from './PersonFilter.tsx'
import { type AuditSearch, queryOf, type SetSearch } from './search.ts'

const partnerPage = getRouteApi('/signed-in/partner-side/audit')
const customerPage = getRouteApi('/signed-in/customers/$customerId/audit')

/** The audit of the whole partner. */
export function PartnerAudit(): ReactNode {
  const search = partnerPage.useSearch()
  const navigate = useNavigate({ from: '/audit' })
  return (
    <Audit
      search={search}
      set={(change) =>
        void navigate({ to: '/audit', replace: true, resetScroll: false, search: (was) => changed(was, change) })
      }
    />
  )
}

/** What concerns one customer, for its own people and for the partner's. */
export function CustomerAudit(): ReactNode {
  const search = customerPage.useSearch()
  const { customerId } = customerPage.useParams()
  const navigate = useNavigate({ from: '/customers/$customerId/audit' })
  const { data: customer, error } = useQuery(customerQuery(customerId))
  if (isShut(error)) return <ShutCustomer error={error} />
  return (
    <Audit
      search={search}
      customerId={customerId}
      {...(customer ? { customerName: customer.name } : {})}
      set={(change) =>
        void navigate({
          to: '/customers/$customerId/audit',
          params: { customerId },
          replace: true,
          resetScroll: false,
          search: (was) => changed(was, change),
        })
      }
    />
  )
}

function changed(was: AuditSearch, change: Partial<Record<keyof AuditSearch, string>>): AuditSearch {
  return Object.fromEntries(Object.entries({ ...was, ...change }).filter(([, value]) => value !== ''))
}

function Audit({
  search,
  set,
  customerId,
  customerName,
}: {
  search: AuditSearch
  set: SetSearch
  customerId?: string
  customerName?: string
}): ReactNode {
  const { t } = useTranslation()
  const query = queryOf(search, customerId)
  const pages = usePages(['audit', 'list', query], {
    first: (signal) => client.call(listAuditEvents, { query }, { signal }),
    follow: (next, signal) => client.follow(listAuditEvents, next, { signal }),
  })
  const filtered = Object.keys(query).length > (customerId ? 1 : 0)
  const title = t('audit.page.title')
  return (
    <Page
      heading={title}
      title={customerName ? `${title} · ${customerName}` : title}
      wide
      acts={
        <>
          <Export address={client.address(exportAuditCsv, { query: { ...query, language: language() } })}>
            {t('audit.page.exportCsv')}
          </Export>
          <Export address={client.address(exportAuditJson, { query: { ...query, language: language() } })}>
            {t('audit.page.exportJson')}
          </Export>
        </>
      }
    >
      <p className="soft">{t('audit.page.intro')}</p>
      <Chain />
      <div className="toolbar">
        <SearchInput
          label={t('audit.page.tracking')}
          hint={t('audit.page.tracking')}
          value={search.tracking ?? ''}
          onSearch={(text) => set({ tracking: text.trim() })}
        />
        <NativeSelect
          aria-label={t('audit.page.category')}
          value={search.category ?? ''}
          onChange={(event) => set({ category: event.currentTarget.value })}
          data={[
            { value: '', label: t('audit.page.anyCategory') },
            ...auditCategories.map((category) => ({ value: category, label: t(`audit.categories.${category}`) })),
          ]}
        />
        <PersonFilter
          actor={search.actor}
          actorName={pages.stale ? undefined : pages.rows?.[0]?.actor.name}
          organizationId={customerId}
          choose={(actor) => set({ actor })}
        />
        <TextInput
          type="date"
          label={t('audit.page.from')}
          className="labelled"
          value={search.from ?? ''}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('audit.page.to')}
          className="labelled"
          value={search.to ?? ''}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </div>
      {filtered ? <Filters search={search} set={set} rows={pages.stale ? [] : (pages.rows ?? [])} /> : null}
      <List
        label={title}
        pages={pages}
        columns={useColumns(set, customerId === undefined)}
        rowKey={(row) => row.id}
        chosen={search.event}
        summary={(count) => t('audit.page.shown', { count })}
        empty={
          filtered ? (
            <Empty title={t('audit.page.noneFoundTitle')}>{t('audit.page.noneFoundText')}</Empty>
          ) : (
            <Empty title={t('audit.page.noneTitle')}>{t('audit.page.noneText')}</Empty>
          )
        }
      />
      {search.event ? <EventDrawer eventId={search.event} set={set} /> : null}
    </Page>
  )
}

function Export({ address, children }: { address: string; children: ReactNode }): ReactNode {
  if (!useMayHaveFile('audit:read')) return null
  return (
    <Button
      leftSection={<IconDownload size={16} aria-hidden />}
      renderRoot={(props) => (
        <a {...props} href={onBehalf(address)} download>
          {props.children}
        </a>
      )}
    >
      {children}
    </Button>
  )
}

function useColumns(set: SetSearch, withOrganization: boolean): Column<AuditItem>[] {
  const { t } = useTranslation()
  return [
    {
      id: 'time',
      label: t('audit.page.time'),
      width: 'min(12rem, 32vw)',
      cell: (row) => (
        <span className="soft">
          <Time at={row.at} moment />
        </span>
      ),
    },
    {
      id: 'event',
      label: t('audit.page.event'),
      cell: (row) => (
        <button type="button" className="row-link audit-open" data-row onClick={() => set({ event: row.id })}>
          {row.sentence}
        </button>
      ),
    },
    ...(withOrganization
      ? [
          {
            id: 'organization',
            label: t('audit.page.organization'),
            width: '13rem',
            wideOnly: true,
            cell: (row: AuditItem) => <span className="soft clip">{row.organization?.name ?? ''}</span>,
          },
        ]
      : []),
    {
      id: 'category',
      label: t('audit.page.category'),
      width: '13rem',
      wideOnly: true,
      cell: (row) => (
        <span className="soft clip">{row.category ? t(`audit.categories.${row.category}`) : row.type}</span>
      ),
    },
  ]
}
