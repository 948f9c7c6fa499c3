import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { announce } from '../kit/Announcements.tsx'
import { getImport } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { DetailPage } from '../kit/DetailPage.tsx'
import { ImportState } from '../kit/ImportState.tsx'
import { isRunning, lookForRunning } from '../kit/running.ts'
import { BackTo } from '../kit/Shut.tsx'
import { Time } from '../kit/Time.tsx'
import { ChangedColumns } from './Changes.tsx'
import { Figures } from './Figures.tsx'
import { IssueCode } from './IssueCode.tsx'
import { PlanFoot } from './PlanFoot.tsx'
import { Quota } from './Quota.tsx'
import { Canceled, Failed, Result } from './Result.tsx'
import { Rows, useChangedField } from './Rows.tsx'
import { Steps } from './Steps.tsx'
import { Working } from './Working.tsx'
import './imports.css'

const page = getRouteApi('/signed-in/customers/$customerId/imports/$importId')

/** One import from its planning to its result; whoever comes back finds it as it stands. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation()
  const { customerId, importId } = page.useParams()
  const asked = useQuery({
    queryKey: ['import', importId],
    queryFn: async ({ signal }) => (await client.call(getImport, { params: { importId } }, { signal })).data,
    refetchInterval: ({ state }) => (state.data ? pause(state.data) : false),
  })
  useStageReports(asked.data)
  return (
    <DetailPage
      of={asked}
      thing="import"
      name={({ fileName }) => fileName}
      unnamed={t('imports.title')}
      within={({ organizationName }) => organizationName}
      back={<BackTo to={`/customers/${customerId}/imports`}>{t('imports.title')}</BackTo>}
      above={() => (
        <Link to="/customers/$customerId/imports" params={{ customerId }} className="link">
          {t('imports.title')}
        </Link>
      )}
      beside={(one) => <ImportState of={one} />}
      below={(one) => (
        <>
          <Steps at={stepOf(one)} />
          <p className="soft small">
            {t(`imports.behavior.${one.behavior}`)} · {one.createdBy} · <Time at={one.created} focusable />
            {one.status === 'planned' && one.can.cancel ? (
              <>
                {' · '}
                <Link to="/customers/$customerId/imports/new" params={{ customerId }} className="link">
                  {t('imports.upload.change')}
                </Link>
              </>
            ) : null}
          </p>
        </>
      )}
    >
      {(one) => <Stage of={one} />}
    </DetailPage>
  )
}

/** A plan may be applied or discarded in another place, and a failed import taken up again; what has ended stays. */
function pause(of: Import): number | false {
  if (isRunning(of)) return 700
  return of.status === 'planned' || of.status === 'failed' ? 3000 : false
}

function Stage({ of }: { of: Import }): ReactNode {
  if (of.status === 'planning') return <Working of={of} />
  // Without a plan there is nothing to show of it, and nothing to take up again.
  if (of.status === 'failed' && !of.planned) return <Unplanned of={of} />
  if (of.status === 'canceled') return <Canceled of={of} />
  return <Plan of={of} />
}

function Unplanned({ of }: { of: Import }): ReactNode {
  return (
    <div className="stack">
      <Failed of={of} />
      {of.can.cancel ? <PlanFoot of={of} /> : null}
    </div>
  )
}

function Plan({ of }: { of: Import }): ReactNode {
  const changed = useChangedField(of)
  return (
    <div className="stack">
      {of.status === 'applying' ? <Working of={of} /> : null}
      {of.status === 'applied' ? <Result of={of} /> : null}
      {of.status === 'failed' ? <Failed of={of} /> : null}
      <Figures of={of} />
      <ChangedColumns of={of} shown={changed?.field} />
      <Quota of={of} />
      <FileWarnings of={of} />
      {of.rowsKept ? <Rows of={of} /> : <RowsGone />}
      {of.status === 'planned' || of.status === 'failed' ? <PlanFoot of={of} /> : null}
    </div>
  )
}

function RowsGone(): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-label={t('imports.rows.title')}>
      <p className="soft">{t('imports.rows.gone')}</p>
    </section>
  )
}

function FileWarnings({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  if (of.warnings.length === 0) return null
  // One for each column of services that the file has: the same sentence over and over would hide the others.
  const same = of.warnings.filter(({ code, column }) => code === 'imports.false_ignored' && column !== undefined)
  const ignored = same.length > 1 ? same : []
  const [first] = ignored
  const singles = of.warnings.filter((warning) => !ignored.includes(warning))
  return (
    <section className="note note-amber note-list" aria-label={t('imports.warnings.title')}>
      <ul className="plain">
        {singles.map((warning) => (
          <li key={`${warning.code}${warning.column ?? ''}${warning.message}`}>
            {warning.column ? <b>{warning.column}: </b> : null}
            {warning.message} <span className="soft">{warning.remedy}</span> <IssueCode of={warning} />
          </li>
        ))}
        {first ? (
          <li>
            <b>{ignored.map(({ column }) => column).join(' · ')}: </b>
            {t('imports.warnings.falseIgnored')} <span className="soft">{first.remedy}</span> <IssueCode of={first} />
          </li>
        ) : null}
      </ul>
    </section>
  )
}

function stepOf({ status }: Import): 'file' | 'plan' | 'apply' | 'result' {
  if (status === 'planning' || status === 'planned' || status === 'canceled') return 'plan'
  return status === 'applying' ? 'apply' : 'result'
}

/** Says each change of stage, and lets the lists that it has changed be asked for anew. */
function useStageReports(data: Import | undefined): void {
  const { t } = useTranslation()
  const before = useRef<Import['status']>(undefined)
  useEffect(() => {
    if (!data) return
    const was = before.current
    before.current = data.status
    if (!was || was === data.status) return
    lookForRunning()
    void queryClient.invalidateQueries({ queryKey: ['import-rows', data.id] })
    if (data.status === 'planned') announce(t('shell.running.planned', { file: data.fileName }))
    if (data.status === 'canceled') announce(t('imports.canceled.title'))
    if (data.status === 'failed') announce(t('shell.running.failed', { file: data.fileName }))
    if (data.status === 'applied') {
      announce(t('shell.running.finished', { file: data.fileName }))
      for (const queryKey of [['users'], ['user'], ['customer'], ['customers']])
        void queryClient.invalidateQueries({ queryKey })
    }
  }, [data, t])
}
