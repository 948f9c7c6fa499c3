import type { common as english } from '../en/common.ts'
import type { Translated } from '../translated.ts'

export const common = {
  cancel: 'Peruuta',
  close: 'Sulje',
  copied: 'Kopioitu',
  copy: 'Kopioi',
  copyValue: 'Kopioi: {{label}}',
  discard: 'Hylkää',
  loading: 'Ladataan',
  more: 'Näytä lisää',
  never: 'Ei koskaan',
  none: 'Ei mitään',
  noValue: 'Ei asetettu',
  open: 'Avaa',
  reload: 'Lataa sivu uudelleen',
  removeFilter: 'Poista suodatin {{name}}',
  retry: 'Yritä uudelleen',
  sortBy: 'Järjestä: {{column}}',
  errorTitle: 'Tämä ei onnistunut',
  errorNext: 'Yritä uudelleen. Jos sama toistuu, anna koodi ja seurantatunnus palvelun ylläpitäjälle.',
  pageFailed: 'Sivua ei voitu näyttää',
  pageFailedNext: 'Lataa sivu uudelleen. Tallennetut tiedot ovat tallessa.',
  errors: {
    bad_request: {
      text: 'Pyynnössä on arvo, jota ei hyväksytä.',
      remedy: 'Tarkista alla mainitut arvot ja lähetä pyyntö uudelleen.',
    },
    bad_json: { text: 'Pyynnön sisältö ei ole kelvollista JSONia.', remedy: 'Korjaa JSON ja lähetä pyyntö uudelleen.' },
    bad_cursor: {
      text: 'Sivun osoite ei ole enää voimassa.',
      remedy: 'Aloita luettelo uudelleen ensimmäiseltä sivulta.',
    },
    unauthorized: {
      text: 'Et ole kirjautunut sisään tai istuntosi on päättynyt.',
      remedy: 'Kirjaudu sisään ja yritä uudelleen.',
    },
    forbidden: {
      text: 'Roolisi ei salli tätä.',
      remedy: 'Pyydä apua ylläpitäjältä, jolla on oikeus tähän tai joka voi antaa sinulle roolin.',
    },
    not_found: {
      text: 'Tässä osoitteessa ei ole mitään, tai kohde on ulottumattomissasi.',
      remedy: 'Tarkista osoite tai etsi tarvitsemasi haulla.',
    },
    method_not_allowed: {
      text: 'Tämä osoite ei hyväksy kyseistä metodia.',
      remedy: 'Käytä metodia, jonka API-sivu mainitsee tälle osoitteelle.',
    },
    too_large: { text: 'Pyyntö on suurempi kuin palvelu hyväksyy.', remedy: 'Lähetä vähemmän kerralla.' },
    unsupported_type: {
      text: 'Sisältötyyppiä ei hyväksytä tässä.',
      remedy: 'Käytä tyyppiä, jonka API-sivu mainitsee tälle osoitteelle.',
    },
    too_many_requests: {
      text: 'Pyyntöjä tuli liikaa lyhyessä ajassa.',
      remedy: 'Odota vastauksessa mainittu aika ja yritä sitten uudelleen.',
    },
    foreign_origin: {
      text: 'Pyyntö tuli toiselta sivustolta, ja se hylättiin.',
      remedy: 'Avaa konsoli sen omassa osoitteessa ja yritä uudelleen.',
    },
    failed: {
      text: 'Palvelu ei saanut tätä valmiiksi oman virheensä vuoksi.',
      remedy: 'Yritä uudelleen. Jos sama toistuu, anna seurantatunnus palvelun ylläpitäjälle.',
    },
    unavailable: {
      text: 'Palvelu ei pysty vastaamaan juuri nyt.',
      remedy: 'Odota hetki ja yritä uudelleen. Mitään ei muutettu.',
    },
  },
} satisfies Translated<typeof english>
