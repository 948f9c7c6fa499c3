export const identityErrors = {
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
    text: 'Hyökkääjät kokeilevat tätä salasanaa ensimmäisenä: se on yleinen tai tuskin muuta kuin henkilön, yrityksen tai tuotteen nimi.',
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
}
