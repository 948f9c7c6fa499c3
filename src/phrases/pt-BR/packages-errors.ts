export const packagesErrors = {
  license_not_found: {
    text: 'Não há essa licença ao seu alcance.',
    remedy: 'Liste as licenças e use um dos IDs.',
  },
}
