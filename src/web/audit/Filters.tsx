import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditItem } from '../../api/audit.ts'
import { auditCategories } from '../../api/audit-types.ts'
import { FilterChips } from '../kit/Chip.tsx'
import { useFormat } from '../kit/format.ts'
import type { AuditSearch, SetSearch } from './search.ts'

/** The filters that are on, each with its removal. Whom an id means is read from the rows that it left, all of which are that person's. */
export function Filters({
  search,
  set,
  rows,
}: {
  search: AuditSearch
  set: SetSearch
  rows: readonly AuditItem[]
}): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { actor, subject, tracking, from, to } = search
  const category = auditCategories.find((each) => each === search.category)
  const actorName = rows[0]?.actor.name ?? t('audit.page.onePerson')
  const subjectName = rows.find((row) => row.subject?.id === subject)?.subject?.name ?? t('audit.page.oneThing')
  const chips: { name: keyof AuditSearch; label: string }[] = [
    ...(search.category
      ? [{ name: 'category' as const, label: category ? t(`audit.categories.${category}`) : search.category }]
      : []),
    ...(actor ? [{ name: 'actor' as const, label: t('audit.page.byActor', { name: actorName }) }] : []),
    ...(subject ? [{ name: 'subject' as const, label: t('audit.page.about', { name: subjectName }) }] : []),
    ...(from ? [{ name: 'from' as const, label: t('audit.page.since', { date: dayOf(from, format.date) }) }] : []),
    ...(to ? [{ name: 'to' as const, label: t('audit.page.until', { date: dayOf(to, format.date) }) }] : []),
    ...(tracking ? [{ name: 'tracking' as const, label: t('audit.page.trackingIs', { id: tracking }) }] : []),
  ]
  return (
    <FilterChips
      label={t('audit.page.filters')}
      chips={chips}
      remove={(name) => set({ [name]: '' })}
      clear={() => set({ category: '', actor: '', subject: '', from: '', to: '', tracking: '' })}
      clearLabel={t('audit.page.clear')}
    />
  )
}

/** An address that somebody edited may hold anything. */
function dayOf(day: string, shown: (iso: string) => string): string {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? shown(`${day}T12:00:00`) : day
}
