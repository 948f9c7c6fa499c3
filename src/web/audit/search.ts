/** What the address of the audit's pages holds. */
export type AuditSearch = {
  category?: string
  from?: string
  to?: string
  tracking?: string
  actor?: string
  subject?: string
  /** The event that is open. */
  event?: string
}
export type SetSearch = (change: Partial<Record<keyof AuditSearch, string>>) => void

/** What the hub is asked for. Dates mean the reader's own days, both of them whole. */
export function queryOf(search: AuditSearch, organizationId: string | undefined) {
  const from = search.from ? startOf(search.from, 0) : null
  const to = search.to ? startOf(search.to, 1) : null
  return {
    ...(organizationId ? { organizationId } : {}),
    ...(search.category ? { category: search.category } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(search.tracking ? { trackingId: search.tracking } : {}),
    ...(search.actor ? { actorId: search.actor } : {}),
    ...(search.subject ? { subjectId: search.subject } : {}),
  }
}

function startOf(day: string, later: number): string | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return null
  const time = new Date(year, month - 1, date + later)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}
