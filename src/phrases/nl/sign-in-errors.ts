import type { signInErrors as english } from '../en/sign-in-errors.ts'
import type { Translated } from '../translated.ts'

export const signInErrors = {
  fresh_sign_in_needed: {
    text: 'Hiervoor moet je kort geleden zijn aangemeld, en jouw aanmelding is ouder dan 15 minuten.',
    remedy: 'Bevestig met je wachtwoord of een code wie je bent en doe het daarna opnieuw.',
  },
  session_needed: {
    text: 'Dit kan alleen iemand doen die is aangemeld, geen token.',
    remedy: 'Meld je aan bij de console en doe het daar.',
  },
} satisfies Translated<typeof english>
