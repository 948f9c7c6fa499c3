export const identityErrors = {
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
    text: 'Invasores tentam esta senha primeiro: ela é comum ou pouco mais que o nome da pessoa, da empresa ou do produto.',
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
}
