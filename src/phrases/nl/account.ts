import type { account as english } from '../en/account.ts'
import type { Translated } from '../translated.ts'

export const account = {
  device: {
    both: '{{browser}} op {{system}}',
    unknown: 'Onbekend apparaat',
  },
  step: {
    title: 'Tweede stap',
    heading: 'Vul je code in',
    text: 'Open je authenticator-app en vul de zes cijfers voor Cordboard in. Een herstelcode werkt ook.',
    code: 'Code',
    codeMissing: 'Vul de code in.',
    submit: 'Aanmelden',
    back: 'Terug naar het wachtwoord',
  },
  enrol: {
    title: 'Tweede factor',
    heading: 'Stel je tweede factor in',
    required:
      'Je organisatie verplicht een tweede factor. Het duurt een minuut en je hebt een authenticator-app op je telefoon nodig.',
    scan: 'Scan deze afbeelding met de app, of typ de sleutel erin over. Vul daarna de code in die de app laat zien.',
    picture: 'QR-code met de sleutel hieronder',
    key: 'Sleutel',
    submit: 'Bevestigen',
    codesTitle: 'Je herstelcodes',
    codesText:
      'Elke code werkt één keer als je je telefoon niet bij je hebt. Je ziet ze alleen nu: bewaar ze waar je belangrijke dingen bewaart.',
    copyAll: 'Alles kopiëren',
    download: 'Opslaan als bestand',
    kept: 'Ik heb ze bewaard',
  },
  forgotten: {
    link: 'Wachtwoord vergeten?',
    title: 'Nieuw wachtwoord',
    heading: 'Vraag een nieuw wachtwoord aan',
    text: 'Vul je e-mailadres in. Als er een account is, komt er een link per mail; die werkt één keer, een uur lang.',
    submit: 'Link versturen',
    sent: 'Als er een account voor {{email}} is, is er een mail met een link onderweg. Kijk ook in de spammap.',
    demo: 'De demo verstuurt geen mail: de mails staan in de demomailbox.',
    mailbox: 'Demomailbox openen',
    back: 'Terug naar aanmelden',
  },
  reset: {
    title: 'Nieuw wachtwoord',
    heading: 'Kies een nieuw wachtwoord',
    password: 'Nieuw wachtwoord',
    passwordHint: 'Minstens 12 tekens. Een zin is makkelijker te onthouden dan een woord.',
    passwordMissing: 'Vul een nieuw wachtwoord in.',
    submit: 'Wachtwoord instellen',
    done: 'Je wachtwoord is ingesteld en al je sessies zijn beëindigd. Meld je aan met het nieuwe wachtwoord.',
    signIn: 'Naar aanmelden',
    again: 'Nieuwe link aanvragen',
  },
  fresh: {
    title: 'Bevestig dat jij het bent',
    password: 'Je bent meer dan 15 minuten geleden aangemeld. Vul je wachtwoord in om verder te gaan.',
    code: 'Je bent meer dan 15 minuten geleden aangemeld. Vul een code van je authenticator-app in om verder te gaan.',
    submit: 'Bevestigen',
  },
} satisfies Translated<typeof english>
