import type { signInErrors as english } from '../en/sign-in-errors.ts'
import type { Translated } from '../translated.ts'

export const signInErrors = {
  fresh_sign_in_needed: {
    text: 'Tämä vaatii tuoreen kirjautumisen, ja sinun kirjautumisestasi on yli 15 minuuttia.',
    remedy: 'Vahvista henkilöllisyytesi salasanalla tai koodilla ja tee sitten sama uudelleen.',
  },
  session_needed: {
    text: 'Tämän voi tehdä vain sisään kirjautunut henkilö, ei käyttöoikeustunnus.',
    remedy: 'Kirjaudu konsoliin ja tee se siellä.',
  },
} satisfies Translated<typeof english>
