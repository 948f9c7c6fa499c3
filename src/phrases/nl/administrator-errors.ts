export const administratorErrors = {
  administrator_not_found: {
    text: 'Er is geen beheerder met deze id die je mag zien.',
    remedy: 'Controleer de id of kijk in de lijst met beheerders.',
  },
  last_administrator: {
    text: 'Dit is de laatste hoofdbeheerder, en er moet er één blijven. Wie is uitgenodigd, telt alleen zolang niemand de uitnodiging heeft aangenomen.',
    remedy: 'Maak eerst iemand anders hoofdbeheerder.',
  },
  own_rights: {
    text: 'Niemand wijzigt de eigen rol of klanten, of schakelt zichzelf uit of verwijdert zichzelf.',
    remedy: 'Vraag een andere hoofdbeheerder het te doen.',
  },
  role_too_high: {
    text: 'Jouw rol kan deze rol niet geven of wijzigen.',
    remedy: 'Vraag een hoofdbeheerder het te doen.',
  },
  role_of_other_side: {
    text: 'Rollen van de partner zijn voor de eigen mensen, rollen van klanten voor die van hen.',
    remedy: 'Kies een rol aan dezelfde kant als de persoon.',
  },
  reach_not_fitting: {
    text: 'Deze klanten passen niet bij de rol.',
    remedy:
      'Hoofdbeheerders hebben alle klanten, partnerbeheerders alleen toegewezen klanten en beheerders van een klant die ene.',
  },
  tags_unknown: {
    text: 'Geen klant heeft het label {{tags}}.',
    remedy: 'Geef het label eerst aan een klant of verbeter de spelling. Het bereik is niet gewijzigd.',
  },
  email_taken: {
    text: 'Het e-mailadres is in deze hub in gebruik.',
    remedy: 'Kies een ander adres of wijzig de persoon die het heeft.',
  },
  invitation_invalid: {
    text: 'Deze uitnodiging is gebruikt, verlopen, vervangen of was nooit geldig.',
    remedy: 'Vraag wie je uitnodigde haar opnieuw te sturen, of meld je aan als je een wachtwoord hebt.',
  },
  not_invited: {
    text: 'Deze persoon heeft de uitnodiging al aangenomen.',
    remedy: 'Er hoeft niets te worden gestuurd. Een vergeten wachtwoord wordt bij het aanmelden opnieuw ingesteld.',
  },
  has_all_customers: {
    text: 'De gebruiker heeft al toegang tot alle klanten van de eigen partnerorganisatie.',
    remedy: 'Geef de persoon eerst een rol met toegewezen klanten.',
  },
} as const
