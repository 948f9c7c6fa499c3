export const identityErrors = {
  invalid_scope: {
    text: 'Geen van de gevraagde scopes heeft deze service-app.',
    remedy: 'Vraag om scopes die op de pagina van de service-app staan, met spaties ertussen, of laat `scope` weg.',
  },
  guarded: {
    text: 'Deze persoon is beheerder, en jouw rol kan beheerders niet wijzigen.',
    remedy: 'Vraag een volledige beheerder om het te doen.',
  },
  wrong_credentials: {
    text: 'Het e-mailadres en het wachtwoord horen niet bij elkaar.',
    remedy: 'Controleer beide en probeer het opnieuw. Een beheerder kan een nieuw wachtwoord instellen.',
  },
  too_many_attempts: {
    text: 'Er zijn in korte tijd te veel aanmeldingen mislukt.',
    remedy: 'Wacht {{count}} min en probeer het dan opnieuw.',
  },
  setup_link_invalid: {
    text: 'Deze inrichtlink is gebruikt, vervangen of nooit geldig geweest.',
    remedy: 'Gebruik de nieuwste link die de hub bij het starten toonde, of meld je aan als de hub al is ingericht.',
  },
  password_too_short: {
    text: 'Het wachtwoord is korter dan {{count}} tekens.',
    remedy: 'Kies een langer wachtwoord. Een zin is makkelijker te onthouden dan een woord.',
  },
  password_common: {
    text: 'Aanvallers proberen dit wachtwoord het eerst: het komt veel voor, of is weinig meer dan de naam van de persoon, het bedrijf of het product.',
    remedy: 'Kies een ander dat niemand anders zou bedenken.',
  },
  wrong_client: {
    text: 'Het client-id en het clientgeheim horen niet bij elkaar.',
    remedy: 'Controleer beide, en of de service-app nog is ingeschakeld.',
  },
  unsupported_grant: { text: 'Dit grant-type wordt niet ondersteund.', remedy: 'Gebruik client_credentials.' },
  role_not_found: {
    text: 'Deze rol bestaat niet.',
    remedy: 'Vraag de lijst met rollen op en gebruik een van de id’s.',
  },
  bad_email: {
    text: 'Dit is geen volledig e-mailadres.',
    remedy: 'Vul het in als naam@domein, met hoogstens 161 tekens.',
  },
}
