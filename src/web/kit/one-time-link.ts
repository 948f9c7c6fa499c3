import { redirect } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiError } from '../../api/client.ts'
import type { ErrorCode } from '../../api/errors.ts'

// The token of a one-time link is for its page alone: not for the history of the browser, nor for whoever looks at the address or copies
// it. It stays with the tab, so that the page can be loaded anew, until it has done its work.

const pages = ['/setup', '/invitation', '/reset-password', '/access-request'] as const
type LinkPage = (typeof pages)[number]

const kept = new Map<LinkPage, string>()
const keyOf = (page: LinkPage) => `cordboard.link${page}`

// Pages that have read their token: they show it to the end.
const shown = new Set<LinkPage>()

/**
 * Before the page is shown: what its address brings is kept, and the address shown without it. Links carry it behind the #, which no browser
 * sends; those of mails that were sent before in the query.
 */
export async function takeToken(page: LinkPage, queried: string | undefined, hash: string): Promise<void> {
  const token = new URLSearchParams(hash).get('token') || queried
  if (token === undefined) return
  kept.set(page, token)
  try {
    sessionStorage.setItem(keyOf(page), token)
  } catch {
    // A browser that shuts storage forgets the token when the page is loaded anew; the mail still has it.
  }
  // Another link in the same tab differs in what stands behind the # alone, and the browser goes on with the same document.
  if (shown.has(page)) {
    history.replaceState(history.state, '', page)
    location.reload()
    await new Promise(() => {})
  }
  throw redirect({ to: page, search: {}, replace: true })
}

/** Where this tab was opened by no such link, one that there is not: the hub then says it in the page's own words. */
export function tokenOf(page: LinkPage): string {
  shown.add(page)
  try {
    return kept.get(page) ?? sessionStorage.getItem(keyOf(page)) ?? 'none'
  } catch {
    return 'none'
  }
}

/** Once it is spent, refused or decided by, and for all pages at sign-out: whoever has the tab next finds none. */
export function forgetToken(page?: LinkPage): void {
  for (const each of page === undefined ? pages : [page]) {
    kept.delete(each)
    try {
      sessionStorage.removeItem(keyOf(each))
    } catch {
      // Where storage is shut, nothing was kept in it.
    }
  }
}

// What the hub answers where it knows no such link, or no longer. One that is away has refused nothing.
const refusals: readonly ErrorCode[] = [
  'identity.setup_link_invalid',
  'identity.invitation_invalid',
  'identity.reset_link_invalid',
  'access.link_invalid',
]

/** Forgets the token of this page as soon as it is `spent`, or one of these answers says that it is worth nothing. */
export function useForgetting(page: LinkPage, spent: boolean, ...errors: readonly unknown[]): void {
  const over =
    spent || errors.some((error) => refusals.some((code) => error instanceof ApiError && error.code === code))
  useEffect(() => {
    if (over) forgetToken(page)
  }, [page, over])
}
