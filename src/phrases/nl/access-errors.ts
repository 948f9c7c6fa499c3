export const accessErrors = {
  read_only: {
    text: 'Dit is een alleen-lezen-sessie in de organisatie van de klant, en dit zou iets wijzigen.',
    remedy: 'Beëindig de sessie en doe het met je eigen rechten, of vraag de klant om volledige toegang.',
  },
  ended: {
    text: 'Deze toegang tot de organisatie geldt niet: die is afgelopen of is niet van jou.',
    remedy: 'Ga terug naar de helpdesk en open de organisatie opnieuw, of vraag opnieuw toegang.',
  },
  not_in_session: {
    text: 'Dit blijft aan de eigen beheerders van de klant, ook als je volledige toegang hebt.',
    remedy: 'Laat een van hen het doen, of beëindig de sessie als het om je eigen account gaat.',
  },
  granted_without_users: {
    text: 'Deze toegang is zonder gebruikers verleend, omdat de organisatie in de beperkte beheermodus stond, en blijft zo tot het einde.',
    remedy: 'Beëindig de toegang en vraag de klant opnieuw om toegang, of laat de provider de gebruikers beheren.',
  },
  not_in_view: {
    text: 'Dit is een alleen-lezenweergave van de organisatie van de klant. Je eigen account, bestanden met geheimen en wat bij de beheerders van de klant blijft, horen daar niet bij.',
    remedy: 'Beëindig de weergave als het om je eigen account gaat; laat het anders een beheerder van de klant doen.',
  },
  not_allowed_by_customer: {
    text: 'De klant staat alleen-lezen-toegang niet toe.',
    remedy: 'Vraag een volledige beheerder van de klant die aan te zetten bij de instellingen van de organisatie.',
  },
  grant_not_found: {
    text: 'Zo’n toegang of verzoek is er niet binnen je bereik.',
    remedy: 'Controleer de id, of zoek in de lijst van toegang.',
  },
  already_decided: {
    text: 'Over dit verzoek is al beslist: {{person}}.',
    remedy: 'Laad de pagina opnieuw om te zien wat er is beslist.',
  },
  lapsed: {
    text: 'Het verzoek is niet binnen een uur beantwoord en is vervallen.',
    remedy: 'Laat de medewerker opnieuw vragen als er nog hulp nodig is.',
  },
  link_invalid: {
    text: 'Deze link geldt niet: hij is oud, of je bent geen volledige beheerder van de organisatie meer.',
    remedy: 'Meld je aan bij de console en kijk onder Toegang, of laat de medewerker opnieuw vragen.',
  },
  already_ended: {
    text: 'Deze toegang is al voorbij.',
    remedy: 'Er is niets te doen. Vraag opnieuw als er nog toegang nodig is.',
  },
  already_asked: {
    text: 'Je hebt het deze klant al gevraagd, en dat verzoek staat nog open.',
    remedy: 'Wacht op het antwoord, of trek het verzoek in voordat je opnieuw vraagt.',
  },
  asked_too_often: {
    text: 'Je hebt het deze klant binnen een uur {{count}} keer gevraagd.',
    remedy: 'Spreek met de klant en vraag het later opnieuw.',
  },
  nobody_to_ask: {
    text: 'Deze klant heeft geen volledige beheerder die kan beslissen.',
    remedy: 'Geef eerst iemand van de klant de rol van volledige beheerder.',
  },
}
