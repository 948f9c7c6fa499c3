import type { packages as english } from '../en/packages.ts'
import type { Translated } from '../translated.ts'

export const packages = {
  ofLimit: '{{used}} de {{limit}}',
  usedUnlimited: 'Ilimitado, {{used}} em uso',
  full: 'Esgotado',
  left_one: 'resta {{count, number}} vaga',
  left_other: 'restam {{count, number}} vagas',
  errors: {
    license_not_found: {
      text: 'Não há essa licença ao seu alcance.',
      remedy: 'Liste as licenças e use um dos IDs.',
    },
  },
} satisfies Translated<typeof english>
