import { expect, test } from 'vitest'
import { customerOf } from '../../../test/customer.ts'
import { Refusal } from '../../platform/errors.ts'
import { readHeadings } from './headings.ts'

const customer = customerOf()

/** The refusal, and how often each cell was asked for. */
function refusalOf(cells: readonly string[]): { refusal: Refusal; reads: Uint8Array } {
  const reads = new Uint8Array(cells.length)
  const counted = new Proxy(cells, {
    get(target, property, receiver) {
      const index = typeof property === 'string' ? Number(property) : Number.NaN
      if (index < reads.length) reads[index] = (reads[index] ?? 0) + 1
      return Reflect.get(target, property, receiver)
    },
  })
  try {
    readHeadings(counted, customer)
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error, reads }
    throw error
  }
  throw new Error('the headings were taken')
}

test('a line of 400,000 unknown headings is read as far as the faults that are named, and no refusal is made of the others', () => {
  const { refusal, reads } = refusalOf(Array.from({ length: 400_000 }, (_, index) => `H${index}`))
  expect(refusal.also).toHaveLength(49)
  // All are looked at once, for whether it is a table at all; the first fifty are read besides.
  expect(reads[0]).toBeGreaterThan(reads[399_999] ?? 0)
  expect(reads[49]).toBeGreaterThan(reads[50] ?? 0)
  expect(new Set(reads.subarray(50)).size).toBe(1)
})

test('so is one of duplicates, also of columns that say nothing', () => {
  const { refusal, reads } = refusalOf(['User ID/Email (Required)', ...Array(1000).fill('User Status')])
  expect([refusal, ...refusal.also].map(({ code }) => code)).toEqual(Array(50).fill('imports.duplicate_heading'))
  expect(reads[51]).toBeGreaterThan(reads[52] ?? 0)
})
