export const packagesErrors = {
  license_not_found: {
    text: 'Licensen findes ikke i dit område.',
    remedy: 'Hent listen over licenser, og brug et af deres id’er.',
  },
}
