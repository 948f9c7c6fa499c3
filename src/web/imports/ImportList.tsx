import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { listImports } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useColumnChoice } from '../kit/columns.tsx'
import { useFormat } from '../kit/format.ts'
import { ImportState } from '../kit/ImportState.tsx'
import { type Column, List } from '../kit/List.tsx'
import { usePages } from '../kit/pages.ts'
import { isRunning, shareDone, useRecentImports } from '../kit/running.ts'
import { Time } from '../kit/Time.tsx'

/** Imports of one customer, or of all in reach; asked for again while one of them is at work. */
export function ImportList({
  organizationId,
  label,
  empty,
}: {
  organizationId?: string
  label: string
  empty: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const running = useRecentImports().some(isRunning)
  const query = { max: 50, ...(organizationId ? { organizationId } : {}) }
  const pages = usePages(
    ['imports', 'list', organizationId ?? 'all'],
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
      {pages.rows && pages.rows.length > 0 ? (
        <div className="toolbar wide-only">
          <span className="grow" />
          {chooser}
        </div>
      ) : null}
      <List
        label={label}
        pages={pages}
        columns={shown}
        rowKey={(row) => row.id}
        summary={(count) => t('imports.list.shown', { count })}
        empty={empty}
      />
    </>
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
