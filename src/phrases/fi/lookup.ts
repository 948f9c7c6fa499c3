import type { lookup as english } from '../en/lookup.ts'
import type { Translated } from '../translated.ts'

export const lookup = {
  groups: { organization: 'Asiakkaat', user: 'Käyttäjät', device: 'Laitteet', order: 'Tilaukset' },
  kinds: { organization: 'Asiakas', user: 'Käyttäjä', device: 'Laite' },
  matched: {
    name: 'Nimi',
    email: 'Sähköposti',
    phone: 'Puhelin',
    extension: 'Alanumero',
    mac: 'MAC',
    serial: 'Sarjanumero',
    sip: 'SIP-osoite',
    site: 'Kokoussivusto',
    domain: 'Verkkotunnus',
    order: 'Tilaus',
    id: 'Tunnus',
    external_id: 'Ulkoinen tunnus',
  },
  similar: 'samankaltainen',
  hints: {
    too_short: 'Kirjoita vähintään kolme kirjainta nimestä, tai asiakkaan sisällä koko alanumero.',
    number_without_country:
      'Numerosta puuttuu maatunnus. Kirjoita se E.164-muodossa, esimerkiksi +358 9 555 0142, niin se löytyy täsmällisesti.',
    nothing_found:
      'Ulottuviltasi ei löytynyt mitään sopivaa. Tarkista kirjoitusasu, tai kokeile nimen osaa, sähköpostia tai numeron viimeisiä numeroita.',
    extension_needs_customer: 'Jos tämä on alanumero, valitse asiakas: alanumeroita haetaan yhden asiakkaan sisältä.',
    similar_only: 'Mitään ei kirjoiteta täsmälleen näin. Nämä ovat samankaltaisia.',
  },
} satisfies Translated<typeof english>
