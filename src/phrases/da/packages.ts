import type { packages as english } from '../en/packages.ts'
import type { Translated } from '../translated.ts'

export const packages = {
  ofLimit: '{{used}} af {{limit}}',
  usedUnlimited: 'Ubegrænset, {{used}} i brug',
  full: 'Brugt op',
  left_one: '{{count, number}} plads tilbage',
  left_other: '{{count, number}} pladser tilbage',
} satisfies Translated<typeof english>
