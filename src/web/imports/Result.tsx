import { Button } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { useFormat } from '../kit/format.ts'
import { forgetChosen } from './chosen.ts'
import { DownloadRefused } from './Rows.tsx'

export function Result({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { refused } = of.counts
  const seconds = of.started && of.finished ? (Date.parse(of.finished) - Date.parse(of.started)) / 1000 : undefined
  const took =
    seconds === undefined ? undefined : seconds < 1 ? t('imports.duration.lessThanSecond') : format.duration(seconds)
  return (
    <section className="panel outcome" aria-labelledby="outcome">
      <IconCircleCheck size={24} className="green" aria-hidden />
      <div className="grow">
        <h2 id="outcome">{t('imports.result.title')}</h2>
        <p className="soft">
          {refused > 0 ? t('imports.result.refused', { count: refused }) : t('imports.result.clean')}{' '}
          {took ? `${t('imports.result.took', { time: took })}.` : ''}
        </p>
        <div className="outcome-acts">
          {refused > 0 && of.rowsKept ? <DownloadRefused of={of} filled /> : null}
          <Button
            {...(refused > 0 ? {} : { variant: 'filled' })}
            renderRoot={(props) => (
              <Link to="/customers/$customerId/users" params={{ customerId: of.organizationId }} {...props} />
            )}
          >
            {t('imports.result.users')}
          </Button>
          <Again of={of} />
        </div>
      </div>
    </section>
  )
}

export function Failed({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { rows, total } = of.progress
  return (
    <section className="error-panel" role="alert">
      <IconCircleX size={24} className="red" aria-hidden />
      <div className="grow">
        <h2 className="error-title">{t('imports.failed.title')}</h2>
        {of.fault ? (
          <>
            <p>
              {of.fault.column ? <b>{of.fault.column}: </b> : null}
              {of.fault.message}
            </p>
            <p className="soft">{of.fault.remedy}</p>
          </>
        ) : null}
        <p className="soft">
          {of.started && rows > 0
            ? t('imports.failed.done', { done: format.number(rows), total: format.number(total) })
            : t('imports.failed.beforeWrite')}
        </p>
        <div className="outcome-acts">
          <Again of={of} />
          {of.fault ? <span className="mono faint">{of.fault.code}</span> : null}
        </div>
      </div>
    </section>
  )
}

export function Canceled({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="panel outcome" aria-labelledby="outcome">
      <IconInfoCircle size={24} className="soft" aria-hidden />
      <div className="grow">
        <h2 id="outcome">{t('imports.canceled.title')}</h2>
        <p className="soft">{t('imports.canceled.text')}</p>
        <div className="outcome-acts">
          <Again of={of} />
        </div>
      </div>
    </section>
  )
}

function Again({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  return (
    <Button
      renderRoot={(props) => (
        <Link to="/customers/$customerId/imports/new" params={{ customerId: of.organizationId }} {...props} />
      )}
      onClick={forgetChosen}
    >
      {t('imports.result.again')}
    </Button>
  )
}
