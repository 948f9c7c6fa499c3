// biome-ignore-all lint/a11y/useSemanticElements: rows of a grid that a combobox controls; table elements lose their roles once they are laid out as a grid.
import { useQuery } from '@tanstack/react-query'
import { type MouseEvent, memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../api/lookup.ts'
import { DeviceState, isConnection } from '../directory/DeviceState.tsx'
import { CustomerState, isCustomerStatus } from '../kit/CustomerState.tsx'
import { customerQuery } from '../kit/customer.ts'
import { useFormat } from '../kit/format.ts'
import { useSpelling } from '../kit/Phone.tsx'
import { isUserStatus, UserState } from '../kit/UserState.tsx'
import { orderRowId, useOrderStatus } from '../partners/order-status.ts'
import { Marked } from './Marked.tsx'
import { mark } from './mark.ts'
import type { Found } from './results.ts'

export function rowIdOf(item: SearchItem): string {
  return `result-${item.kind}-${item.id}`
}

/** Customers, Users, Devices, Orders, the best first: each with its count, best first, what matched marked. */
export function ResultGroups({
  found,
  chosen,
  choose,
  open,
  restrict,
}: {
  found: Found
  chosen: SearchItem | undefined
  choose: (item: SearchItem) => void
  open: (item: SearchItem) => void
  restrict: ((item: SearchItem) => void) | undefined
}): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const kinds = [...new Set(found.items.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const items = found.items.filter((item) => item.kind === kind)
    return (
      <div key={kind} role="rowgroup" className="result-group">
        <div role="row" className="group-head" tabIndex={-1}>
          <span role="columnheader" tabIndex={-1}>
            {t(`lookup.groups.${kind}`)}{' '}
            <span className="faint">
              {format.number(items.length)}
              {found.moreOf.includes(kind) ? '+' : ''}
            </span>
          </span>
        </div>
        {items.map((item) => (
          <Row
            key={item.id}
            item={item}
            query={found.answered}
            chosen={item === chosen}
            choose={choose}
            open={open}
            restrict={restrict}
          />
        ))}
      </div>
    )
  })
}

/** Drawn again only when it changes itself: with each letter the page is drawn several times. */
const Row = memo(function Row({
  item,
  query,
  chosen,
  choose,
  open,
  restrict,
}: {
  item: SearchItem
  query: string
  chosen: boolean
  choose: (item: SearchItem) => void
  open: (item: SearchItem) => void
  restrict: ((item: SearchItem) => void) | undefined
}): ReactNode {
  const { t } = useTranslation()
  const similar = item.rank === 'fuzzy'
  const classes = ['result', chosen ? 'result-chosen' : '', restrict || similar ? '' : 'result-inside']
    .filter(Boolean)
    .join(' ')
  const chip = similar ? <span className="chip">{t('lookup.similar')}</span> : null
  return (
    <div
      id={rowIdOf(item)}
      role="row"
      tabIndex={-1}
      aria-selected={chosen}
      className={classes}
      onMouseMove={chosen ? undefined : () => choose(item)}
      onFocus={() => choose(item)}
    >
      <span role="gridcell" tabIndex={-1} className="result-title">
        <ResultLink item={item} open={open}>
          <Marked text={item.title} query={query} similar={similar} />
        </ResultLink>
      </span>
      <span role="gridcell" tabIndex={-1} className={item.kind === 'device' ? 'result-sub result-whole' : 'result-sub'}>
        <Sub item={item} query={query} />
      </span>
      {item.kind === 'organization' ? (
        <span role="gridcell" tabIndex={-1} className="result-act">
          {restrict ? (
            <button
              type="button"
              className="link over-row"
              aria-label={t('helpdesk.searchIn', { name: item.title })}
              onClick={() => restrict(item)}
            >
              {t('helpdesk.search')}
            </button>
          ) : null}
          {chip}
        </span>
      ) : (
        <>
          {/* Within one customer its name tells nothing. */}
          {restrict || chip ? (
            <span role="gridcell" tabIndex={-1} className="result-org">
              {restrict ? (
                <span className="clip" title={item.organizationName}>
                  {item.organizationName}
                </span>
              ) : null}
              {chip}
            </span>
          ) : null}
          <span role="gridcell" tabIndex={-1} className="result-state">
            <ResultState item={item} />
          </span>
        </>
      )}
    </div>
  )
})

