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
  errors: {
    invalid_scope: {
      text: 'Palvelusovelluksella ei ole mitään pyydetyistä käyttöoikeusalueista.',
      remedy:
        'Pyydä niitä, jotka palvelusovelluksen sivulla luetellaan, välilyönnein erotettuina, tai jätä `scope` pois.',
    },
    guarded: {
      text: 'Tämä henkilö on ylläpitäjä, eikä roolillasi voi muuttaa ylläpitäjiä.',
      remedy: 'Pyydä pääylläpitäjää tekemään muutos.',
    },
    wrong_credentials: {
      text: 'Sähköpostiosoite ja salasana eivät kuulu yhteen.',
      remedy: 'Tarkista molemmat ja yritä uudelleen. Ylläpitäjä voi asettaa uuden salasanan.',
    },
    too_many_attempts: {
      text: 'Liian moni kirjautuminen epäonnistui lyhyessä ajassa.',
      remedy: 'Odota {{count}} min ja yritä sitten uudelleen.',
    },
    setup_link_invalid: {
      text: 'Tämä käyttöönottolinkki on käytetty, korvattu tai se ei ole koskaan ollut voimassa.',
      remedy:
        'Käytä uusinta linkkiä, jonka palvelu näytti käynnistyessään, tai kirjaudu sisään, jos palvelu on jo otettu käyttöön.',
    },
    password_too_short: {
      text: 'Salasanassa on alle {{count}} merkkiä.',
      remedy: 'Valitse pidempi. Lause on helpompi muistaa kuin sana.',
    },
    password_common: {
      text: 'Tämä salasana on listoilla, joita hyökkääjät kokeilevat ensimmäisenä.',
      remedy: 'Valitse toinen, jota kukaan muu ei keksisi.',
    },
    wrong_client: {
      text: 'Asiakassovelluksen tunnus ja salaisuus eivät kuulu yhteen.',
      remedy: 'Tarkista molemmat ja se, onko palvelusovellus yhä käytössä.',
    },
    unsupported_grant: { text: 'Tätä grant-tyyppiä ei tueta.', remedy: 'Käytä arvoa client_credentials.' },
    role_not_found: {
      text: 'Tällaista roolia ei ole.',
      remedy: 'Hae roolien luettelo ja käytä jotakin sen tunnuksista.',
    },
    bad_email: {
      text: 'Tämä ei ole täydellinen sähköpostiosoite.',
      remedy: 'Kirjoita se muodossa nimi@verkkotunnus, enintään 161 merkkiä.',
    },
  },
} satisfies Translated<typeof english>
