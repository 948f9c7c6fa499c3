export const administratorErrors = {
  administrator_not_found: {
    text: 'Tällaista ylläpitäjää ei ole sinun nähtävissäsi.',
    remedy: 'Tarkista tunnus tai katso ylläpitäjien luettelosta.',
  },
  last_administrator: {
    text: 'Tämä on viimeinen pääylläpitäjä, ja yhden on jäätävä. Kutsuttu lasketaan mukaan vain, jos kukaan ei ole vielä hyväksynyt kutsua.',
    remedy: 'Tee ensin jostakusta muusta pääylläpitäjä.',
  },
  own_rights: {
    text: 'Kukaan ei muuta omaa rooliaan tai asiakkaitaan eikä poista itseään tai omaa tiliään käytöstä.',
    remedy: 'Pyydä toista pääylläpitäjää tekemään se.',
  },
  role_too_high: {
    text: 'Roolisi ei voi antaa tai muuttaa tätä roolia.',
    remedy: 'Pyydä pääylläpitäjää tekemään se.',
  },
  role_of_other_side: {
    text: 'Kumppanin roolit ovat sen omille ihmisille ja asiakkaiden roolit heidän.',
    remedy: 'Valitse rooli samalta puolelta kuin henkilö.',
  },
  reach_not_fitting: {
    text: 'Nämä asiakkaat eivät sovi rooliin.',
    remedy:
      'Pääylläpitäjillä on kaikki asiakkaat, kumppanin ylläpitäjillä vain annetut ja asiakkaan ylläpitäjillä se yksi.',
  },
  tags_unknown: {
    text: 'Yhdelläkään asiakkaalla ei ole tunnistetta {{tags}}.',
    remedy: 'Anna tunniste ensin jollekin asiakkaalle tai korjaa kirjoitusasu. Käyttöala pysyi ennallaan.',
  },
  email_taken: {
    text: 'Sähköpostiosoite on jo käytössä tässä hubissa.',
    remedy: 'Valitse toinen osoite tai muuta henkilöä, jolla se on.',
  },
  invitation_invalid: {
    text: 'Kutsu on käytetty, vanhentunut tai korvattu, tai se ei ole koskaan ollut voimassa.',
    remedy: 'Pyydä kutsujaa lähettämään se uudelleen tai kirjaudu, jos sinulla on salasana.',
  },
  not_invited: {
    text: 'Henkilö on jo hyväksynyt kutsun.',
    remedy: 'Mitään ei tarvitse lähettää. Unohtunut salasana vaihdetaan kirjautumissivulla.',
  },
  has_all_customers: {
    text: 'Käyttäjällä on jo pääsy kaikkiin kumppaniorganisaationsa hallitsemiin asiakkaisiin.',
    remedy: 'Anna henkilölle ensin rooli, jolla on annetut asiakkaat.',
  },
} as const
