import type { account as english } from '../en/account.ts'
import type { Translated } from '../translated.ts'

export const account = {
  device: {
    both: '{{browser}}, {{system}}',
    unknown: 'Tuntematon laite',
  },
  step: {
    title: 'Toinen vaihe',
    heading: 'Kirjoita koodisi',
    text: 'Avaa todennussovellus ja kirjoita Cordboardin kuusi numeroa. Myös palautuskoodi kelpaa.',
    code: 'Koodi',
    codeMissing: 'Kirjoita koodi.',
    submit: 'Kirjaudu sisään',
    back: 'Takaisin salasanaan',
  },
  enrol: {
    title: 'Toinen tunnistustapa',
    heading: 'Ota toinen tunnistustapa käyttöön',
    required:
      'Organisaatiosi vaatii toisen tunnistustavan. Siihen menee minuutti, ja tarvitset puhelimeesi todennussovelluksen.',
    scan: 'Skannaa tämä kuva sovelluksella tai kirjoita avain siihen. Kirjoita sitten koodi, jonka sovellus näyttää.',
    picture: 'QR-koodi, jossa on alla oleva avain',
    key: 'Avain',
    submit: 'Vahvista',
    codesTitle: 'Palautuskoodisi',
    codesText:
      'Jokainen toimii kerran, jos puhelin ei ole mukana. Ne näytetään vain nyt: säilytä ne siellä, missä säilytät tärkeät asiat.',
    copyAll: 'Kopioi kaikki',
    download: 'Tallenna tiedostoon',
    kept: 'Olen tallettanut ne',
  },
  forgotten: {
    link: 'Unohtuiko salasana?',
    title: 'Uusi salasana',
    heading: 'Hanki uusi salasana',
    text: 'Kirjoita sähköpostiosoitteesi. Jos tili on olemassa, saat sähköpostiin linkin, joka toimii kerran tunnin ajan.',
    submit: 'Lähetä linkki',
    sent: 'Jos osoitteella {{email}} on tili, linkki on matkalla sähköpostiin. Katso myös roskapostikansio.',
    demo: 'Demo ei lähetä sähköpostia: viestit ovat demon postilaatikossa.',
    mailbox: 'Avaa demon postilaatikko',
    back: 'Takaisin kirjautumiseen',
  },
  reset: {
    title: 'Uusi salasana',
    heading: 'Valitse uusi salasana',
    password: 'Uusi salasana',
    passwordHint: 'Vähintään 12 merkkiä. Lause on helpompi muistaa kuin sana.',
    passwordMissing: 'Kirjoita uusi salasana.',
    submit: 'Aseta salasana',
    done: 'Salasana on asetettu ja kaikki istuntosi ovat päättyneet. Kirjaudu sisään uudella salasanalla.',
    signIn: 'Siirry kirjautumiseen',
    again: 'Pyydä uusi linkki',
  },
  fresh: {
    title: 'Vahvista, että se olet sinä',
    password: 'Kirjautumisestasi on yli 15 minuuttia. Jatka kirjoittamalla salasanasi.',
    code: 'Kirjautumisestasi on yli 15 minuuttia. Jatka kirjoittamalla todennussovelluksen koodi.',
    submit: 'Vahvista',
  },
} satisfies Translated<typeof english>
