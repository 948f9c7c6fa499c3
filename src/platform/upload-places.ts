import { Refusal } from './errors.ts'

/** A place for one upload, to be left at its end. */
export type UploadPlace = {
  /** True where somebody was lately sent away who would have had this place. */
  isWanted(): boolean
  leave(): void
}

/** Whoever was sent away comes again within it, or has given up. */
const wantedMilliseconds = 60_000
/** Short beside most uploads; what is asked again after it costs the hub next to nothing. */
const retryAfterSeconds = 5

/**
 * An upload holds a database connection for as long as the client sends: a third of them at the most, as the rest of the hub must not wait for
 * that. One partner has half of these places, so that others find some.
 */
export function uploadPlaces(databaseConnections: number): { take(partnerId: string): UploadPlace } {
  const most = Math.max(1, Math.floor(databaseConnections / 3))
  const mostOfOne = Math.max(1, Math.floor(most / 2))
  const taken = new Set<{ partnerId: string; wantedAt: number }>()
  return {
    take(partnerId) {
      const own = [...taken].filter((place) => place.partnerId === partnerId)
      const isFull = taken.size >= most
      if (isFull || own.length >= mostOfOne) {
        for (const place of isFull ? taken : own) place.wantedAt = performance.now()
        throw new Refusal('common.uploads_busy', { places: isFull ? most : mostOfOne }, { retryAfterSeconds })
      }
      const place = { partnerId, wantedAt: Number.NEGATIVE_INFINITY }
      taken.add(place)
      return {
        isWanted: () => performance.now() - place.wantedAt < wantedMilliseconds,
        leave: () => void taken.delete(place),
      }
    },
  }
}
