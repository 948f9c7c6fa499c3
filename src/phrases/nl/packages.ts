import type { packages as english } from '../en/packages.ts'
import type { Translated } from '../translated.ts'

export const packages = {
  ofLimit: '{{used}} van {{limit}}',
  usedUnlimited: '{{used}}, onbeperkt',
  full: 'Op',
  left_one: 'nog {{count, number}} plaats',
  left_other: 'nog {{count, number}} plaatsen',
  errors: {
    limit_reached: {
      text: 'Het pakket {{package}} heeft geen plaats meer ({{used}} van {{limit}}).',
      remedy: 'Verhoog de limiet, maak een plaats vrij of kies een ander pakket.',
    },
    not_sold: {
      text: 'Het pakket {{package}} is niet aan deze klant verkocht.',
      remedy: 'Kies een van de pakketten van de klant, of voeg het eerst aan de klant toe.',
    },
    two_packages: {
      text: 'Voor deze gebruiker is meer dan één pakket opgegeven.',
      remedy: 'Een gebruiker heeft één pakket. Geef er één op.',
    },
    add_on_without_base: {
      text: 'De add-on {{package}} heeft een pakket nodig dat deze gebruiker niet heeft.',
      remedy: 'Wijs ook een van deze toe: {{base}}.',
    },
    license_not_found: {
      text: 'Deze licentie bestaat niet binnen je bereik.',
      remedy: 'Vraag de lijst met licenties op en gebruik een van de id’s.',
    },
  },
} satisfies Translated<typeof english>
