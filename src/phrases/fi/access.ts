import type { access as english } from '../en/access.ts'
import type { Translated } from '../translated.ts'

export const access = {
  errors: {
    read_only: {
      text: 'Tämä on asiakkaan organisaatiossa avattu lukuistunto, ja tämä muuttaisi jotakin.',
      remedy: 'Päätä istunto ja tee muutos omilla oikeuksillasi, tai pyydä asiakkaalta täydet oikeudet.',
    },
  },
} satisfies Translated<typeof english>
