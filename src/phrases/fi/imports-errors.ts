export const importsErrors = {
  empty_file: { text: 'Tiedosto on tyhjä.', remedy: 'Valitse tiedosto uudelleen tai lataa malli ja täytä se.' },
  not_csv: {
    text: 'Tiedosto ei ole käyttäjien CSV-tiedosto.',
    remedy: 'Tallenna taulukko CSV-muodossa pilkuin tai puolipistein eroteltuna ja lataa se.',
  },
  utf16: { text: 'Tiedoston merkistö on UTF-16.', remedy: 'Tallenna se uudelleen muodossa CSV UTF-8.' },
  utf32: {
    text: 'Tiedoston merkistö on UTF-32.',
    remedy: 'Tallenna se uudelleen muodossa CSV UTF-8.',
  },
  unknown_encoding: {
    text: 'Tiedoston merkistö ei ole UTF-8: rivi {{line}} on ensimmäinen, jota ei voi lukea.',
    remedy: 'Tallenna se uudelleen muodossa CSV UTF-8, jotta ääkköset säilyvät.',
  },
  binary_file: {
    text: 'Tiedosto ei ole tekstiä: se näyttää työkirjalta, pakkaukselta tai kuvalta.',
    remedy: 'Avaa se ja tallenna muodossa CSV UTF-8.',
  },
  compressed_file: { text: 'Tiedosto on pakattu.', remedy: 'Pura se ja lähetä siinä oleva CSV.' },
  file_too_large: {
    text: 'Tiedosto on suurempi kuin sallitut {{limit}} Mt.',
    remedy: 'Jaa se pienempiin tiedostoihin ja tuo ne yksi kerrallaan.',
  },
  header_only: { text: 'Tiedostossa on otsikot mutta ei yhtään riviä.', remedy: 'Lisää rivi jokaiselle käyttäjälle.' },
  no_key_column: { text: 'Sarake ”{{heading}}” puuttuu.', remedy: 'Lisää se: sen avulla rivi yhdistetään käyttäjään.' },
  duplicate_heading: {
    text: 'Otsikko ”{{heading}}” on tiedostossa kahdesti.',
    remedy: 'Jätä vain toinen sarakkeista.',
  },
  same_column: {
    text: '”{{one}}” ja ”{{other}}” ovat sama sarake.',
    remedy: 'Jätä vain toinen niistä.',
  },
  unknown_heading: {
    text: 'Otsikkoa ”{{heading}}” ei tunneta.',
    remedy: 'Korjaa se mallin mukaiseksi tai poista sarake.',
  },
  suspended_heading: {
    text: 'Otsikko ”{{heading}}” kuuluu keskeytettyyn palveluun.',
    remedy: 'Poista sarake tai palauta palvelu ensin käyttöön.',
  },
  other_subscription: {
    text: '”{{heading}}” viittaa toiseen tilaukseen; {{package}} on myyty tälle asiakkaalle tilauksella {{subscription}}.',
    remedy: 'Tarkista, että tiedosto kuuluu tälle asiakkaalle, tai ota otsikko asiakkaan mallipohjasta.',
  },
  other_delimiter: {
    text: 'Tiedoston mukaan solujen erottimena on ”{{delimiter}}”, jota ei lueta.',
    remedy: 'Tallenna se CSV-muodossa pilkuin tai puolipistein eroteltuna tai poista ensimmäinen rivi.',
  },
  quote_left_open: {
    text: 'Rivin {{line}} lainausmerkkiä ei ole suljettu oikein.',
    remedy: 'Sulje se ja kahdenna tekstiin kuuluvat lainausmerkit.',
  },
  row_too_long: {
    text: 'Riviltä {{line}} alkava tietue on pidempi kuin {{limit}} merkkiä.',
    remedy:
      'Lyhennä sen soluja. Jos mikään solu ei ole niin pitkä, etsi tietueesta lainausmerkki, jota ei ole suljettu.',
  },
  too_many_rows: {
    text: 'Tiedostossa on yli {{limit}} riviä.',
    remedy: 'Jaa se pienempiin tiedostoihin ja tuo ne yksi kerrallaan.',
  },
  upload_cut_off: { text: 'Lataus katkesi ennen tiedoston loppua.', remedy: 'Lataa tiedosto uudelleen.' },

  not_found: { text: 'Tällaista tuontia ei ole.', remedy: 'Etsi sitä tuontien luettelosta.' },
  not_planned: {
    text: 'Tuonnilla ei ole valmista suunnitelmaa.',
    remedy: 'Odota suunnitelman valmistumista tai lataa tiedosto uudelleen.',
  },
  was_canceled: {
    text: 'Tuonti on peruttu, eikä sen suunnitelmaa enää ole.',
    remedy: 'Lataa tiedosto uudelleen, niin siitä tehdään uusi suunnitelma.',
  },
  already_applied: {
    text: 'Tämä suunnitelma on jo toteutettu.',
    remedy: 'Tee uusi suunnitelma lataamalla tiedosto uudelleen.',
  },
  another_running: {
    text: 'Tämän asiakkaan toista tuontia toteutetaan parhaillaan.',
    remedy: 'Odota sen päättymistä ja toteuta tämä sitten.',
  },
  removals_unconfirmed: {
    text: 'Suunnitelma poistaa {{removals}} käyttäjää (kaikkiaan {{users}}), eikä lukua ole vahvistettu.',
    remedy: 'Tarkista poistot ja ilmoita niiden tarkka määrä.',
  },
  cannot_cancel: { text: 'Tuontia ei voi enää perua.', remedy: 'Vain toteuttamattomat suunnitelmat voi perua.' },
  plan_outdated: {
    text: 'Suunnitelma on yli {{days}} päivää vanha.',
    remedy: 'Lataa tiedosto uudelleen, niin suunnitelma perustuu nykyisiin tietoihin.',
  },
  failed: {
    text: 'Tuonti keskeytyi keskuksen virheeseen.',
    remedy: 'Toteuta se uudelleen: se jatkuu siitä, mihin se jäi. Jos se ei auta, ilmoita ylläpitäjälle.',
  },

  rows_gone: {
    text: 'Tämän tuonnin rivejä ei enää säilytetä: ne poistetaan {{days}} päivää tuonnin päättymisen jälkeen.',
    remedy: 'Lukumäärät ovat tallella. Lähetä tiedosto uudelleen, niin näet rivien nykyisen tilan.',
  },
  too_many_cells: {
    text: 'Soluja rivillä: {{cells}}, otsikkorivillä: {{expected}}.',
    remedy:
      'Pane lainausmerkkeihin solut, joissa on pilkku tai puolipiste. Siirrä hylättyjen rivien tiedostossa sarakkeen ”Cells out of place” sisältö oikeille paikoilleen ja tyhjennä se solu.',
  },
  too_few_cells: {
    text: 'Soluja rivillä: {{cells}}, otsikkorivillä: {{expected}}.',
    remedy:
      'Lisää puuttuvat solut; ne voivat olla tyhjiä. Hylättyjen rivien tiedostossa ne on lisätty loppuun: siirrä kukin solu otsikkonsa alle ja tyhjennä ”Cells out of place”.',
  },
  value_without_heading: {
    text: '”{{value}}” on sarakkeessa {{column}}, jolla ei ole otsikkoa.',
    remedy: 'Anna sarakkeelle otsikko tai tyhjennä solu.',
  },
  formula_cell: {
    text: '”{{value}}” suoritettaisiin taulukkolaskennassa kaavana.',
    remedy: 'Kirjoita arvo ilman alussa olevaa merkkiä =, +, - tai @.',
  },
  nul_character: { text: 'Solussa on NUL-merkki.', remedy: 'Kirjoita arvo uudelleen.' },
  invisible_character: {
    text: 'Kentässä ”{{heading}}” on näkymätön merkki ({{character}}).',
    remedy: 'Kirjoita arvo uudelleen: sivulta tai sähköpostista kopioitaessa tällaiset merkit tulevat mukana.',
  },
  email_missing: { text: 'Rivillä ei ole sähköpostiosoitetta.', remedy: 'Täytä ”{{heading}}”.' },
  email_bad: {
    text: '”{{value}}” ei ole sähköpostiosoite.',
    remedy: 'Kirjoita se muodossa nimi@example.com, yhdellä @-merkillä ja ilman välilyöntejä.',
  },
  email_too_long: {
    text: 'Sähköpostiosoitteessa on {{length}} merkkiä; enintään {{limit}} on mahdollista.',
    remedy: 'Käytä lyhyempää osoitetta.',
  },
  email_twice: { text: 'Sama sähköpostiosoite on rivillä {{line}}.', remedy: 'Jätä kullekin käyttäjälle yksi rivi.' },
  email_elsewhere: {
    text: '”{{value}}” on käytössä tämän asiakkaan ulkopuolella.',
    remedy: 'Käytä toista osoitetta tai siirrä henkilö ensin tänne.',
  },
  two_packages: {
    text: 'Kahdella paketilla on arvo TRUE: {{one}} ja {{other}}.',
    remedy: 'Käyttäjällä on täsmälleen yksi paketti: anna muille arvo FALSE.',
  },
  no_package: {
    text: 'Uusi käyttäjä ei saa pakettia.',
    remedy: 'Anna täsmälleen yhdelle pakettisarakkeelle arvo TRUE.',
  },
  package_not_sold: {
    text: 'Pakettia {{package}} ei ole myyty tälle asiakkaalle.',
    remedy: 'Valitse toinen paketti tai lisää tämä asiakkaalle.',
  },
  limit_reached: {
    text: 'Paketissa {{package}} ei ole enää paikkoja: raja on {{limit}}.',
    remedy: 'Nosta rajaa, vapauta paikkoja tai valitse toinen paketti.',
  },
  add_on_without_base: {
    text: '{{addOn}} vaatii jonkin näistä paketeista: {{packages}}.',
    remedy: 'Anna käyttäjälle jokin niistä tai merkitse lisäosalle FALSE.',
  },
  required_missing: { text: '”{{heading}}” on tyhjä, mutta {{package}} vaatii sen.', remedy: 'Täytä solu.' },
  required_column_missing: {
    text: 'Tiedostossa ei ole saraketta ”{{heading}}”, mutta {{package}} vaatii sen.',
    remedy: 'Lisää sarake ja täytä se.',
  },
  location_needed: {
    text: 'Sarakkeessa ”{{heading}}” on REMOVE, mutta {{package}} vaatii toimipaikan.',
    remedy: 'Kirjoita jonkin asiakkaan toimipaikan nimi.',
  },
  no_number_or_extension: {
    text: '{{package}} vaatii puhelinnumeron tai alanumeron.',
    remedy: 'Täytä niistä ainakin toinen.',
  },
  number_bad: {
    text: '”{{value}}” ei ole kelvollinen puhelinnumero.',
    remedy: 'Kirjoita se plusmerkillä ja maatunnuksella, esimerkiksi +358912345678.',
  },
  number_taken: {
    text: 'Numero {{number}} on käytössä.',
    remedy: 'Valitse toinen numero tai vapauta tämä ensin erillisellä tuonnilla.',
  },
  number_held: {
    text: 'Numero {{number}} on tämän asiakkaan toisella käyttäjällä.',
    remedy: 'Valitse toinen numero tai vapauta tämä ensin omalla tuonnillaan.',
  },
  number_twice: { text: 'Sama puhelinnumero on rivillä {{line}}.', remedy: 'Anna kullekin käyttäjälle oma numero.' },
  extension_bad: { text: '”{{value}}” ei ole alanumero.', remedy: 'Käytä vain numeroita.' },
  extension_length: {
    text: 'Alanumeron {{value}} pituus on väärä: numeroita pitää olla {{digits}}.',
    remedy: 'Kirjoita se oikean pituisena; tarkista, ettei etunolla ole kadonnut.',
  },
  extension_taken: {
    text: 'Alanumero {{extension}} on käytössä tässä toimipaikassa.',
    remedy: 'Valitse toinen tai vapauta se ensin erillisellä tuonnilla.',
  },
  extension_twice: {
    text: 'Sama alanumero samassa toimipaikassa on rivillä {{line}}.',
    remedy: 'Anna kullekin käyttäjälle oma alanumero.',
  },
  location_unknown: {
    text: 'Asiakkaalla ei ole toimipaikkaa ”{{value}}”.',
    remedy: 'Käytä olemassa olevan toimipaikan nimeä tai luo se ensin.',
  },
  location_change_refused: {
    text: 'Soittavan käyttäjän toimipaikkaa ei voi vaihtaa tiedostolla.',
    remedy: 'Jätä solu tyhjäksi tai siirrä käyttäjä käsin.',
  },
  site_unknown: { text: 'Asiakkaalla ei ole sivustoa ”{{value}}”.', remedy: 'Käytä jotakin asiakkaan sivustoista.' },
  boolean_bad: {
    text: '”{{value}}” ei ole TRUE eikä FALSE.',
    remedy: 'Kirjoita TRUE tai FALSE tai jätä solu tyhjäksi.',
  },
  read_only_changed: {
    text: 'Saraketta ”{{heading}}” ei voi muuttaa tiedostolla, mutta ”{{value}}” poikkeaa nykyisestä arvosta.',
    remedy: 'Poista sarake tai palauta arvo.',
  },
  administrator_guarded: {
    text: 'Henkilö on ylläpitäjä, eikä suunnitelman tekijä voi muuttaa tai poistaa ylläpitäjiä.',
    remedy: 'Pyydä pääylläpitäjää tekemään se tai poista rivi.',
  },
  own_removal: {
    text: 'Rivi poistaisi tiedoston lähettäjän, eikä kukaan poista itseään.',
    remedy: 'Pyydä toista pääylläpitäjää tuomaan rivi tai poista se tiedostosta.',
  },
  last_administrator: {
    text: 'Tämä on asiakkaan viimeinen täysi ylläpitäjä.',
    remedy: 'Tee ensin joku muu täydeksi ylläpitäjäksi.',
  },
  name_bad: {
    text: 'Nimeä ”{{value}}” ei voi käyttää puheluissa.',
    remedy: 'Käytä enintään 30 merkkiä eikä yhtään merkeistä % # < > \\ / ".',
  },
  value_too_long: {
    text: 'Sarakkeessa ”{{heading}}” on {{length}} merkkiä; enintään {{limit}} on mahdollista.',
    remedy: 'Lyhennä arvoa.',
  },
  language_unknown: {
    text: '”{{value}}” ei ole tunnettu kieli.',
    remedy: 'Käytä koodia, esimerkiksi fi-FI, tai englanninkielistä nimeä.',
  },
  time_zone_unknown: {
    text: '”{{value}}” ei ole tunnettu aikavyöhyke.',
    remedy: 'Käytä nimeä, esimerkiksi Europe/Helsinki.',
  },
  country_unknown: { text: '”{{value}}” ei ole maakoodi.', remedy: 'Käytä kahta kirjainta, esimerkiksi FI.' },
  removal_columns_missing: {
    text: 'FALSE jättäisi käyttäjän ilman pakettia, mutta kaikkia pakettisarakkeita ei ole mukana arvolla FALSE.',
    remedy: 'Poista käyttäjä antamalla kaikille pakettisarakkeille FALSE; säilytä hänet antamalla yhdelle TRUE.',
  },
  removal_contradicted: {
    text: 'Kaikilla paketeilla on arvo FALSE, mikä poistaisi käyttäjän, mutta arvo TRUE on annettu: {{licenses}}.',
    remedy:
      'Jos käyttäjä on tarkoitus poistaa, merkitse sillekin FALSE. Jos hänen on tarkoitus jäädä, anna yhdelle paketille TRUE.',
  },
  made_meanwhile: {
    text: 'Joku muu loi käyttäjän suunnitelman teon jälkeen.',
    remedy: 'Tuo rivi uudelleen, niin sitä verrataan nyt olemassa olevaan käyttäjään.',
  },
  changed_meanwhile: {
    text: 'Joku muu muutti käyttäjää suunnitelman teon jälkeen.',
    remedy: 'Tuo rivi uudelleen, niin se suunnitellaan uudestaan.',
  },

  legacy_heading: {
    text: 'Sarake ”{{heading}}” on vanhoista tiedostoista, eikä sitä lueta.',
    remedy: 'Voit poistaa sen.',
  },
  renamed_heading: {
    text: 'Otsikon ”{{heading}}” nykyinen nimi on ”{{now}}”, ja se luettiin sellaisena.',
    remedy: 'Käytä vastedes uutta otsikkoa.',
  },
  site_missing: {
    text: 'Paketilla {{package}} ei ole ensisijaista sivustoa.',
    remedy: 'Täytä se: ilman sitä kokouksissa voi myöhemmin tulla ongelmia.',
  },
  site_column_missing: {
    text: 'Tiedostossa ei ole saraketta ”{{heading}}”, joten käyttäjät, jotka saavat paketin {{packages}}, jäävät ilman ensisijaista sivustoa.',
    remedy: 'Lisää sarake ja siihen asiakkaan sivusto: ilman sitä kokoukset voivat myöhemmin epäonnistua.',
  },
  plan_overtaken: {
    text: 'Tämän asiakkaan tuonti {{file}} toteutettiin suunnitelman tekemisen jälkeen, joten paikat ja numerot voivat nyt olla toisin.',
    remedy: 'Tee uusi suunnitelma lähettämällä tiedosto uudelleen. Jokainen rivi tarkistetaan vielä toteutettaessa.',
  },
  base_licenses_added: {
    text: 'Uudet käyttäjät saavat myös nämä peruslisenssit: {{licenses}}.',
    remedy: 'Jos et halua niitä, valitse ”Lisää ja poista palveluita” ja anna niiden sarakkeille FALSE.',
  },
  number_mended: {
    text: '”{{value}}” luettiin numerona {{number}}.',
    remedy: 'Tarkista numero. Kirjoita se taulukkoon plusmerkin ja maatunnuksen kanssa.',
  },
  false_ignored: {
    text: 'Sarakkeen ”{{heading}}” arvoa FALSE ei huomioida valinnalla ”Vain lisää palveluita”.',
    remedy: 'Jos haluat poistaa palveluja, valitse ”Lisää ja poista palveluita”.',
  },
  read_only_ignored: {
    text: 'Saraketta ”{{heading}}” ei voi asettaa, eikä sitä huomioida.',
    remedy: 'Voit jättää solun tyhjäksi.',
  },
  caller_name_ignored: {
    text: 'Soittajan nimiä ei huomioida asiakkailla, joiden maa on {{country}}.',
    remedy: 'Puhelun vastaanottaja näkee käyttäjän oman nimen.',
  },
  manager_removed: {
    text: 'Tämä tiedosto poistaa henkilön {{value}}, joten käyttäjälle jää esihenkilö, jota ei löydy.',
    remedy: 'Merkitse toinen esihenkilö tai jätä tämä poistamatta.',
  },
  package_replaced: {
    text: 'Käyttäjältä poistuu {{before}} ja tilalle tulee {{after}}, sillä käyttäjällä on yksi paketti.',
    remedy: 'Jos {{before}} on tarkoitus säilyttää, jätä paketin {{after}} solu tyhjäksi.',
  },
  administrator_removed: {
    text: 'Tämä käyttäjä on myös ylläpitäjä. Poisto vie myös ylläpitäjän tilin käytöstä, eikä hän voi enää kirjautua konsoliin.',
    remedy: 'Jos ylläpitäjän on tarkoitus jäädä, ota rivi pois tiedostosta.',
  },
  nobody_to_remove: {
    text: 'Asiakkaalla ei ole käyttäjää {{value}}, joten rivi ei poista ketään.',
    remedy: 'Tarkista osoite. Jos käyttäjä on jo poistettu, jätä rivi pois.',
  },
  numbers_idle: {
    text: '{{package}} ei käytä puhelinnumeroa eikä alanumeroa, mutta nämä jäävät käyttäjälle ja pysyvät varattuina: {{numbers}}.',
    remedy:
      'Jätä uuden käyttäjän solut tyhjiksi. Nykyisen käyttäjän numerot vapautuvat, kun käyttäjä poistetaan ja luodaan uudelleen ilman niitä.',
  },
  manager_unknown: {
    text: '{{value}} ei ole tämän asiakkaan käyttäjä, joten käyttäjälle jää esihenkilö, jota ei löydy.',
    remedy: 'Tarkista osoite tai tuo esihenkilökin.',
  },
} as const
