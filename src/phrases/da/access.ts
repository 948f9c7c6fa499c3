import type { access as english } from '../en/access.ts'
import type { Translated } from '../translated.ts'

export const access = {
  errors: {
    read_only: {
      text: 'Dette er en skrivebeskyttet session i kundens organisation, og dette ville ændre noget.',
      remedy: 'Afslut sessionen, og gør det med dine egne rettigheder, eller bed kunden om fuld adgang.',
    },
  },
} satisfies Translated<typeof english>
