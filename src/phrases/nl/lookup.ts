import type { lookup as english } from '../en/lookup.ts'
import type { Translated } from '../translated.ts'

export const lookup = {
  groups: { organization: 'Klanten', user: 'Gebruikers', device: 'Apparaten', order: 'Orders' },
  kinds: { organization: 'Klant', user: 'Gebruiker', device: 'Apparaat' },
  matched: {
    name: 'Naam',
    email: 'E-mail',
    phone: 'Telefoon',
    extension: 'Intern nummer',
    mac: 'MAC',
    serial: 'Serienummer',
    sip: 'SIP-adres',
    site: 'Site',
    domain: 'Domein',
    order: 'Order',
    id: 'Id',
    external_id: 'Extern id',
  },
  similar: 'lijkt erop',
  hints: {
    too_short: 'Typ minstens drie letters van een naam, of binnen een klant een heel intern nummer.',
    number_without_country:
      'Dit nummer heeft geen landcode. Typ het in E.164-vorm, bijvoorbeeld +31 20 555 0142, om het precies te vinden.',
    nothing_found:
      'Niets binnen je bereik past. Controleer de spelling, of probeer een deel van de naam, het e-mailadres of de laatste cijfers van het nummer.',
    extension_needs_customer:
      'Is dit een intern nummer, kies dan de klant: interne nummers worden binnen één klant gezocht.',
    similar_only: 'Niets wordt precies zo geschreven. Dit lijkt erop.',
  },
} satisfies Translated<typeof english>
