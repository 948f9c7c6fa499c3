import type { signInErrors as english } from '../en/sign-in-errors.ts'
import type { Translated } from '../translated.ts'

export const signInErrors = {
  fresh_sign_in_needed: {
    text: 'Isto exige uma entrada recente, e a sua tem mais de 15 minutos.',
    remedy: 'Confirme quem você é com a senha ou um código e repita a ação.',
  },
  session_needed: {
    text: 'Isto só pode ser feito por uma pessoa que entrou no sistema, não por um token.',
    remedy: 'Entre no console e faça por lá.',
  },
} satisfies Translated<typeof english>
