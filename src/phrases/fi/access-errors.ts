export const accessErrors = {
  read_only: {
    text: 'Tämä on asiakkaan organisaatiossa avattu lukuistunto, ja tämä muuttaisi jotakin.',
    remedy: 'Päätä istunto ja tee muutos omilla oikeuksillasi, tai pyydä asiakkaalta täydet oikeudet.',
  },
  ended: {
    text: 'Tämä pääsy organisaatioon ei ole voimassa: se on päättynyt, tai se ei ole sinun.',
    remedy: 'Palaa tukipalveluun ja avaa organisaatio uudelleen, tai pyydä pääsyä uudelleen.',
  },
  not_in_session: {
    text: 'Tämä kuuluu asiakkaan omille ylläpitäjille, vaikka sinulla olisi täydet oikeudet.',
    remedy: 'Pyydä jotakuta heistä tekemään se, tai päätä istunto, jos kyse on omasta tilistäsi.',
  },
  granted_without_users: {
    text: 'Tämä pääsy myönnettiin ilman käyttäjiä, koska organisaatio oli rajoitetussa ylläpitotilassa, ja se pysyy sellaisena loppuun asti.',
    remedy: 'Päätä pääsy ja pyydä sitä asiakkaalta uudelleen, tai anna palveluntarjoajan hallinnoida käyttäjiä.',
  },
  not_in_view: {
    text: 'Tämä on asiakkaan organisaation katselutila. Oma tilisi, salaisuuksia sisältävät tiedostot ja asiakkaan omille ylläpitäjille kuuluvat asiat eivät kuulu siihen.',
    remedy: 'Päätä katselu, jos asia koskee omaa tiliäsi. Muussa tapauksessa pyydä asiakkaan ylläpitäjää hoitamaan se.',
  },
  not_allowed_by_customer: {
    text: 'Asiakas ei salli vain luku -pääsyä.',
    remedy: 'Pyydä asiakkaan täyttä ylläpitäjää sallimaan se organisaation asetuksissa.',
  },
  grant_not_found: {
    text: 'Ulottuvillasi ei ole tällaista pääsyä eikä pyyntöä.',
    remedy: 'Tarkista tunniste, tai etsi se pääsyluettelosta.',
  },
  already_decided: {
    text: 'Tästä pyynnöstä on jo päätetty: {{person}}.',
    remedy: 'Lataa sivu uudelleen, niin näet päätöksen.',
  },
  lapsed: {
    text: 'Pyyntöön ei vastattu tunnin kuluessa, ja se on rauennut.',
    remedy: 'Jos apua tarvitaan yhä, asiakaspalvelija voi pyytää uudelleen.',
  },
  link_invalid: {
    text: 'Tämä linkki ei ole voimassa: se on vanha, tai et ole enää organisaation täysi ylläpitäjä.',
    remedy: 'Kirjaudu konsoliin ja katso kohtaa Pääsyt, tai pyydä asiakaspalvelijaa lähettämään uusi pyyntö.',
  },
  already_ended: {
    text: 'Tämä pääsy on jo ohi.',
    remedy: 'Mitään ei tarvitse tehdä. Pyydä uudelleen, jos pääsyä tarvitaan yhä.',
  },
  already_asked: {
    text: 'Olet jo pyytänyt tältä asiakkaalta, ja pyyntö on yhä avoinna.',
    remedy: 'Odota vastausta, tai peru pyyntö ennen uutta.',
  },
  asked_too_often: {
    text: 'Olet pyytänyt tältä asiakkaalta {{count}} kertaa tunnin sisällä.',
    remedy: 'Keskustele asiakkaan kanssa ja pyydä myöhemmin uudelleen.',
  },
  nobody_to_ask: {
    text: 'Tällä asiakkaalla ei ole täyttä ylläpitäjää, joka voisi päättää.',
    remedy: 'Anna ensin jollekulle asiakkaan puolelta täyden ylläpitäjän rooli.',
  },
}
