import { ApiError } from '../../api/client.ts'

let ask: (() => Promise<boolean>) | null = null
let asked: Promise<boolean> | null = null
let rotatedAt = 0

/** What shows the question; set by the dialog while the shell stands. */
export function whenFreshNeeded(show: typeof ask): void {
  ask = show
}

export function needsFreshSignIn(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'identity.fresh_sign_in_needed'
}

/** True once the person has proved who it is; false where it would rather not. Several calls at once ask once. */
export async function proveFresh(): Promise<boolean> {
  if (!ask) return false
  asked ??= ask().finally(() => {
    asked = null
  })
  return await asked
}

/** The session has another token: what was sent with the one before is refused, and is no reason to lead anybody to the sign-in page. */
export function sessionRotated(): void {
  rotatedAt = Date.now()
}

export function justRotated(): boolean {
  return Date.now() - rotatedAt < 5_000
}
