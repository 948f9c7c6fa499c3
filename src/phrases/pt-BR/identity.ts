import type { identity as english } from '../en/identity.ts'
import type { Translated } from '../translated.ts'

export const identity = {
  notSetUp: {
    title: 'Não configurado',
    heading: 'Este hub ainda não foi configurado',
    where:
      'Ao iniciar, o hub exibiu um link que funciona uma única vez: no terminal em que foi iniciado ou no log do serviço.',
    what: 'Abra esse link para criar o parceiro e o primeiro administrador. Depois, entre por aqui.',
    lost: 'Se o link se perdeu, reinicie o hub: ele exibe um novo, e só o mais recente vale.',
  },
  signIn: {
    title: 'Entrar',
    heading: 'Entrar no Cordboard',
    email: 'E-mail',
    password: 'Senha',
    submit: 'Entrar',
    ended: 'Sua sessão terminou. Entre para continuar de onde parou.',
    wait_one: 'Tente de novo em {{count, number}} segundo.',
    wait_other: 'Tente de novo em {{count, number}} segundos.',
    showPassword: 'Mostrar ou ocultar a senha',
    emailMissing: 'Informe seu endereço de e-mail.',
    passwordMissing: 'Informe sua senha.',
  },
  setUp: {
    title: 'Configuração',
    heading: 'Configurar este hub',
    text: 'Isto cria o seu parceiro e o primeiro administrador completo dele. O link funciona uma vez.',
    partnerName: 'Nome da sua empresa',
    partnerNameHint: 'O provedor cujos clientes são gerenciados aqui.',
    firstName: 'Nome',
    lastName: 'Sobrenome',
    email: 'E-mail',
    password: 'Senha',
    passwordHint: 'Pelo menos 12 caracteres. Uma frase é mais fácil de lembrar do que uma palavra.',
    submit: 'Configurar e entrar',
    required: 'Este campo é necessário.',
  },
  roles: {
    partnerFullAdministrator: 'Administrador completo do parceiro',
    helpDesk: 'Suporte',
    fullAdministrator: 'Administrador completo',
    wholesaleAdministrator: 'Administrador de atacado',
    partnerAdministrator: 'Administrador do parceiro',
    partnerReadOnlyAdministrator: 'Administrador somente leitura do parceiro',
    helpDeskAdvanced: 'Suporte avançado',
    provisioningAdministrator: 'Administrador de provisionamento',
    readOnlyAdministrator: 'Administrador somente leitura',
    userAdministrator: 'Administrador de usuários',
    deviceAdministrator: 'Administrador de dispositivos',
    supportAdministrator: 'Administrador de suporte',
  },
} satisfies Translated<typeof english>
