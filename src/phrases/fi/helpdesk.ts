import type { helpdesk as english } from '../en/helpdesk.ts'
import type { Translated } from '../translated.ts'

export const helpdesk = {
  title: 'Tukipalvelu',
  searchTitle: '{{text}} · Tukipalvelu',
  heading: 'Löydä kuka tahansa ja mikä tahansa',
  intro:
    'Yksi kenttä kaikelle: nimi tai ”sukunimi, etunimi”, sähköposti, puhelinnumero tai sen viimeiset numerot, MAC-osoite missä tahansa muodossa, sarjanumero, SIP-osoite, kokoussivusto, verkkotunnus, tilausnumero tai tunnus.',
  examples: 'Mitä voi löytää',
  example: {
    name: 'Nimi, myös kirjoitusvirheineen',
    email: 'Sähköposti tai sen alku',
    phone: 'Puhelinnumero tai sen loppu',
    device: 'Laitteen MAC tai sarjanumero',
    customer: 'Asiakas, sivusto, verkkotunnus',
    order: 'Tilausnumero',
  },
  recent: 'Viimeksi avatut',
  recentEmpty:
    'Täällä avaamasi kohteet näkyvät tässä, jotta löydät ne nopeasti uudelleen. Luettelo on vain tällä koneella.',
  clearRecent: 'Tyhjennä luettelo',
  results: 'Tulokset',
  count_one: '{{count, number}} tulos',
  count_other: '{{count, number}} tulosta',
  countMore: '{{count, number}} tulosta tai enemmän',
  none: 'Ei tuloksia',
  search: 'Hae',
  searchIn: 'Hae asiakkaasta {{name}}',
  restricted: 'Asiakas: {{name}}',
  users_one: '{{count, number}} käyttäjä',
  users_other: '{{count, number}} käyttäjää',
  usersApproximate:
    'Arvio pakettien käyttöoikeuksista: näin suuren asiakkaan jokaisen käyttäjän laskeminen hidastaisi luetteloa.',
  inCustomer: {
    title: 'Hae alanumeroa {{text}} asiakkaalta',
    name: 'Asiakkaan nimi',
    none: 'Asiakasta ei löytynyt. Tarkista kirjoitusasu tai kokeile nimen alkua.',
    recent: 'Viimeksi avatut asiakkaat',
  },
  preview: 'Esikatselu',
  previewEmpty: 'Valitse tulos, niin näet tässä siitä tärkeimmän.',
  open: 'Avaa',
  choose: 'valitse',
  openKey: 'avaa',
  restrictKey: 'hae asiakkaasta',
  leave: 'poistu',
  copyTicket: 'Kopioi tikettiin',
  ticketCopied: 'Tiketin teksti on kopioitu',
  ticket: 'Tiketti',
  orderOf: 'Tilaaja: {{name}}',
  openCustomer: 'Avaa asiakas',
  importUnknown: 'Ei tuonnissa',
} satisfies Translated<typeof english>
