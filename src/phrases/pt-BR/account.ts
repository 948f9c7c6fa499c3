import type { account as english } from '../en/account.ts'
import type { Translated } from '../translated.ts'

export const account = {
  device: {
    both: '{{browser}} no {{system}}',
    unknown: 'Aparelho desconhecido',
  },
  step: {
    title: 'Segunda etapa',
    heading: 'Informe seu código',
    text: 'Abra o aplicativo autenticador e informe os seis dígitos do Cordboard. Um código de recuperação também serve.',
    code: 'Código',
    codeMissing: 'Informe o código.',
    submit: 'Entrar',
    back: 'Voltar à senha',
  },
  enrol: {
    title: 'Segundo fator',
    heading: 'Configure seu segundo fator',
    required:
      'Sua organização exige um segundo fator. Leva um minuto, e você precisa de um aplicativo autenticador no celular.',
    scan: 'Leia esta imagem com o aplicativo ou digite a chave nele. Depois informe o código que ele mostrar.',
    picture: 'Código QR com a chave abaixo',
    key: 'Chave',
    submit: 'Confirmar',
    codesTitle: 'Seus códigos de recuperação',
    codesText:
      'Cada um funciona uma vez se você estiver sem o celular. Eles só aparecem agora: guarde-os onde guarda o que é importante.',
    copyAll: 'Copiar todos',
    download: 'Salvar em arquivo',
    kept: 'Já guardei',
  },
  forgotten: {
    link: 'Esqueceu a senha?',
    title: 'Nova senha',
    heading: 'Peça uma nova senha',
    text: 'Informe seu e-mail. Se houver uma conta, um link chega por e-mail; ele funciona uma vez, por uma hora.',
    submit: 'Enviar o link',
    sent: 'Se houver uma conta para {{email}}, um e-mail com um link está a caminho. Veja também a pasta de spam.',
    demo: 'A demonstração não envia e-mails: eles ficam na caixa de correio da demonstração.',
    mailbox: 'Abrir a caixa da demonstração',
    back: 'Voltar à entrada',
  },
  reset: {
    title: 'Nova senha',
    heading: 'Escolha uma nova senha',
    password: 'Nova senha',
    passwordHint: 'Pelo menos 12 caracteres. Uma frase é mais fácil de lembrar do que uma palavra.',
    passwordMissing: 'Informe uma nova senha.',
    submit: 'Definir a senha',
    done: 'Sua senha foi definida e todas as suas sessões terminaram. Entre com a nova.',
    signIn: 'Ir para a entrada',
    again: 'Pedir um novo link',
  },
  fresh: {
    title: 'Confirme que é você',
    password: 'Você entrou há mais de 15 minutos. Informe sua senha para continuar.',
    code: 'Você entrou há mais de 15 minutos. Informe um código do aplicativo autenticador para continuar.',
    submit: 'Confirmar',
  },
} satisfies Translated<typeof english>
