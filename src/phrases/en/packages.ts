export const packages = {
  ofLimit: '{{used}} of {{limit}}',
  usedUnlimited: '{{used}}, unlimited',
  full: 'Used up',
  left_one: '{{count, number}} seat left',
  left_other: '{{count, number}} seats left',
  errors: {
    limit_reached: {
      text: 'The package {{package}} has no seat left ({{used}} of {{limit}}).',
      remedy: 'Raise the limit, free a seat or choose another package.',
    },
    not_sold: {
      text: 'The package {{package}} is not sold to this customer.',
      remedy: 'Choose one of the customer’s packages, or add it to the customer first.',
    },
    two_packages: {
      text: 'More than one package is named for this user.',
      remedy: 'A user has one package. Name one.',
    },
    add_on_without_base: {
      text: 'The add-on {{package}} needs a package that this user does not have.',
      remedy: 'Assign one of these as well: {{base}}.',
    },
    license_not_found: {
      text: 'There is no such licence in your reach.',
      remedy: 'List the licences and use one of their ids.',
    },
  },
} as const
