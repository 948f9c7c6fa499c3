export const mailErrors = {
  message_not_found: {
    text: "Zo'n e-mail is er niet binnen je bereik.",
    remedy: 'Controleer het id, of zoek in de lijst met e-mails.',
  },
  not_resendable: {
    text: 'Deze e-mail kan niet opnieuw worden verzonden.',
    remedy: 'Alleen een mislukte of geweigerde e-mail kan dat, en maar één keer; verzend de nieuwste opnieuw.',
  },
  link_lapsed: {
    text: 'De link van deze e-mail is verlopen.',
    remedy: 'Herhaal wat eraan voorafging: nodig opnieuw uit, of vraag een nieuw wachtwoord aan.',
  },
  bad_address: {
    text: 'Naar dit adres kan geen e-mail worden gestuurd.',
    remedy: 'Voer één adres in, als naam@domein.',
  },
}
