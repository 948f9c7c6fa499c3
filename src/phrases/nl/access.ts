import type { access as english } from '../en/access.ts'
import type { Translated } from '../translated.ts'

export const access = {
  errors: {
    read_only: {
      text: 'Dit is een alleen-lezen-sessie in de organisatie van de klant, en dit zou iets wijzigen.',
      remedy: 'Beëindig de sessie en doe het met je eigen rechten, of vraag de klant om volledige toegang.',
    },
  },
} satisfies Translated<typeof english>
