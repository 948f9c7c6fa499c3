import type { packages as english } from '../en/packages.ts'
import type { Translated } from '../translated.ts'

export const packages = {
  ofLimit: '{{used}} af {{limit}}',
  usedUnlimited: '{{used}}, ubegrænset',
  full: 'Brugt op',
  left_one: '{{count, number}} plads tilbage',
  left_other: '{{count, number}} pladser tilbage',
  errors: {
    limit_reached: {
      text: 'Pakken {{package}} har ingen ledig plads ({{used}} af {{limit}}).',
      remedy: 'Hæv grænsen, frigør en plads, eller vælg en anden pakke.',
    },
    not_sold: {
      text: 'Pakken {{package}} er ikke solgt til kunden.',
      remedy: 'Vælg en af kundens pakker, eller føj den først til kunden.',
    },
    two_packages: {
      text: 'Der er angivet mere end én pakke for brugeren.',
      remedy: 'En bruger har én pakke. Angiv én.',
    },
    add_on_without_base: {
      text: 'Tilføjelsen {{package}} kræver en pakke, som brugeren ikke har.',
      remedy: 'Tildel også en af disse: {{base}}.',
    },
    license_not_found: {
      text: 'Licensen findes ikke i dit område.',
      remedy: 'Hent listen over licenser, og brug et af deres id’er.',
    },
  },
} satisfies Translated<typeof english>
