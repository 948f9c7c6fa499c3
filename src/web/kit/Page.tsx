import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

let pagesShown = 0

/**
 * The frame of a page: document title, one h1, and the focus on it after a change of page, so that a screen reader begins
 * there. `title` names the tab where it says more than the heading.
 */
export function Page({
  heading,
  title,
  above,
  beside,
  acts,
  below,
  wide,
  children,
}: {
  heading: ReactNode
  title: string
  above?: ReactNode
  beside?: ReactNode
  acts?: ReactNode
  below?: ReactNode
  wide?: boolean
  children: ReactNode
}): ReactNode {
  const ref = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useArrival((first) => {
    const typing = document.activeElement instanceof HTMLInputElement
    if (!first && !typing) ref.current?.focus({ preventScroll: true })
  })
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <div className="page-head">
        <div className="grow">
          {above ? <div className="page-above">{above}</div> : null}
          <div className="page-title">
            <h1 ref={ref} tabIndex={-1}>
              {heading}
            </h1>
            {beside}
          </div>
          {below}
        </div>
        {acts ? <div className="page-acts">{acts}</div> : null}
      </div>
      {children}
    </div>
  )
}

/** Once for each page that is shown; the first one came with the document, and the browser itself begins at its top. */
export function useArrival(arrived: (first: boolean) => void): void {
  const act = useRef(arrived)
  useEffect(() => act.current(pagesShown++ === 0), [])
}

export function useTitle(title: string): void {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = t('shell.title', { page: title })
  }, [title, t])
}

/** What this is, and the first act. */
export function Empty({ title, children, act }: { title: string; children: ReactNode; act?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p className="soft">{children}</p>
      {act ? <div className="empty-act">{act}</div> : null}
    </div>
  )
}

/** Keeps the place of what is loading. */
export function Skeletons({ lines, height = 38 }: { lines: number; height?: number }): ReactNode {
  const { t } = useTranslation()
  return (
    <div role="status" className="skeletons">
      <span className="hidden-text">{t('common.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
        <div key={line} className="skeleton" style={{ height }} aria-hidden>
          <i style={{ width: `${30 + ((line * 37) % 50)}%` }} />
        </div>
      ))}
    </div>
  )
}
