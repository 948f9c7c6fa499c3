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
} satisfies Translated<typeof english>
