import type { Context } from '../../platform/context.ts'
import { countUsersUpTo } from '../directory/index.ts'
import { seatsTaken } from '../packages/index.ts'

// Some 25 ms of the database. Beyond it nobody counts on the last digit, and a page of such customers would take seconds.
const mostExact = 100_000

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
