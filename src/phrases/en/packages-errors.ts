export const packagesErrors = {
  license_not_found: {
    text: 'There is no such licence in your reach.',
    remedy: 'List the licences and use one of their ids.',
  },
}
