import type { packages as english } from '../en/packages.ts'
import type { Translated } from '../translated.ts'

export const packages = {
  ofLimit: '{{used}} van {{limit}}',
  usedUnlimited: 'Onbeperkt, {{used}} in gebruik',
  full: 'Op',
  left_one: 'nog {{count, number}} plaats',
  left_other: 'nog {{count, number}} plaatsen',
} satisfies Translated<typeof english>
