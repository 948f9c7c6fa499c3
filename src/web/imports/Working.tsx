import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { useFormat } from '../kit/format.ts'
import { shareDone } from '../kit/running.ts'

/** Planning or applying: rows, rate and time left. The page may be left. */
export function Working({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { rows, total, rate, remaining } = of.progress
  const share = shareDone(of)
  const title = of.status === 'planning' ? t('imports.planning.title') : t('imports.applying.title')
  return (
    <section className="panel working" aria-labelledby="working">
      <h2 id="working">{title}</h2>
      <p className="soft">{of.status === 'planning' ? t('imports.planning.text') : t('imports.applying.text')}</p>
      <div
        className="bar bar-more bar-large"
        role="progressbar"
        aria-label={t('imports.applying.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <u style={{ left: 0, width: `${share * 100}%` }} />
      </div>
      <p className="working-line">
        <span>
          {total > 0 ? t('imports.applying.rows', { done: format.number(rows), total: format.number(total) }) : ' '}
        </span>
        {rate ? <span className="soft">{t('imports.applying.rate', { count: Math.round(rate) })}</span> : null}
        {remaining === undefined ? null : (
          <span className="soft">
            {remaining < 1
              ? t('imports.applying.nearly')
              : t('imports.applying.left', { time: format.duration(remaining) })}
          </span>
        )}
      </p>
    </section>
  )
}
