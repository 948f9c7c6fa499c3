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
  errors: {
    invalid_scope: {
      text: 'Nenhum dos escopos pedidos é deste aplicativo de serviço.',
      remedy: 'Peça escopos listados na página do aplicativo de serviço, separados por espaços, ou omita `scope`.',
    },
    guarded: {
      text: 'Esta pessoa é administradora, e sua função não pode alterar administradores.',
      remedy: 'Peça a um administrador completo que faça isso.',
    },
    wrong_credentials: {
      text: 'O endereço de e-mail e a senha não correspondem.',
      remedy: 'Confira os dois e tente de novo. Um administrador pode definir uma nova senha.',
    },
    too_many_attempts: {
      text: 'Houve tentativas de entrada malsucedidas demais em pouco tempo.',
      remedy: 'Espere {{count}} min e tente de novo.',
    },
    setup_link_invalid: {
      text: 'Este link de configuração já foi usado, foi substituído ou nunca foi válido.',
      remedy: 'Use o link mais recente que o hub mostrou ao iniciar, ou entre se o hub já estiver configurado.',
    },
    password_too_short: {
      text: 'A senha tem menos de {{count}} caracteres.',
      remedy: 'Escolha uma mais longa. Uma frase é mais fácil de lembrar do que uma palavra.',
    },
    password_common: {
      text: 'Esta senha está nas listas que invasores tentam primeiro.',
      remedy: 'Escolha outra em que ninguém mais pensaria.',
    },
    wrong_client: {
      text: 'O ID do cliente e o segredo do cliente não correspondem.',
      remedy: 'Confira os dois e se o aplicativo de serviço continua ativo.',
    },
    unsupported_grant: { text: 'Este tipo de concessão não é aceito.', remedy: 'Use client_credentials.' },
    role_not_found: { text: 'Essa função não existe.', remedy: 'Liste as funções e use um dos IDs.' },
    bad_email: {
      text: 'Este não é um endereço de e-mail completo.',
      remedy: 'Informe no formato nome@domínio, com no máximo 161 caracteres.',
    },
  },
} satisfies Translated<typeof english>
