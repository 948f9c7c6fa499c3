export const packages = {
  ofLimit: '{{used}} of {{limit}}',
  usedUnlimited: 'Unlimited, {{used}} used',
  full: 'Used up',
  left_one: '{{count, number}} seat left',
  left_other: '{{count, number}} seats left',
} as const
