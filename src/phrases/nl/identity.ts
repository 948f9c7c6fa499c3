import type { identity as english } from '../en/identity.ts'
import type { Translated } from '../translated.ts'

export const identity = {
  notSetUp: {
    title: 'Niet ingericht',
    heading: 'Deze hub is nog niet ingericht',
    where:
      'Bij het starten heeft de hub een link afgedrukt die één keer werkt: in de terminal waarin hij is gestart, of in het logboek van de dienst.',
    what: 'Open die link om de partner en de eerste beheerder aan te maken. Meld je daarna hier aan.',
    lost: 'Is de link kwijt, start de hub dan opnieuw: hij drukt een nieuwe af, en alleen de nieuwste geldt.',
  },
  signIn: {
    title: 'Aanmelden',
    heading: 'Aanmelden bij Cordboard',
    email: 'E-mail',
    password: 'Wachtwoord',
    submit: 'Aanmelden',
    ended: 'Je sessie is afgelopen. Meld je aan om verder te gaan waar je was.',
    wait_one: 'Probeer het over {{count, number}} seconde opnieuw.',
    wait_other: 'Probeer het over {{count, number}} seconden opnieuw.',
    showPassword: 'Wachtwoord tonen of verbergen',
    emailMissing: 'Vul je e-mailadres in.',
    passwordMissing: 'Vul je wachtwoord in.',
  },
  setUp: {
    title: 'Inrichten',
    heading: 'Deze hub inrichten',
    text: 'Hiermee maak je je partner en de eerste volledige beheerder aan. De link werkt één keer.',
    partnerName: 'Naam van je bedrijf',
    partnerNameHint: 'De aanbieder van wie hier de klanten worden beheerd.',
    firstName: 'Voornaam',
    lastName: 'Achternaam',
    email: 'E-mail',
    password: 'Wachtwoord',
    passwordHint: 'Minstens 12 tekens. Een zin is makkelijker te onthouden dan een woord.',
    submit: 'Inrichten en aanmelden',
    required: 'Dit veld is nodig.',
  },
  roles: {
    partnerFullAdministrator: 'Volledige beheerder van de partner',
    helpDesk: 'Helpdesk',
    fullAdministrator: 'Volledige beheerder',
    wholesaleAdministrator: 'Wholesalebeheerder',
    partnerAdministrator: 'Partnerbeheerder',
    partnerReadOnlyAdministrator: 'Alleen-lezen-beheerder van de partner',
    helpDeskAdvanced: 'Helpdesk, gevorderd',
    provisioningAdministrator: 'Provisioningbeheerder',
    readOnlyAdministrator: 'Alleen-lezen-beheerder',
    userAdministrator: 'Gebruikersbeheerder',
    deviceAdministrator: 'Apparaatbeheerder',
    supportAdministrator: 'Supportbeheerder',
  },
} satisfies Translated<typeof english>
