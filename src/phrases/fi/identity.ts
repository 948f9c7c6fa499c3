import type { identity as english } from '../en/identity.ts'
import type { Translated } from '../translated.ts'

export const identity = {
  notSetUp: {
    title: 'Ei vielä käytössä',
    heading: 'Palvelua ei ole vielä otettu käyttöön',
    where:
      'Käynnistyessään palvelu tulosti linkin, joka toimii kerran: päätteeseen, josta se käynnistettiin, tai palvelun lokiin.',
    what: 'Avaa linkki ja luo sillä kumppani ja sen ensimmäinen ylläpitäjä. Kirjaudu sitten täällä.',
    lost: 'Jos linkki on hukassa, käynnistä palvelu uudelleen: se tulostaa uuden, ja vain uusin on voimassa.',
  },
  signIn: {
    title: 'Kirjaudu sisään',
    heading: 'Kirjaudu Cordboardiin',
    email: 'Sähköposti',
    password: 'Salasana',
    submit: 'Kirjaudu sisään',
    ended: 'Istuntosi on päättynyt. Kirjaudu sisään, niin voit jatkaa siitä, mihin jäit.',
    wait_one: 'Yritä uudelleen {{count, number}} sekunnin kuluttua.',
    wait_other: 'Yritä uudelleen {{count, number}} sekunnin kuluttua.',
    showPassword: 'Näytä tai piilota salasana',
    emailMissing: 'Kirjoita sähköpostiosoitteesi.',
    passwordMissing: 'Kirjoita salasanasi.',
  },
  setUp: {
    title: 'Käyttöönotto',
    heading: 'Ota palvelu käyttöön',
    text: 'Tässä luodaan kumppanisi ja sen ensimmäinen pääylläpitäjä. Linkki toimii kerran.',
    partnerName: 'Yrityksesi nimi',
    partnerNameHint: 'Palveluntarjoaja, jonka asiakkaita täällä hallitaan.',
    firstName: 'Etunimi',
    lastName: 'Sukunimi',
    email: 'Sähköposti',
    password: 'Salasana',
    passwordHint: 'Vähintään 12 merkkiä. Lause on helpompi muistaa kuin sana.',
    submit: 'Ota käyttöön ja kirjaudu sisään',
    required: 'Täytä tämä kenttä.',
  },
  roles: {
    partnerFullAdministrator: 'Kumppanin pääylläpitäjä',
    helpDesk: 'Tukipalvelu',
    fullAdministrator: 'Pääylläpitäjä',
    wholesaleAdministrator: 'Tukkumyynnin ylläpitäjä',
    partnerAdministrator: 'Kumppanin ylläpitäjä',
    partnerReadOnlyAdministrator: 'Kumppanin lukuoikeudellinen ylläpitäjä',
    helpDeskAdvanced: 'Tukipalvelu, laajat oikeudet',
    provisioningAdministrator: 'Käyttöönoton ylläpitäjä',
    readOnlyAdministrator: 'Lukuoikeudellinen ylläpitäjä',
    userAdministrator: 'Käyttäjien ylläpitäjä',
    deviceAdministrator: 'Laitteiden ylläpitäjä',
    supportAdministrator: 'Tuen ylläpitäjä',
  },
} satisfies Translated<typeof english>