/** What matched, if neither title nor subtitle shows it: “Extension 2142”. */
function Sub({ item, query }: { item: SearchItem; query: string }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = [item.title, item.subtitle].some((text) => mark(text, query).some(({ marked }) => marked))
  // A name that is only similar stands in the title.
  const told = shown || item.matched.term === '' || (item.rank === 'fuzzy' && item.matched.kind === 'name')
  const subtitle = item.ordered
    ? format.date(item.ordered)
    : item.kind === 'organization'
      ? format.country(item.subtitle)
      : item.subtitle
  return (
    <span className="clip" title={subtitle}>
      {query !== '' && !told ? (
        <>
          {t(`lookup.matched.${item.matched.kind}`)}{' '}
          {item.matched.kind === 'phone' ? (
            <MarkedNumber e164={item.matched.term} query={query} />
          ) : (
            <Marked text={item.matched.term} query={item.rank === 'fuzzy' ? item.matched.term : query} />
          )}
          {item.subtitle ? ' · ' : ''}
        </>
      ) : null}
      {item.kind === 'organization' && item.users !== undefined ? (
        <>
          {item.usersApproximate ? (
            <RoughCount customerId={item.organizationId} users={item.users} />
          ) : (
            t('helpdesk.users', { count: item.users })
          )}
          {item.subtitle ? ' · ' : ''}
        </>
      ) : null}
      <Marked text={subtitle} query={query} />
    </span>
  )
}

/** Apart from the rest, so that the rules for numbers are fetched only where one is shown. */
function MarkedNumber({ e164, query }: { e164: string; query: string }): ReactNode {
  return <Marked text={useSpelling()(e164)} query={query} />
}

/** Search counts large customers roughly; the exact number takes its place as soon as the preview has brought it. */
function RoughCount({ customerId, users }: { customerId: string; users: number }): ReactNode {
  const { t } = useTranslation()
  const { data: customer } = useQuery({ ...customerQuery(customerId), enabled: false })
  if (customer && !customer.usersApproximate) return t('helpdesk.users', { count: customer.users })
  return (
    <span title={t('helpdesk.usersApproximate')}>
      ≈&nbsp;{t('helpdesk.users', { count: customer?.users ?? users })}
    </span>
  )
}

export function ResultState({ item }: { item: SearchItem }): ReactNode {
  const orderStatus = useOrderStatus()
  if (!item.status) return null
  if (item.kind === 'user' && isUserStatus(item.status)) return <UserState status={item.status} />
  if (item.kind === 'device' && isConnection(item.status)) return <DeviceState status={item.status} />
  if (item.kind === 'organization' && isCustomerStatus(item.status)) return <CustomerState status={item.status} />
  return <span className="soft">{item.kind === 'order' ? orderStatus(item.status) : item.status}</span>
}

/** A plain link: the router's own costs a millisecond each, and there may be dozens for each letter that is typed. */
function ResultLink({
  item,
  open,
  children,
}: {
  item: SearchItem
  open: (item: SearchItem) => void
  children: ReactNode
}): ReactNode {
  function follow(event: MouseEvent<HTMLAnchorElement>): void {
    // Another tab or window, or a download, is the browser's to open.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    open(item)
  }
  return (
    <a href={pathOf(item) + hashOf(item)} className="row-link" title={item.title} onClick={follow}>
      {children}
    </a>
  )
}

/** Where on its page a result stands, if that shows more than it. */
export function hashOf(item: SearchItem): string {
  return item.kind === 'order' ? `#${orderRowId(item.id)}` : ''
}

/** The page of a result; orders are shown with their customer. */
export function pathOf(item: SearchItem): string {
  if (item.kind === 'user') return `/helpdesk/users/${item.id}`
  if (item.kind === 'device') return `/helpdesk/devices/${item.id}`
  return `/helpdesk/customers/${item.organizationId}`
}
