import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { FilterChips } from '../kit/Chip.tsx'
import { listImports } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useColumnChoice } from '../kit/columns.tsx'
import { FilterSelect } from '../kit/FilterSelect.tsx'
import { useFormat } from '../kit/format.ts'
import { ImportState } from '../kit/ImportState.tsx'
import { type Column, List } from '../kit/List.tsx'
import { Empty } from '../kit/Page.tsx'
import { usePages } from '../kit/pages.ts'
import { isRunning, shareDone, useRecentImports } from '../kit/running.ts'
import { useMay } from '../kit/session.ts'
import { Time } from '../kit/Time.tsx'
import { CustomerFilter, useCustomerName } from './CustomerFilter.tsx'

export type ImportFilters = { customer?: string; status?: string }
export type SetImportFilters = (next: ImportFilters) => void

const statuses = ['planning', 'planned', 'applying', 'applied', 'failed', 'canceled'] as const

/** Imports of one customer, or of all in reach with a filter by customer; asked for again while one of them is at work. */
export function ImportList({
  organizationId,
  filters,
  set,
  label,
  empty,
}: {
  organizationId?: string
  /** As the address has them. */
  filters: ImportFilters
  set: SetImportFilters
  label: string
  empty: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const mayChoose = useMay('partners:read') && organizationId === undefined
  const running = useRecentImports().some(isRunning)
  // A status that there is not is no filter.
  const status = statuses.find((one) => one === filters.status)
  const of = organizationId ?? filters.customer
  const query = { max: 50, ...(of ? { organizationId: of } : {}), ...(status ? { status } : {}) }
  const filtered = filters.customer !== undefined || status !== undefined
  const pages = usePages(
    ['imports', 'list', query],
    {
      first: (signal) => client.call(listImports, { query }, { signal }),
      follow: (next, signal) => client.follow(listImports, next, { signal }),
    },
    { refetchInterval: running ? 2000 : false },
  )
  const { shown, chooser } = useColumnChoice(
    organizationId ? 'imports' : 'tasks',
    useColumns(organizationId === undefined),
  )
  return (
    <>
      {filtered || pages.rows?.length !== 0 ? (
        <div className="toolbar">
          {mayChoose ? (
            <CustomerFilter
              chosen={filters.customer}
              choose={(customer) => set({ ...(customer ? { customer } : {}), ...(status ? { status } : {}) })}
            />
          ) : null}
          <FilterSelect
            label={t('imports.list.status')}
            any={t('imports.list.anyStatus')}
            value={status}
            options={statuses.map((value) => ({ value, label: t(`imports.status.${value}`) }))}
            choose={(value) => set({ ...withoutStatus(filters), ...(value ? { status: value } : {}) })}
          />
          <div className="toolbar-end wide-only">{chooser}</div>
        </div>
      ) : null}
      {filtered ? <Filters filters={filters} status={status} set={set} /> : null}
      <List
        label={label}
        pages={pages}
        columns={shown}
        rowKey={(row) => row.id}
        summary={(count) => t('imports.list.shown', { count })}
        empty={
          filtered ? <Empty title={t('imports.list.noneFoundTitle')}>{t('imports.list.noneFoundText')}</Empty> : empty
        }
      />
    </>
  )
}

function withoutStatus({ customer }: ImportFilters): ImportFilters {
  return customer ? { customer } : {}
}

function Filters({
  filters,
  status,
  set,
}: {
  filters: ImportFilters
  status: (typeof statuses)[number] | undefined
  set: SetImportFilters
}): ReactNode {
  const { t } = useTranslation()
  const name = useCustomerName(filters.customer)
  const chips = [
    ...(filters.customer ? [{ name: 'customer' as const, label: t('imports.list.customerFilter', { name }) }] : []),
    ...(status
      ? [{ name: 'status' as const, label: t('imports.list.statusFilter', { name: t(`imports.status.${status}`) }) }]
      : []),
  ]
  return (
    <FilterChips
      label={t('imports.list.filters')}
      chips={chips}
      remove={(one) => set(one === 'status' ? withoutStatus(filters) : status ? { status } : {})}
      clear={() => set({})}
      clearLabel={t('imports.list.clear')}
    />
  )
}

function useColumns(withCustomer: boolean): Column<Import>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const columns: Column<Import>[] = [
    {
      id: 'file',
      fixed: true,
      label: t('imports.list.file'),
      cell: (row) => (
        <>
          <Link
            to="/customers/$customerId/imports/$importId"
            params={{ customerId: row.organizationId, importId: row.id }}
            className="row-link clip"
            data-row
          >
            {row.fileName}
          </Link>
          <span className="narrow-only second-line soft">
            {withCustomer ? `${row.organizationName} · ` : ''}
            <Time at={row.created} moment />
            <br />
            {t('imports.list.changes')}: {format.number(changesOf(row))} · {t('imports.list.refused')}:{' '}
            {format.number(row.counts.refused)}
          </span>
        </>
      ),
    },
    { id: 'status', label: t('imports.list.status'), width: 'min(13rem, 38vw)', cell: (row) => <Stage of={row} /> },
    {
      id: 'changes',
      label: t('imports.list.changes'),
      width: '6rem',
      end: true,
      wideOnly: true,
      cell: (row) => format.number(changesOf(row)),
    },
    {
      id: 'refused',
      label: t('imports.list.refused'),
      width: '6rem',
      end: true,
      wideOnly: true,
      cell: (row) => (
        <span className={row.counts.refused > 0 ? 'amber' : undefined}>{format.number(row.counts.refused)}</span>
      ),
    },
    {
      id: 'by',
      label: t('imports.list.by'),
      width: '9rem',
      wideOnly: true,
      cell: (row) => <span className="soft clip">{row.createdBy}</span>,
    },
    {
      id: 'started',
      label: t('imports.list.started'),
      width: '12rem',
      wideOnly: true,
      cell: (row) => <Time at={row.created} moment />,
    },
  ]
  const customer: Column<Import> = {
    id: 'customer',
    label: t('imports.list.customer'),
    wideOnly: true,
    cell: (row) => <span className="clip">{row.organizationName}</span>,
  }
  return withCustomer ? columns.toSpliced(1, 0, customer) : columns
}

function changesOf({ counts }: Import): number {
  return counts.create + counts.change + counts.remove
}

function Stage({ of }: { of: Import }): ReactNode {
  const format = useFormat()
  return (
    <span className="stage">
      <ImportState of={of} />
      {isRunning(of) && of.progress.total > 0 ? (
        <>
          <span className="soft">{format.percent(shareDone(of))}</span>
          <span className="bar bar-more" aria-hidden>
            <u style={{ left: 0, width: `${shareDone(of) * 100}%` }} />
          </span>
        </>
      ) : null}
    </span>
  )
}
