import type { lookup as english } from '../en/lookup.ts'
import type { Translated } from '../translated.ts'

export const lookup = {
  groups: { organization: 'Kunder', user: 'Brugere', device: 'Enheder', order: 'Ordrer' },
  kinds: { organization: 'Kunde', user: 'Bruger', device: 'Enhed' },
  matched: {
    name: 'Navn',
    email: 'E-mail',
    phone: 'Telefon',
    extension: 'Lokalnummer',
    mac: 'MAC',
    serial: 'Serienummer',
    sip: 'SIP-adresse',
    site: 'Mødesite',
    domain: 'Domæne',
    order: 'Ordre',
    id: 'Id',
    external_id: 'Eksternt id',
  },
  similar: 'ligner',
  hints: {
    too_short: 'Skriv mindst tre bogstaver af et navn, eller inden for en kunde et helt lokalnummer.',
    number_without_country:
      'Nummeret har ingen landekode. Skriv det i E.164-form, for eksempel +45 33 55 01 42, for at finde det præcist.',
    nothing_found:
      'Intet i dit område passer. Kontrollér stavemåden, eller prøv en del af navnet, e-mailen eller de sidste cifre i nummeret.',
    extension_needs_customer: 'Er det et lokalnummer, så vælg kunden: lokalnumre søges inden for én kunde.',
    similar_only: 'Intet staves præcis sådan. Disse ligner.',
  },
} satisfies Translated<typeof english>
