import type { access as english } from '../en/access.ts'
import type { Translated } from '../translated.ts'

export const access = {
  errors: {
    read_only: {
      text: 'Esta é uma sessão somente leitura na organização do cliente, e isto mudaria algo.',
      remedy: 'Encerre a sessão e faça isso com seus próprios direitos, ou peça acesso completo ao cliente.',
    },
  },
} satisfies Translated<typeof english>
