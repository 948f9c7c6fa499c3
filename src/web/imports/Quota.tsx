import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { useFormat } from '../kit/format.ts'
import { SeatBar } from '../kit/SeatBar.tsx'

/** Seats of each package before and after; those that change or refuse come first. */
export function Quota({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const touched = of.quota.filter(({ before, after, refused }) => before !== after || refused > 0)
  const shown = touched.length > 0 ? touched : of.quota.slice(0, 3)
  if (shown.length === 0) return null
  return (
    <section aria-label={t('imports.quota.title')}>
      <ul className="quota">
        {shown.map(({ package: id, name, before, after, limit, refused }) => {
          const numbers = {
            before: format.number(before),
            after: format.number(after),
            limit: format.number(limit ?? 0),
          }
          const text =
            before === after && refused === 0
              ? t('imports.quota.unchanged', numbers)
              : limit === undefined
                ? t('imports.quota.changeUnlimited', numbers)
                : t('imports.quota.changeOf', numbers)
          return (
            <li key={id} className="panel">
              <span className="seat-line">
                <span>{name}</span>
                <span className={refused > 0 ? 'amber' : 'soft'}>
                  {text}
                  {refused > 0 ? `, ${t('imports.quota.refused', { count: refused })}` : ''}
                </span>
              </span>
              {limit === undefined ? null : <SeatBar before={before} after={after} limit={limit} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
