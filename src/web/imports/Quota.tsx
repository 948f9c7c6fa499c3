import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { useFormat } from '../kit/format.ts'
import { SeatBar } from '../kit/SeatBar.tsx'

/** Seats of the packages that the plan touches, before and after, one under the other so that their figures can be compared. */
export function Quota({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const touched = of.quota.filter(({ before, after, refused }) => before !== after || refused > 0)
  if (of.quota.length === 0) return null
  return (
    <section className="panel panel-flush" aria-labelledby="quota">
      <h2 id="quota" className="hidden-text">
        {t('imports.quota.title')}
      </h2>
      {touched.length === 0 ? <p className="panel-empty quota-none">{t('imports.quota.none')}</p> : null}
      <ul className="quota">
        {touched.map(({ package: id, name, before, after, limit, refused }) => {
          const numbers = {
            before: format.number(before),
            after: format.number(after),
            limit: format.number(limit ?? 0),
          }
          const text =
            limit === undefined ? t('imports.quota.changeUnlimited', numbers) : t('imports.quota.changeOf', numbers)
          return (
            <li key={id}>
              <span>{name}</span>
              <span className={refused > 0 ? 'amber' : 'soft'}>
                {text}
                {refused > 0 ? `, ${t('imports.quota.refused', { count: refused })}` : ''}
              </span>
              {limit === undefined ? null : <SeatBar before={before} after={after} limit={limit} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
