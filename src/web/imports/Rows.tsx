import { Button } from '@mantine/core'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportRow } from '../../api/imports.ts'
import { onBehalf } from '../kit/behalf.ts'
import { ChoiceChip, FilterChip } from '../kit/Chip.tsx'
import { downloadFailedRows, listImportRows } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useFormat } from '../kit/format.ts'
import { type Column, List } from '../kit/List.tsx'
import { usePages } from '../kit/pages.ts'
import { useMayHaveFile } from '../kit/session.ts'
import { RowChanges, useColumnName } from './Changes.tsx'
import { IssueCode } from './IssueCode.tsx'

const page = getRouteApi('/signed-in/customers/$customerId/imports/$importId')
const kinds = ['refused', 'remove', 'warnings', 'create', 'change', 'unchanged'] as const

/** The rows behind the figures, one kind at a time; what needs attention comes first. */
export function Rows({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate({ from: '/customers/$customerId/imports/$importId' })
  const { show } = page.useSearch()
  const kind = kinds.find((one) => one === show) ?? kinds.find((one) => of.counts[one] > 0) ?? 'create'
  const changed = useChangedField(of)
  const nameOf = useColumnName()
  const request = {
    params: { importId: of.id },
    query: {
      max: 100,
      ...(kind === 'warnings' ? { warnings: 'true' as const } : { outcome: kind }),
      ...(changed ? { changed: changed.field } : {}),
    },
  }
  const pages = usePages(['import-rows', of.id, kind, changed?.field ?? ''], {
    first: (signal) => client.call(listImportRows, request, { signal }),
    follow: (next, signal) => client.follow(listImportRows, next, { signal }),
  })
  return (
    <section className="panel panel-flush" aria-label={t('imports.rows.title')}>
      <div className="rows-head">
        <fieldset className="chips" aria-label={t('imports.rows.filters')}>
          {kinds.map((one) => (
            <ChoiceChip
              key={one}
              on={one === kind}
              disabled={of.counts[one] === 0}
              choose={() => void navigate({ search: { show: one }, replace: true, resetScroll: false })}
            >
              {t(`imports.rows.${one}`)} {format.number(of.counts[one])}
            </ChoiceChip>
          ))}
          {changed ? (
            <FilterChip
              name={nameOf(changed)}
              remove={() => void navigate({ search: { show: kind }, replace: true, resetScroll: false })}
            >
              {t('imports.changes.filter', { column: nameOf(changed) })}
            </FilterChip>
          ) : null}
        </fieldset>
        {of.counts.refused > 0 ? <DownloadRefused of={of} /> : null}
      </div>
      <List
        label={t('imports.rows.title')}
        pages={pages}
        columns={useColumns(of, kind)}
        readable
        rowKey={(row) => String(row.line)}
        summary={(count) => t('imports.rows.shown', { count })}
        empty={<p className="panel-empty">{t('imports.rows.empty')}</p>}
      />
    </section>
  )
}

export function DownloadRefused({ of, filled }: { of: Import; filled?: boolean }): ReactNode {
  const { t } = useTranslation()
  if (!useMayHaveFile('imports:read')) return null
  return (
    <Button
      {...(filled ? { variant: 'filled' } : {})}
      leftSection={<IconDownload size={16} aria-hidden />}
      renderRoot={(props) => (
        <a {...props} href={onBehalf(client.address(downloadFailedRows, { params: { importId: of.id } }))} download>
          {props.children}
        </a>
      )}
    >
      {t('imports.rows.download')}
    </Button>
  )
}

/** The column that the rows shown have to change, where the address names one that this import changes. */
export function useChangedField(of: Import): Import['changes'][number] | undefined {
  const { show, changed } = page.useSearch()
  return show === 'change' ? of.changes.find(({ field }) => field === changed) : undefined
}

function useColumns(of: Import, kind: (typeof kinds)[number]): Column<ImportRow>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const what =
    kind === 'create' || kind === 'change' || kind === 'remove' ? t('imports.rows.what') : t('imports.rows.why')
  return [
    {
      id: 'line',
      label: t('imports.rows.line'),
      width: 'min(5.5rem, 18vw)',
      cell: (row) => <span className="mono">{format.number(row.line)}</span>,
    },
    {
      id: 'user',
      label: t('imports.rows.user'),
      width: '17rem',
      wideOnly: true,
      cell: (row) => <Person of={of} row={row} />,
    },
    {
      id: 'why',
      label: what,
      head: (
        <span className="issue">
          <span className="wide-only">{t('imports.rows.column')}</span>
          <span>{what}</span>
        </span>
      ),
      cell: (row) => (
        <>
          <span className="narrow-only row-person">
            <Person of={of} row={row} />
          </span>
          <Why row={row} applied={of.status === 'applied'} warned={kind === 'warnings'} />
        </>
      ),
    },
  ]
}

/** Whom the row stands for; a link where the user is there and stays. */
function Person({ of, row }: { of: Import; row: ImportRow }): ReactNode {
  const { t } = useTranslation()
  if (!row.userId || row.outcome === 'remove')
    return <span className="wrap">{row.email ?? <span className="faint">{t('common.none')}</span>}</span>
  return (
    <Link
      to="/customers/$customerId/users/$userId"
      params={{ customerId: of.organizationId, userId: row.userId }}
      className="link wrap"
      data-row
    >
      {row.email}
    </Link>
  )
}

/** What was asked for stands first: the warnings where they are looked at, else what changes. */
function Why({ row, applied, warned }: { row: ImportRow; applied: boolean; warned: boolean }): ReactNode {
  const { t } = useTranslation()
  if (row.outcome === 'unchanged' && row.issues.length === 0)
    return <span className="soft">{t('imports.rows.isUnchanged')}</span>
  const changes = row.outcome === 'refused' ? null : <RowChanges row={row} applied={applied} />
  const issues = row.issues.map((issue) => (
    <div key={`${issue.code} ${issue.column ?? ''} ${issue.message}`} className="issue">
      <span className="wide-only">{issue.column ?? t('imports.rows.wholeRow')}</span>
      <span>
        {issue.column ? <span className="narrow-only strong">{issue.column}: </span> : null}
        {issue.severity === 'warning' ? <IconAlertTriangle size={14} className="amber sign" aria-hidden /> : null}
        {issue.message} <span className="soft">{issue.remedy}</span> <IssueCode of={issue} />
      </span>
    </div>
  ))
  return (
    <>
      {warned ? null : changes}
      {issues}
      {warned ? changes : null}
    </>
  )
}
