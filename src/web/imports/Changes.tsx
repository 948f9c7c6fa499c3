import { IconArrowRight, IconMinus, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangedField, Import, ImportRow, RowChange } from '../../api/imports.ts'
import { ChoiceChip } from '../kit/Chip.tsx'
import { useFormat } from '../kit/format.ts'
import { Phone } from '../kit/Phone.tsx'

/** Headings stand as the file has them; what has none is named in the reader's language. */
export function useColumnName(): (of: { field: ChangedField; column: string }) => string {
  const { t } = useTranslation()
  return ({ field, column }) => {
    if (field === 'package') return t('imports.changes.package')
    return field === 'addOns' ? t('imports.changes.addOns') : column
  }
}

/** How many rows change each column: one wrong column stands out here before anybody has read a row. Each shows its rows. */
export function ChangedColumns({ of, shown }: { of: Import; shown: ChangedField | undefined }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const nameOf = useColumnName()
  const navigate = useNavigate({ from: '/customers/$customerId/imports/$importId' })
  if (of.changes.length === 0) return null
  return (
    <section className="changed-columns" aria-labelledby="changed-columns">
      <h2 id="changed-columns">{t('imports.changes.title')}</h2>
      <div className="chips">
        {of.changes.map((change) => (
          <ChoiceChip
            key={change.field}
            on={change.field === shown}
            disabled={!of.rowsKept}
            choose={() =>
              void navigate({
                search: { show: 'change', ...(change.field === shown ? {} : { changed: change.field }) },
                replace: true,
                resetScroll: false,
              })
            }
          >
            {nameOf(change)} {format.number(change.rows)}
          </ChoiceChip>
        ))}
      </div>
    </section>
  )
}

/** What a row does to its user, one line for each column of a change; of a new or removed user in one line what is given or lost. */
export function RowChanges({ row, applied }: { row: ImportRow; applied: boolean }): ReactNode {
  const { t } = useTranslation()
  if (row.outcome === 'create')
    return (
      <div className="whole">
        <span className="soft">{applied ? t('imports.rows.wasCreated') : t('imports.rows.willCreate')}</span>{' '}
        <Things of={row.changes} />
      </div>
    )
  if (row.outcome === 'remove')
    return (
      <div className="whole red">
        <span className="lost">
          <IconMinus size={14} aria-hidden />
          {applied ? t('imports.rows.wasRemoved') : t('imports.rows.willRemove')}
        </span>{' '}
        {row.changes.length > 0 ? (
          <>
            {t('imports.changes.lostTitle')} <Things of={row.changes} />
          </>
        ) : null}
      </div>
    )
  return row.changes.map((change) => <OneChange key={`${change.field} ${change.column}`} of={change} />)
}

function OneChange({ of }: { of: RowChange }): ReactNode {
  const nameOf = useColumnName()
  const name = of.field === 'addOns' ? of.column : nameOf(of)
  return (
    <div className="issue">
      <span className="wide-only">{name}</span>
      <span className="change">
        <span className="narrow-only strong">{name}: </span>
        <Difference of={of} />
      </span>
    </div>
  )
}

function Difference({ of }: { of: RowChange }): ReactNode {
  const { t } = useTranslation()
  if (of.field === 'addOns')
    return of.after === 'TRUE' ? (
      <span className="lost">
        <IconPlus size={14} aria-hidden />
        {t('imports.changes.added')}
      </span>
    ) : (
      <Lost />
    )
  const before =
    of.before === null ? (
      <span className="faint">{t('imports.changes.blank')}</span>
    ) : (
      <Value of={of} text={of.before} />
    )
  if (of.after === null)
    return (
      <>
        <del>{before}</del> <Lost />
      </>
    )
  return (
    <>
      {of.before === null ? before : of.field === 'package' ? <Replaced>{before}</Replaced> : <del>{before}</del>}{' '}
      <IconArrowRight size={14} className="arrow" aria-hidden />
      <span className="hidden-text"> {t('imports.changes.becomes')} </span>{' '}
      <ins>
        <Value of={of} text={of.after} />
      </ins>
    </>
  )
}

/** A user has one package, so the one that makes room is lost with all that it gave. */
function Replaced({ children }: { children: ReactNode }): ReactNode {
  return (
    <del className="red lost">
      <IconMinus size={14} aria-hidden />
      {children}
    </del>
  )
}

function Lost(): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="red lost">
      <IconMinus size={14} aria-hidden />
      {t('imports.changes.lost')}
    </span>
  )
}

function Things({ of }: { of: readonly RowChange[] }): ReactNode {
  const { t } = useTranslation()
  return of.map((change, index) => {
    const text = change.after ?? change.before ?? ''
    return (
      <Fragment key={`${change.field} ${change.column}`}>
        {index > 0 ? ' · ' : null}
        {change.field === 'addOns' ? (
          change.column
        ) : change.field === 'extension' ? (
          t('directory.users.extension', { extension: text })
        ) : (
          <Value of={change} text={text} />
        )}
      </Fragment>
    )
  })
}

function Value({ of, text }: { of: RowChange; text: string }): ReactNode {
  return of.field === 'phoneNumber' || of.field === 'callerIdNumber' ? <Phone e164={text} /> : text
}
