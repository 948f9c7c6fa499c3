import type { packages as english } from '../en/packages.ts'
import type { Translated } from '../translated.ts'

export const packages = {
  ofLimit: '{{used}} de {{limit}}',
  usedUnlimited: '{{used}}, ilimitado',
  full: 'Esgotado',
  left_one: 'resta {{count, number}} vaga',
  left_other: 'restam {{count, number}} vagas',
  errors: {
    limit_reached: {
      text: 'O pacote {{package}} não tem mais vagas ({{used}} de {{limit}}).',
      remedy: 'Aumente o limite, libere uma vaga ou escolha outro pacote.',
    },
    not_sold: {
      text: 'O pacote {{package}} não foi vendido a este cliente.',
      remedy: 'Escolha um dos pacotes do cliente, ou adicione-o primeiro ao cliente.',
    },
    two_packages: {
      text: 'Mais de um pacote foi indicado para este usuário.',
      remedy: 'Um usuário tem um pacote. Indique só um.',
    },
    add_on_without_base: {
      text: 'O complemento {{package}} exige um pacote que este usuário não tem.',
      remedy: 'Atribua também um destes: {{base}}.',
    },
    license_not_found: {
      text: 'Não há essa licença ao seu alcance.',
      remedy: 'Liste as licenças e use um dos IDs.',
    },
  },
} satisfies Translated<typeof english>
