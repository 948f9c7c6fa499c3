import type { identity as english } from '../en/identity.ts'
import type { Translated } from '../translated.ts'

export const identity = {
  notSetUp: {
    title: 'Ikke sat op',
    heading: 'Denne hub er ikke sat op endnu',
    where:
      'Da hubben startede, udskrev den et link, der virker én gang: i den terminal, den blev startet fra, eller i tjenestens log.',
    what: 'Åbn linket for at oprette partneren og dens første administrator. Log derefter på her.',
    lost: 'Er linket væk, så start hubben igen: den udskriver et nyt, og kun det nyeste gælder.',
  },
  signIn: {
    title: 'Log på',
    heading: 'Log på Cordboard',
    email: 'E-mail',
    password: 'Adgangskode',
    submit: 'Log på',
    ended: 'Din session er udløbet. Log på for at fortsætte, hvor du var.',
    wait_one: 'Prøv igen om {{count, number}} sekund.',
    wait_other: 'Prøv igen om {{count, number}} sekunder.',
    showPassword: 'Vis eller skjul adgangskoden',
    emailMissing: 'Skriv din e-mailadresse.',
    passwordMissing: 'Skriv din adgangskode.',
  },
  setUp: {
    title: 'Opsætning',
    heading: 'Sæt denne hub op',
    text: 'Her oprettes din partner og dens første fulde administrator. Linket virker én gang.',
    partnerName: 'Virksomhedens navn',
    partnerNameHint: 'Udbyderen, hvis kunder administreres her.',
    firstName: 'Fornavn',
    lastName: 'Efternavn',
    email: 'E-mail',
    password: 'Adgangskode',
    passwordHint: 'Mindst 12 tegn. En sætning er lettere at huske end et ord.',
    submit: 'Sæt op og log på',
    required: 'Feltet skal udfyldes.',
  },
  roles: {
    partnerFullAdministrator: 'Fuld administrator hos partneren',
    helpDesk: 'Helpdesk',
    fullAdministrator: 'Fuld administrator',
    wholesaleAdministrator: 'Engrosadministrator',
    partnerAdministrator: 'Partneradministrator',
    partnerReadOnlyAdministrator: 'Partneradministrator med læseadgang',
    helpDeskAdvanced: 'Helpdesk, udvidet',
    provisioningAdministrator: 'Klargøringsadministrator',
    readOnlyAdministrator: 'Administrator med læseadgang',
    userAdministrator: 'Brugeradministrator',
    deviceAdministrator: 'Enhedsadministrator',
    supportAdministrator: 'Supportadministrator',
  },
  errors: {
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
      text: 'Adgangskoden står på de lister, som angribere prøver først.',
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
  },
} satisfies Translated<typeof english>
