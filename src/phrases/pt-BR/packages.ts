import type { packages as english } from '../en/packages.ts'
import type { Translated } from '../translated.ts'

export const packages = {
  ofLimit: '{{used}} de {{limit}}',
  usedUnlimited: 'Ilimitado, {{used}} em uso',
  full: 'Esgotado',
  left_one: 'resta {{count, number}} vaga',
  left_other: 'restam {{count, number}} vagas',
} satisfies Translated<typeof english>
