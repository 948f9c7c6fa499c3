export const packagesErrors = {
  license_not_found: {
    text: 'Ulottuvillasi ei ole tällaista lisenssiä.',
    remedy: 'Hae lisenssien luettelo ja käytä jotakin sen tunnuksista.',
  },
}
