import type { common as english } from '../en/common.ts'
import type { Translated } from '../translated.ts'

export const common = {
  cancel: 'Peruuta',
  close: 'Sulje',
  copied: 'Kopioitu',
  notCopied:
    'Selain ei anna tämän sivun kopioida. Valitse teksti ja kopioi se näppäimistöllä, tai salli sivulle leikepöydän käyttö selaimessa.',
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
  columns: 'Sarakkeet',
  exportCsv: 'Vie CSV-tiedostoon',
  stopExport: 'Keskeytä vienti ({{count, number}})',
  exported_one: '{{count, number}} rivi viety',
  exported_other: '{{count, number}} riviä viety',
  selection: 'Valinta',
  selectAll: 'Valitse kaikki näkyvät rivit',
  selectRow: 'Valitse {{name}}',
  selected_one: '{{count, number}} valittu',
  selected_other: '{{count, number}} valittu',
  clearSelection: 'Poista valinta',
  exportSelection: 'Vie valitut CSV-tiedostoon',
  errorTitle: 'Tämä ei onnistunut',
  errorNext: 'Yritä uudelleen. Jos sama toistuu, anna koodi ja seurantatunnus palvelun ylläpitäjälle.',
  pageFailed: 'Sivua ei voitu näyttää',
  pageFailedNext: 'Lataa sivu uudelleen. Tallennetut tiedot ovat tallessa.',
  fields: {
    missing: '”{{field}}” puuttuu.',
    blank: '”{{field}}” on tyhjä.',
    too_long: 'Kentässä ”{{field}}” saa olla enintään {{limit}} merkkiä.',
    too_short: 'Kentässä ”{{field}}” on oltava vähintään {{limit}} merkkiä.',
    too_large: '”{{field}}” saa olla enintään {{limit}}.',
    too_small: 'Arvon ”{{field}}” on oltava vähintään {{limit}}.',
    list_too_long: 'Kentässä ”{{field}}” saa olla enintään {{limit}} kohtaa.',
    list_too_short: 'Kentässä ”{{field}}” on oltava vähintään {{limit}} kohtaa.',
    not_one_of: 'Arvon ”{{field}}” on oltava jokin näistä: {{allowed}}.',
    not_text: 'Arvon ”{{field}}” on oltava yksi teksti.',
    not_number: 'Arvon ”{{field}}” on oltava luku.',
    not_whole: 'Arvon ”{{field}}” on oltava kokonaisluku.',
    not_multiple: 'Arvon ”{{field}}” on oltava jaollinen luvulla {{step}}.',
    not_boolean: 'Arvon ”{{field}}” on oltava true tai false.',
    not_list: 'Arvon ”{{field}}” on oltava luettelo.',
    not_object: 'Arvon ”{{field}}” on oltava olio, jolla on nimetyt kentät.',
    not_date: 'Arvon ”{{field}}” on oltava ajankohta muodossa 2026-03-01T10:00:00Z.',
    not_day: 'Arvon ”{{field}}” on oltava päivämäärä muodossa 2026-03-01.',
    not_email: 'Arvon ”{{field}}” on oltava sähköpostiosoite, kuten nimi@example.com.',
    not_url: 'Arvon ”{{field}}” on oltava verkko-osoite, kuten https://example.com.',
    not_uuid: 'Arvon ”{{field}}” on oltava UUID.',
    not_id: '”{{field}}” ei ole tämän lajin tunniste: sen on oltava tyyppiä {{type}}.',
    not_known: 'Kenttää ”{{field}}” ei tunneta tässä.',
    invisible:
      'Kentässä ”{{field}}” on näkymätön merkki ({{character}}). Kirjoita arvo uudelleen: sivulta tai sähköpostista kopioitaessa tällaiset merkit tulevat mukana.',
    half_character: 'Kentässä ”{{field}}” on puolikas merkki. Lähetä teksti kokonaisina Unicode-merkkeinä.',
    not_fitting: 'Arvo ”{{field}}” on muodossa, joka ei sovi tähän.',
  },
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
    unknown_host: {
      text: 'Tämä hub palvelee vain omaa konettaan eikä vastaa nimellä {{host}}.',
      remedy:
        'Avaa se osoitteessa localhost tai IP-osoitteella. Jos sitä on tarkoitus käyttää tällä nimellä, esimerkiksi välityspalvelimen takana, aseta asetukseen PUBLIC_URL käyttäjien osoite.',
    },
    file_missing: {
      text: 'Pyynnössä ei ole tiedostoa.',
      remedy: 'Lähetä tiedosto pyynnön sisältönä tai lomakkeen kentässä ”file”.',
    },
    compressed_body: {
      text: 'Lähetys on pakattu ({{coding}}), mutta palvelu ottaa tiedostot sellaisinaan.',
      remedy: 'Lähetä tiedosto pakkaamattomana, ilman otsaketta Content-Encoding.',
    },
    not_http: {
      text: 'Palvelu ei pystynyt lukemaan tätä HTTP-pyyntönä.',
      remedy: 'Tarkista, että asiakasohjelma käyttää tässä osoitteessa HTTP/1.1:tä eikä HTTPS:ää, jos sitä ei tarjota.',
    },
    headers_too_large: {
      text: 'Pyynnön otsakkeet ovat suuremmat kuin palvelu hyväksyy.',
      remedy: 'Lyhennä osoitetta, evästeitä tai otsakkeita: yhteensä ne saavat viedä 16 kt.',
    },
    cut_off: {
      text: 'Pyyntö katkesi ennen loppuaan.',
      remedy: 'Lähetä se uudelleen ja pidä yhteys auki, kunnes vastaus on tullut.',
    },
    too_slow: {
      text: 'Pyyntö ei tullut perille ajoissa.',
      remedy: 'Lähetä se uudelleen ilman taukoa sen osien välillä.',
    },
    upload_too_long: {
      text: 'Lataus kesti pidempään kuin ne {{minutes}} minuuttia, jotka tämä palvelu sille antaa.',
      remedy: 'Lähetä tiedosto nopeammalla yhteydellä tai jaa se useaan tiedostoon.',
    },
    scope_missing: {
      text: 'Tunnuksella ei ole tähän tarvittavaa oikeusaluetta.',
      remedy: 'Luo tunnus, jolla on API-sivun tälle osoitteelle nimeämä oikeusalue.',
    },
    failed: {
      text: 'Palvelu ei saanut tätä valmiiksi oman virheensä vuoksi.',
      remedy: 'Yritä uudelleen. Jos sama toistuu, anna seurantatunnus palvelun ylläpitäjälle.',
    },
    unavailable: {
      text: 'Palvelu ei pysty vastaamaan juuri nyt.',
      remedy: 'Odota hetki ja yritä uudelleen. Mitään ei muutettu.',
    },
    took_too_long: {
      text: 'Palvelulta kului liian kauan tämän löytämiseen.',
      remedy:
        'Pyydä vähemmän kerralla: yhden asiakkaan tietoja, tai koko tunnusta sen osan sijaan. Muuten yritä uudelleen, kun palvelulla on vähemmän tehtävää.',
    },
  },
} satisfies Translated<typeof english>
