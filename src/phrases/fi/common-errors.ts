export const commonErrors = {
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
  several_files: {
    text: 'Pyynnössä on useampi kuin yksi tiedosto.',
    remedy: 'Lähetä kukin tiedosto omassa pyynnössään.',
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
  upload_too_slow: {
    text: 'Lähetys tuli niin hitaasti, että muut eivät päässeet vuoroon.',
    remedy: 'Lähetä tiedosto nopeammalla yhteydellä tai silloin, kun muita lähetyksiä on vähemmän.',
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
  uploads_busy: {
    text: 'Muita tiedostoja lähetetään juuri nyt: enintään {{places}} kerrallaan.',
    remedy: 'Yritä hetken kuluttua uudelleen. Mitään ei kirjoitettu.',
  },
}
