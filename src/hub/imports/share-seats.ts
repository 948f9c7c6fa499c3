/** Rows that take the same seats and give the same back, by their lines in rising order. */
export type SeatGroup = { takes: readonly string[]; frees: readonly string[]; lines: readonly number[] }

/** Seats that rows take and give back, by package. */
export type Moves = ReadonlyMap<string, { takes: number; frees: number }>

export function movesOf(
  groups: readonly { takes: readonly string[] | null; frees: readonly string[] | null; count: number }[],
): Moves {
  const moves = new Map<string, { takes: number; frees: number }>()
  const note = (id: string, takes: number, frees: number) => {
    const found = moves.get(id) ?? { takes: 0, frees: 0 }
    moves.set(id, { takes: found.takes + takes, frees: found.frees + frees })
  }
  for (const { takes, frees, count } of groups) {
    for (const id of takes ?? []) note(id, count, 0)
    for (const id of frees ?? []) note(id, 0, count)
  }
  return moves
}

type Group = SeatGroup & { kept: number }

/**
 * Which rows find no seat where packages are short. A row that takes a seat may give another back, so that refusing it leaves the next one
 * without: of the rows that take a package that is short those go first whose refusal costs the fewest rows, among these those that give the
 * least back, and among equals the last ones by line. Without that order one row too many empties an exchange of packages that are full.
 * What a refusal has left room for after all is put back, as long as the search for it stays short. Reads counts and lines only: rows are refused
 * one by one, but put back all equal ones at once; the more kinds of rows and packages, the longer it takes.
 * @param room by package whose seats are counted, in the order in which a row is told of them: seats that are free, with what other rows give
 *   back. A package that is not named has seats without end.
 * @returns lines by the package that they find no seat in, in rising order.
 */
export function linesWithoutSeat(
  room: ReadonlyMap<string, number>,
  given: readonly SeatGroup[],
): Map<string, number[]> {
  const groups = merged(room, given)
  const left = new Map(room)
  for (const group of groups) move(left, group, group.kept)
  const order: Order = new Map()
  for (let short = shortest(left); short !== null; short = shortest(left)) refuse(left, groups, short, order)
  putBack(left, groups)
  const lines = new Map<string, number[]>()
  for (const { takes, lines: all, kept } of groups) {
    if (kept === all.length) continue
    const taken = [...room.keys()].filter((id) => takes.includes(id))
    // At least one is full, else the row would have been put back; unless the search for what to put back has ended before.
    const full = taken.find((id) => seatsLeft(left, id) < 1) ?? taken[0]
    if (full === undefined) continue
    const refused = lines.get(full) ?? []
    for (const line of all.slice(kept)) refused.push(line)
    lines.set(full, refused)
  }
  for (const refused of lines.values()) refused.sort((one, other) => one - other)
  return lines
}

/** Rows that are equal in what is counted, whatever else they take. */
function merged(room: ReadonlyMap<string, number>, given: readonly SeatGroup[]): Group[] {
  const groups = new Map<string, { takes: string[]; frees: string[]; lines: number[] }>()
  for (const { takes, frees, lines } of given) {
    const counted = { takes: takes.filter((id) => room.has(id)), frees: frees.filter((id) => room.has(id)) }
    const key = JSON.stringify([counted.takes.toSorted(), counted.frees.toSorted()])
    const group = groups.get(key) ?? { ...counted, lines: [] }
    for (const line of lines) group.lines.push(line)
    groups.set(key, group)
  }
  return [...groups.values()].map((group) => {
    group.lines.sort((one, other) => one - other)
    return { ...group, kept: group.lines.length }
  })
}

function seatsLeft(left: ReadonlyMap<string, number>, id: string): number {
  return left.get(id) ?? 0
}

/** Counts so many rows of a group more; negative: so many fewer. */
function move(left: Map<string, number>, { takes, frees }: SeatGroup, count: number): void {
  for (const id of takes) left.set(id, seatsLeft(left, id) - count)
  for (const id of frees) left.set(id, seatsLeft(left, id) + count)
}

function shortest(left: ReadonlyMap<string, number>): string | null {
  for (const [id, count] of left) if (count < 0) return id
  return null
}

/** Who goes first, by the package that is short and those that are full; worked out once as long as each group has rows. */
type Order = Map<string, readonly Group[]>

/** Refuses rows that take this package until it has seats for the rest, or until another order of going holds. */
function refuse(left: Map<string, number>, groups: readonly Group[], short: string, order: Order): void {
  const before = [...left].map(([id, count]) => [id, count < 1] as const)
  const state = `${short} ${before.map(([, wasFull]) => Number(wasFull)).join('')}`
  const equals = order.get(state) ?? firstToGo(left, groups, short)
  order.set(state, equals)
  while (seatsLeft(left, short) < 0) {
    const last = equals.reduce((one, other) => (lastLine(other) > lastLine(one) ? other : one))
    last.kept -= 1
    move(left, last, -1)
    if (last.kept === 0) order.clear()
    if (last.kept === 0 || before.some(([id, wasFull]) => seatsLeft(left, id) < 1 !== wasFull)) return
  }
}

