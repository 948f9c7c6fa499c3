import type { signInErrors as english } from '../en/sign-in-errors.ts'
import type { Translated } from '../translated.ts'

export const signInErrors = {
  fresh_sign_in_needed: {
    text: 'Tämä vaatii tuoreen kirjautumisen, ja sinun kirjautumisestasi on yli 15 minuuttia.',
    remedy: 'Vahvista henkilöllisyytesi salasanalla tai koodilla ja tee sitten sama uudelleen.',
  },
  session_needed: {
    text: 'Tämän voi tehdä vain sisään kirjautunut henkilö, ei käyttöoikeustunnus.',
    remedy: 'Kirjaudu konsoliin ja tee se siellä.',
  },
  one_organization: {
    text: 'Tunnus on vain yhtä organisaatiota varten.',
    remedy: 'Käytä tähän koko kumppanin tunnusta.',
  },
  sign_in_lapsed: {
    text: 'Tämä kirjautuminen odotti liian kauan tai on jo viety loppuun.',
    remedy: 'Aloita alusta sähköpostiosoitteella ja salasanalla.',
  },
  wrong_code: {
    text: 'Koodi ei täsmää tai se on jo käytetty.',
    remedy: 'Odota sovelluksen seuraavaa koodia, tarkista puhelimen kello tai käytä palautuskoodia.',
  },
  wrong_password: {
    text: 'Tämä ei ole nykyinen salasanasi.',
    remedy: 'Tarkista se ja yritä uudelleen.',
  },
  code_needed: {
    text: 'Toinen tunnistustapasi on käytössä, joten koodi tarvitaan.',
    remedy: 'Kirjoita todennussovelluksen koodi tai palautuskoodi.',
  },
  second_factor_not_begun: {
    text: 'Mikään todennussovellus ei odota vahvistusta.',
    remedy: 'Aloita alusta ja skannaa uusi kuva.',
  },
  second_factor_off: {
    text: 'Toinen tunnistustapa ei ole käytössä.',
    remedy: 'Mitään ei tarvitse tehdä.',
  },
  second_factor_required: {
    text: 'Organisaatiosi vaatii toisen tunnistustavan, joten sitä ei voi poistaa käytöstä.',
    remedy: 'Ota se käyttöön toisella laitteella tai kysy henkilöltä, joka päättää kirjautumissäännöistä.',
  },
  second_factor_first: {
    text: 'Sinulla itselläsi ei vielä ole toista tunnistustapaa.',
    remedy: 'Ota ensin omasi käyttöön kohdassa Tili ja vaadi sitä vasta sitten muilta.',
  },
  reset_link_invalid: {
    text: 'Linkki on käytetty, korvattu uudemmalla tai yli tunnin vanha.',
    remedy: 'Pyydä uusi linkki ja käytä se tunnin sisällä.',
  },
  session_not_found: {
    text: 'Tällaista istuntoa ei ole tai se on jo päättynyt.',
    remedy: 'Lataa istuntojen luettelo uudelleen.',
  },
  token_not_found: {
    text: 'Tällaista tunnusta ei ole tai se on jo mitätöity.',
    remedy: 'Lataa tunnusten luettelo uudelleen.',
  },
  service_app_not_found: {
    text: 'Tällaista palvelusovellusta ei ole tai se ei kuulu sinulle.',
    remedy: 'Lataa palvelusovellusten luettelo uudelleen.',
  },
  account_not_found: {
    text: 'Tällaista ylläpitäjää ei ole tai henkilö ei kuulu sinulle.',
    remedy: 'Etsi henkilö ylläpitäjien luettelosta.',
  },
  scope_not_allowed: {
    text: 'Rooli ei salli käyttöaluetta {{scope}} tai sellaista ei ole.',
    remedy: 'Valitse roolille luetelluista käyttöalueista.',
  },
  role_not_for_app: {
    text: 'Palvelusovelluksella ei voi olla tätä roolia tässä.',
    remedy:
      'Valitse yhden asiakkaan sovellukselle asiakkaan rooli ja koko kumppanin sovellukselle rooli, joka ulottuu kaikkiin asiakkaisiin.',
  },
} satisfies Translated<typeof english>
