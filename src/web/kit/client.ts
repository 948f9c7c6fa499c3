import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, ConnectionError, createClient } from '../../api/client.ts'
import { backgroundHeader } from '../../api/endpoint.ts'
import { onBehalf } from './behalf.ts'
import { hubAnswered, hubIsAway, onReturn } from './connection.ts'
import { accessHeaders, entered } from './entered.ts'
import { justRotated, needsFreshSignIn, proveFresh } from './fresh.ts'
import { language } from './language.ts'
import { isAttended } from './presence.ts'

/** Decided here for every call alike, polls and repeats too: no page can forget to say that it asks by itself. */
const headers = (): Record<string, string> => ({
  ...accessHeaders(),
  ...(isAttended() ? {} : { [backgroundHeader]: '1' }),
})

const plain = createClient({ baseUrl: '', fetch: watchedFetch, language, headers })

/** Where an act asks for a fresh sign-in, the person is asked, and the same call is made again. */
const call: typeof plain.call = async (endpoint, ...request) => {
  try {
    return await plain.call(endpoint, ...request)
  } catch (error) {
    if (!needsFreshSignIn(error) || !(await proveFresh())) throw error
    return await plain.call(endpoint, ...request)
  }
}

export const client = { ...plain, call }

/** True where the hub or the network is gone, so that the same call may succeed later as it is. */
export function isAway(error: unknown): boolean {
  return error instanceof ConnectionError || (error instanceof ApiError && isAwayStatus(error.status))
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code !== 'identity.wrong_credentials'
}

/** The access by which this tab was in an organization has ended. */
export function isAccessEnded(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'access.ended' && entered() !== null
}

let leave: () => void = () => {}
let goBack: () => void = () => {}

/** What to do when a call finds the session gone; set once by the router. */
export function whenSignedOut(act: () => void): void {
  leave = act
}

/** What to do when a call finds the access of this tab ended; set once by the router. */
export function whenAccessEnded(act: () => void): void {
  goBack = act
}

/** For calls that go past the query client. */
export function reportError(error: unknown): void {
  if (isSignedOut(error)) leave()
  if (isAccessEnded(error)) goBack()
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => query.meta?.quiet || reportError(error) }),
  mutationCache: new MutationCache({ onError: reportError }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      retry: (count, error) => isAway(error) || (count < 2 && isSignedOut(error) && justRotated()),
      retryDelay: (attempt) => Math.min(1000 * 1.5 ** attempt, 5000),
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always' },
  },
})

onReturn(() => void queryClient.invalidateQueries())

async function watchedFetch(url: string, init: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(onBehalf(url), init)
    if (isAwayStatus(answer.status)) hubIsAway()
    else hubAnswered()
    return answer
  } catch (error) {
    if (!(error instanceof DOMException)) hubIsAway()
    throw error
  }
}

function isAwayStatus(status: number): boolean {
  return status === 502 || status === 503 || status === 504
}
