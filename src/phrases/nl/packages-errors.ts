export const packagesErrors = {
  license_not_found: {
    text: 'Deze licentie bestaat niet binnen je bereik.',
    remedy: 'Vraag de lijst met licenties op en gebruik een van de id’s.',
  },
}
