import type { account as english } from '../en/account.ts'
import type { Translated } from '../translated.ts'

export const account = {
  device: {
    both: '{{browser}} på {{system}}',
    unknown: 'Ukendt enhed',
  },
  step: {
    title: 'Andet trin',
    heading: 'Skriv din kode',
    text: 'Åbn din godkendelsesapp, og skriv de seks cifre for Cordboard. En gendannelseskode virker også.',
    code: 'Kode',
    codeMissing: 'Skriv koden.',
    submit: 'Log på',
    back: 'Tilbage til adgangskoden',
  },
  enrol: {
    title: 'Anden faktor',
    heading: 'Sæt din anden faktor op',
    required:
      'Din organisation kræver en anden faktor. Det tager et minut, og du skal bruge en godkendelsesapp på telefonen.',
    scan: 'Scan billedet med appen, eller skriv nøglen i den. Skriv derefter den kode, som appen viser.',
    picture: 'QR-kode med nøglen nedenfor',
    key: 'Nøgle',
    submit: 'Bekræft',
    codesTitle: 'Dine gendannelseskoder',
    codesText:
      'Hver kode virker én gang, hvis du ikke har din telefon. De vises kun nu: gem dem, hvor du gemmer det vigtige.',
    copyAll: 'Kopiér alle',
    download: 'Gem som fil',
    kept: 'Jeg har gemt dem',
  },
  forgotten: {
    link: 'Glemt adgangskoden?',
    title: 'Ny adgangskode',
    heading: 'Få en ny adgangskode',
    text: 'Skriv din e-mailadresse. Hvis der er en konto, kommer der et link på mail. Det virker én gang i en time.',
    submit: 'Send linket',
    sent: 'Hvis der er en konto til {{email}}, er en mail med et link på vej. Se også i mappen med spam.',
    demo: 'Demoen sender ingen mail: dens mails ligger i demoens postkasse.',
    mailbox: 'Åbn demoens postkasse',
    back: 'Tilbage til login',
  },
  reset: {
    title: 'Ny adgangskode',
    heading: 'Vælg en ny adgangskode',
    password: 'Ny adgangskode',
    passwordHint: 'Mindst 12 tegn. En sætning er lettere at huske end et ord.',
    passwordMissing: 'Skriv en ny adgangskode.',
    submit: 'Gem adgangskoden',
    done: 'Din adgangskode er gemt, og alle dine sessioner er afsluttet. Log på med den nye.',
    signIn: 'Gå til login',
    again: 'Bed om et nyt link',
  },
  fresh: {
    title: 'Bekræft, at det er dig',
    password: 'Du loggede på for over 15 minutter siden. Skriv din adgangskode for at fortsætte.',
    code: 'Du loggede på for over 15 minutter siden. Skriv en kode fra din godkendelsesapp for at fortsætte.',
    submit: 'Bekræft',
  },
} satisfies Translated<typeof english>
