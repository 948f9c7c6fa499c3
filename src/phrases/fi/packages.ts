import type { packages as english } from '../en/packages.ts'
import type { Translated } from '../translated.ts'

export const packages = {
  ofLimit: '{{used}} / {{limit}}',
  usedUnlimited: '{{used}}, rajaton',
  full: 'Loppu',
  left_one: '{{count, number}} paikka jäljellä',
  left_other: '{{count, number}} paikkaa jäljellä',
  errors: {
    limit_reached: {
      text: 'Paketissa {{package}} ei ole paikkoja jäljellä ({{used}} / {{limit}}).',
      remedy: 'Nosta rajaa, vapauta paikka tai valitse toinen paketti.',
    },
    not_sold: {
      text: 'Pakettia {{package}} ei ole myyty tälle asiakkaalle.',
      remedy: 'Valitse jokin asiakkaan paketeista, tai lisää se ensin asiakkaalle.',
    },
    two_packages: {
      text: 'Käyttäjälle on merkitty useampi kuin yksi paketti.',
      remedy: 'Käyttäjällä on yksi paketti. Merkitse yksi.',
    },
    add_on_without_base: {
      text: 'Lisäosa {{package}} vaatii paketin, jota käyttäjällä ei ole.',
      remedy: 'Anna myös jokin näistä: {{base}}.',
    },
    license_not_found: {
      text: 'Ulottuvillasi ei ole tällaista lisenssiä.',
      remedy: 'Hae lisenssien luettelo ja käytä jotakin sen tunnuksista.',
    },
  },
} satisfies Translated<typeof english>
