export const packages = {
  ofLimit: '{{used}} of {{limit}}',
  usedUnlimited: 'Unlimited, {{used}} used',
  full: 'Used up',
  left_one: '{{count, number}} seat left',
  left_other: '{{count, number}} seats left',
  errors: {
    license_not_found: {
      text: 'There is no such licence in your reach.',
      remedy: 'List the licences and use one of their ids.',
    },
  },
} as const
