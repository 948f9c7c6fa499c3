export const mailErrors = {
  message_not_found: {
    text: 'Der findes ingen sådan mail inden for din rækkevidde.',
    remedy: "Kontrollér id'et, eller find den på listen over mails.",
  },
  not_resendable: {
    text: 'Denne mail kan ikke sendes igen.',
    remedy: 'Det kan kun en mail, der er mislykket eller afvist, og kun én gang; send den nyeste igen.',
  },
  link_lapsed: {
    text: 'Linket i denne mail er udløbet.',
    remedy: 'Gør igen det, der førte til den: invitér igen, eller bed om en ny adgangskode.',
  },
  bad_address: {
    text: 'Dette er ikke en adresse, som en mail kan sendes til.',
    remedy: 'Indtast én adresse som navn@domæne.',
  },
}
