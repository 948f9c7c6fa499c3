import type { signInErrors as english } from '../en/sign-in-errors.ts'
import type { Translated } from '../translated.ts'

export const signInErrors = {
  fresh_sign_in_needed: {
    text: 'Dette kræver, at du lige har logget ind, og dit login er over 15 minutter gammelt.',
    remedy: 'Bekræft, hvem du er, med din adgangskode eller en kode, og gør det så igen.',
  },
  session_needed: {
    text: 'Dette kan kun gøres af en person, der er logget ind, ikke af et token.',
    remedy: 'Log ind på konsollen, og gør det der.',
  },
} satisfies Translated<typeof english>