function firstToGo(left: ReadonlyMap<string, number>, groups: readonly Group[], short: string): Group[] {
  const costOf = costs(left, groups)
  const takers = groups.filter(({ takes, kept }) => kept > 0 && takes.includes(short))
  const least = Math.min(...takers.map(costOf))
  const cheapest = takers.filter((group) => costOf(group) === least)
  const fewest = Math.min(...cheapest.map(({ frees }) => frees.length))
  return cheapest.filter(({ frees }) => frees.length === fewest)
}

function lastLine({ lines, kept }: Group): number {
  return lines[kept - 1] ?? 0
}

/** How many rows go where one of a group is refused: itself, and for each seat that it then does not give back whoever counts on it. */
function costs(left: ReadonlyMap<string, number>, groups: readonly Group[]): (group: Group) => number {
  const bySeat = new Map([...left].map(([id, count]) => [id, count < 1 ? Number.POSITIVE_INFINITY : 0]))
  const costOf = ({ frees }: Group) => frees.reduce((sum, id) => sum + (bySeat.get(id) ?? 0), 1)
  for (let isOpen = true; isOpen; ) {
    isOpen = false
    for (const group of groups) {
      const cost = group.kept > 0 ? costOf(group) : Number.POSITIVE_INFINITY
      for (const id of group.takes) {
        if (cost >= (bySeat.get(id) ?? 0)) continue
        bySeat.set(id, cost)
        isOpen = true
      }
    }
  }
  return costOf
}

// What is put back only betters what holds already, and while it is searched for the process answers nobody else. Too few steps: of a file with
// very many kinds of rows some are refused that could have stayed. Too many: the hub stands still.
const mostSteps = 200_000
// Rows that are kept together at most; a way calls itself as deep.
const longestWay = 100

type Search = { left: Map<string, number>; givers: ReadonlyMap<string, readonly Group[]>; steps: number; most: number }

/** Takes back what was refused in vain, of equal rows the first lines first, as far as the steps go. */
function putBack(left: Map<string, number>, groups: readonly Group[]): void {
  const refused = groups.filter(isWaiting)
  const givers = new Map([...left.keys()].map((id) => [id, refused.filter(({ frees }) => frees.includes(id))]))
  // Circles first, as if no seat were free: else one free seat goes round a circle of thousands a row at a time.
  const gained = new Map([...left.keys()].map((id) => [id, 0]))
  const circles = { left: gained, givers, steps: 0, most: mostSteps / 2 }
  putBackIn(circles, refused)
  for (const [id, count] of gained) left.set(id, seatsLeft(left, id) + count)
  putBackIn({ left, givers, steps: circles.steps, most: mostSteps }, refused)
}

/**
 * A group that finds no way is left alone until some package has more seats than before: all else only takes ways from it. When the steps have
 * been gone, only what finds seats by itself is put back.
 */
function putBackIn(search: Search, refused: readonly Group[]): void {
  for (let hasGrown = true; hasGrown && search.steps < 2 * mostSteps; ) {
    hasGrown = false
    const waiting = refused.filter(isWaiting).sort((one, other) => nextLine(one) - nextLine(other))
    search.steps += waiting.length
    for (const group of waiting) {
      while (isWaiting(group)) {
        const way: Group[] = []
        if (!keep(search, group, new Set(), way)) break
        if (repeat(search.left, way)) hasGrown = true
      }
    }
  }
}

/**
 * Keeps one row more of a group, and with it those that give back what it takes, as in a circle.
 * @param way whose rows are kept, where there is one. False: there is no room, and nothing has changed.
 */
function keep(search: Search, group: Group, tried: Set<string>, way: Group[]): boolean {
  const { left, givers } = search
  group.kept += 1
  way.push(group)
  move(left, group, 1)
  const short = shortest(left)
  if (short === null) return true
  if (way.length < longestWay && search.steps < search.most && !tried.has(short)) {
    tried.add(short)
    for (const giver of givers.get(short) ?? []) {
      search.steps += 1
      if (search.steps >= search.most) break
      if (isWaiting(giver) && keep(search, giver, tried, way)) return true
    }
  }
  group.kept -= 1
  way.pop()
  move(left, group, -1)
  return false
}

/** Goes a way that was just found as often again as rows and seats allow. True: some package has more seats than before. */
function repeat(left: Map<string, number>, way: readonly Group[]): boolean {
  const rows = new Map<Group, number>()
  const gains = new Map<string, number>()
  for (const group of way) {
    rows.set(group, (rows.get(group) ?? 0) + 1)
    move(gains, group, 1)
  }
  let times = Number.POSITIVE_INFINITY
  for (const [{ lines, kept }, each] of rows) times = Math.min(times, Math.floor((lines.length - kept) / each))
  for (const [id, gain] of gains) if (gain < 0) times = Math.min(times, Math.floor(seatsLeft(left, id) / -gain))
  for (const [group, each] of rows) {
    group.kept += times * each
    move(left, group, times * each)
  }
  return [...gains.values()].some((gain) => gain > 0)
}

function isWaiting({ lines, kept }: Group): boolean {
  return kept < lines.length
}

function nextLine({ lines, kept }: Group): number {
  return lines[kept] ?? 0
}
