import { redirect } from '@tanstack/react-router'

// The token of a one-time link is for its page alone: not for the history of the browser, nor for whoever looks at the address or copies
// it. It stays with the tab, so that the page can be loaded anew.

type LinkPage = '/setup' | '/invitation' | '/reset-password' | '/access-request'

const kept = new Map<LinkPage, string>()
const keyOf = (page: LinkPage) => `cordboard.link${page}`

/** Before the page is shown: what its address brings is kept, and the address shown without it. */
export function takeToken(page: LinkPage, token: string | undefined): void {
  if (token === undefined) return
  kept.set(page, token)
  try {
    sessionStorage.setItem(keyOf(page), token)
  } catch {
    // A browser that shuts storage forgets the token when the page is loaded anew; the mail still has it.
  }
  throw redirect({ to: page, search: {}, replace: true })
}

/** Where this tab was opened by no such link, one that there is not: the hub then says it in the page's own words. */
export function tokenOf(page: LinkPage): string {
  try {
    return kept.get(page) ?? sessionStorage.getItem(keyOf(page)) ?? 'none'
  } catch {
    return 'none'
  }
}
