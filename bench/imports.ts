import { measureImport } from './import.ts'

/** Imports of 20,000 and of `most` rows, each on a hub of its own, and how far the hubs' peak memories lie apart. */
export async function benchImports(most: number) {
  const small = await measureImport(20_000)
  const large = await measureImport(most)
  const apart =
    small.peakMemoryMegabytes === null || large.peakMemoryMegabytes === null
      ? null
      : large.peakMemoryMegabytes - small.peakMemoryMegabytes
  return { small, large, memoryApartMegabytes: apart }
}
