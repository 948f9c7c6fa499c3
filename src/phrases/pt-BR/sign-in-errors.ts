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
  one_organization: {
    text: 'O token vale para uma única organização.',
    remedy: 'Use para isto um token de todo o parceiro.',
  },
  sign_in_lapsed: {
    text: 'Esta entrada esperou tempo demais ou já foi concluída.',
    remedy: 'Comece de novo com seu e-mail e sua senha.',
  },
  wrong_code: {
    text: 'Este código não confere ou já foi usado.',
    remedy: 'Espere o próximo código do aplicativo, confira o relógio do celular ou use um código de recuperação.',
  },
  wrong_password: {
    text: 'Esta não é a sua senha atual.',
    remedy: 'Confira e tente de novo.',
  },
  code_needed: {
    text: 'Seu segundo fator está ativo, por isso é pedido um código.',
    remedy: 'Informe o código do aplicativo autenticador ou um código de recuperação.',
  },
  second_factor_not_begun: {
    text: 'Nenhum aplicativo autenticador espera confirmação.',
    remedy: 'Comece de novo e leia a nova imagem.',
  },
  second_factor_off: {
    text: 'O segundo fator não está ativo.',
    remedy: 'Não é preciso fazer nada.',
  },
  second_factor_required: {
    text: 'Sua organização exige um segundo fator, por isso ele não pode ser desativado.',
    remedy: 'Configure-o de novo em outro aparelho ou fale com quem define as regras de entrada.',
  },
  second_factor_first: {
    text: 'Você mesmo ainda não tem um segundo fator.',
    remedy: 'Ative primeiro o seu em Conta; depois exija dos outros.',
  },
  reset_link_invalid: {
    text: 'Este link já foi usado, foi substituído por um mais novo ou tem mais de uma hora.',
    remedy: 'Peça um novo link e use-o dentro de uma hora.',
  },
  session_not_found: {
    text: 'Esta sessão não existe ou já terminou.',
    remedy: 'Carregue a lista de sessões de novo.',
  },
  token_not_found: {
    text: 'Este token não existe ou já foi revogado.',
    remedy: 'Carregue a lista de tokens de novo.',
  },
  service_app_not_found: {
    text: 'Este aplicativo de serviço não existe ou está fora do seu alcance.',
    remedy: 'Carregue a lista de aplicativos de serviço de novo.',
  },
  account_not_found: {
    text: 'Esta pessoa não está entre os administradores ou está fora do seu alcance.',
    remedy: 'Procure a pessoa na lista de administradores.',
  },
  scope_not_allowed: {
    text: 'A função não permite o escopo {{scope}}, ou ele não existe.',
    remedy: 'Escolha entre os escopos listados para a função.',
  },
  role_not_for_app: {
    text: 'Um aplicativo de serviço não pode ter esta função aqui.',
    remedy:
      'Escolha uma função do cliente para um aplicativo de um só cliente, e uma que alcance todos os clientes para um aplicativo de todo o parceiro.',
  },
} satisfies Translated<typeof english>
