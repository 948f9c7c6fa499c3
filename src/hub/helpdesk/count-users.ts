import type { Context } from '../../platform/context.ts'
import { countUsersByStatus, countUsersUpTo } from '../directory/index.ts'
import { seatsTaken } from '../packages/index.ts'

// Some 25 ms of the database. Beyond it nobody counts on the last digit, and a page of such customers would take seconds.
const mostExact = 100_000

export type UsersByStatus = Awaited<ReturnType<typeof countUsersByStatus>>

export type UserCount = { users: number; usersApproximate?: true }

/**
 * How many users these customers have, in any state, with a package or without. Exact up to a bound; larger ones by the seats of
 * their packages, which are counted anyway, and marked.
 * @param exactUpTo for answers that are given at each letter, a lower bound.
 */
export async function countUsersOf(
  context: Context,
  organizationIds: readonly string[],
  exactUpTo = mostExact,
): Promise<Map<string, UserCount>> {
  const seats = await seatsTaken(context, organizationIds)
  const seatsOf = (id: string) => seats.get(id) ?? 0
  const counted = await countUsersUpTo(
    context,
    organizationIds.filter((id) => seatsOf(id) <= exactUpTo),
    exactUpTo + 1,
  )
  return new Map(
    organizationIds.map((id) => {
      const users = counted.get(id)
      return [
        id,
        users !== undefined && users <= exactUpTo
          ? { users }
          : { users: Math.max(exactUpTo, seatsOf(id)), usersApproximate: true },
      ]
    }),
  )
}

/**
 * The same of one customer, and by state. Counted once, so that the states add up to the total; where that is rough, so are they: the share
 * that each state has of the users who were looked at.
 */
export async function countUsersInStates(
  context: Context,
  organizationId: string,
): Promise<UserCount & { usersByStatus: UsersByStatus }> {
  const [states, seatsByCustomer] = await Promise.all([
    countUsersByStatus(context, organizationId, mostExact + 1),
    seatsTaken(context, [organizationId]),
  ])
  const counted = states.reduce((sum, { users }) => sum + users, 0)
  const users = Math.max(mostExact, seatsByCustomer.get(organizationId) ?? 0)
  if (counted <= mostExact && users === mostExact) return { users: counted, usersByStatus: states }
  return { users, usersApproximate: true, usersByStatus: sharesOf(users, states) }
}

/** Rounding parts them from the total by a few at most, which the largest state bears. */
function sharesOf(users: number, states: UsersByStatus): UsersByStatus {
  const counted = states.reduce((sum, state) => sum + state.users, 0)
  const shares = states.map((state) => ({ ...state, users: Math.round((state.users / counted) * users) }))
  const rest = users - shares.reduce((sum, share) => sum + share.users, 0)
  const most = Math.max(...shares.map((share) => share.users))
  const largest = shares.findIndex((share) => share.users === most)
  return shares.map((share, index) => (index === largest ? { ...share, users: share.users + rest } : share))
}
