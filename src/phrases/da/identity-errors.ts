export const identityErrors = {
  invalid_scope: {
    text: 'Serviceappen har ingen af de scopes, der bedes om.',
    remedy: 'Bed om scopes, der står på serviceappens side, med mellemrum imellem, eller udelad `scope`.',
  },
  guarded: {
    text: 'Denne person er administrator, og din rolle kan ikke ændre administratorer.',
    remedy: 'Bed en fuld administrator om at gøre det.',
  },
  wrong_credentials: {
    text: 'E-mailadressen og adgangskoden hører ikke sammen.',
    remedy: 'Kontrollér begge dele, og prøv igen. En administrator kan give dig en ny adgangskode.',
  },
  too_many_attempts: {
    text: 'For mange forsøg på at logge på er mislykkedes på kort tid.',
    remedy: 'Vent {{count}} min., og prøv så igen.',
  },
  setup_link_invalid: {
    text: 'Opsætningslinket er brugt, er blevet erstattet eller har aldrig været gyldigt.',
    remedy: 'Brug det nyeste link, som hubben viste ved start, eller log på, hvis hubben allerede er sat op.',
  },
  password_too_short: {
    text: 'Adgangskoden er kortere end {{count}} tegn.',
    remedy: 'Vælg en længere. En sætning er lettere at huske end et ord.',
  },
  password_common: {
    text: 'Angribere prøver denne adgangskode først: den er almindelig eller ikke meget mere end navnet på personen, virksomheden eller produktet.',
    remedy: 'Vælg en anden, som ingen andre ville finde på.',
  },
  wrong_client: {
    text: 'Klient-id’et og klienthemmeligheden hører ikke sammen.',
    remedy: 'Kontrollér begge dele, og om serviceappen stadig er slået til.',
  },
  unsupported_grant: { text: 'Denne grant-type understøttes ikke.', remedy: 'Brug client_credentials.' },
  role_not_found: { text: 'Rollen findes ikke.', remedy: 'Hent listen over roller, og brug et af deres id’er.' },
  bad_email: {
    text: 'Det er ikke en fuldstændig e-mailadresse.',
    remedy: 'Skriv den som navn@domæne med højst 161 tegn.',
  },
}
