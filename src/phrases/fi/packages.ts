import type { packages as english } from '../en/packages.ts'
import type { Translated } from '../translated.ts'

export const packages = {
  ofLimit: '{{used}} / {{limit}}',
  usedUnlimited: 'Rajaton, käytössä {{used}}',
  full: 'Loppu',
  left_one: '{{count, number}} paikka jäljellä',
  left_other: '{{count, number}} paikkaa jäljellä',
} satisfies Translated<typeof english>
