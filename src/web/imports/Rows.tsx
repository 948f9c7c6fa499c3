import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportRow, RowOutcome } from '../../api/imports.ts'
import { onBehalf } from '../kit/behalf.ts'
import { ChoiceChip } from '../kit/Chip.tsx'
import { downloadFailedRows, listImportRows } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { useFormat } from '../kit/format.ts'
import { type Column, List } from '../kit/List.tsx'
import { usePages } from '../kit/pages.ts'

const page = getRouteApi('/signed-in/customers/$customerId/imports/$importId')
const kinds = ['refused', 'remove', 'warnings', 'create', 'change', 'unchanged'] as const

/** The rows behind the figures, one kind at a time; what needs attention comes first. */
export function Rows({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate({ from: '/customers/$customerId/imports/$importId' })
  const { show } = page.useSearch()
  const kind = kinds.find((one) => one === show) ?? kinds.find((one) => of.counts[one] > 0) ?? 'create'
  const request = {
    params: { importId: of.id },
    query: { max: 100, ...(kind === 'warnings' ? { warnings: 'true' as const } : { outcome: kind }) },
  }
  const pages = usePages(['import-rows', of.id, kind], {
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
              choose={() => void navigate({ search: { show: one }, replace: true, resetScroll: false })}
            >
              {t(`imports.rows.${one}`)} {format.number(of.counts[one])}
            </ChoiceChip>
          ))}
        </fieldset>
        {of.counts.refused > 0 ? <DownloadRefused of={of} /> : null}
      </div>
      <List
        label={t('imports.rows.title')}
        pages={pages}
        columns={useColumns(of)}
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

function useColumns(of: Import): Column<ImportRow>[] {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      id: 'line',
      label: t('imports.rows.line'),
      width: 'min(5.5rem, 15vw)',
      cell: (row) => <span className="mono">{format.number(row.line)}</span>,
    },
    {
      id: 'user',
      label: t('imports.rows.user'),
      width: 'min(17rem, 36vw)',
      cell: (row) =>
        row.userId && row.outcome !== 'remove' ? (
          <Link
            to="/customers/$customerId/users/$userId"
            params={{ customerId: of.organizationId, userId: row.userId }}
            className="link wrap"
            data-row
          >
            {row.email}
          </Link>
        ) : (
          <span className="wrap">{row.email ?? <span className="faint">{t('common.none')}</span>}</span>
        ),
    },
    {
      id: 'why',
      label: t('imports.rows.why'),
      head: (
        <span className="issue">
          <span className="wide-only">{t('imports.rows.column')}</span>
          <span>{t('imports.rows.why')}</span>
        </span>
      ),
      cell: (row) => <Why row={row} applied={of.status === 'applied'} />,
    },
  ]
}

function Why({ row, applied }: { row: ImportRow; applied: boolean }): ReactNode {
  const { t } = useTranslation()
  if (row.issues.length === 0) {
    const words: Record<RowOutcome, string> = {
      create: applied ? t('imports.rows.wasCreated') : t('imports.rows.willCreate'),
      change: applied ? t('imports.rows.wasChanged') : t('imports.rows.willChange'),
      remove: applied ? t('imports.rows.wasRemoved') : t('imports.rows.willRemove'),
      unchanged: t('imports.rows.isUnchanged'),
      refused: '',
    }
    return <span className={row.outcome === 'remove' ? 'red' : 'soft'}>{words[row.outcome]}</span>
  }
  return row.issues.map((issue) => (
    <div key={`${issue.code} ${issue.column ?? ''} ${issue.message}`} className="issue">
      <span className="wide-only">{issue.column ?? t('imports.rows.wholeRow')}</span>
      <span>
        {issue.column ? <span className="narrow-only strong">{issue.column}: </span> : null}
        {issue.message} <span className="soft">{issue.remedy}</span>
      </span>
    </div>
  ))
}
