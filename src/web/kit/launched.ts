// Which customer's Control Hub this tab is in, and who opened it; kept over a reload, which opens nothing anew. Another person who signs in
// in the same tab opens it anew.

const key = 'cordboard.launched'

type Launch = { personId: string; customerId: string }

const textOf = ({ personId, customerId }: Launch) => `${personId} ${customerId}`

export function isLaunched(launch: Launch): boolean {
  return sessionStorage.getItem(key) === textOf(launch)
}

export function keepLaunched(launch: Launch): void {
  sessionStorage.setItem(key, textOf(launch))
}

export function forgetLaunched(): void {
  sessionStorage.removeItem(key)
}
