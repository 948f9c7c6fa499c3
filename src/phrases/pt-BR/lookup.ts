import type { lookup as english } from '../en/lookup.ts'
import type { Translated } from '../translated.ts'

export const lookup = {
  groups: { organization: 'Clientes', user: 'Usuários', device: 'Dispositivos', order: 'Pedidos' },
  kinds: { organization: 'Cliente', user: 'Usuário', device: 'Dispositivo' },
  matched: {
    name: 'Nome',
    email: 'E-mail',
    phone: 'Telefone',
    extension: 'Ramal',
    mac: 'MAC',
    serial: 'Número de série',
    sip: 'Endereço SIP',
    site: 'Site',
    domain: 'Domínio',
    order: 'Pedido',
    id: 'ID',
    external_id: 'ID externo',
  },
  similar: 'parecido',
  hints: {
    too_short: 'Digite pelo menos três letras de um nome ou, dentro de um cliente, um ramal inteiro.',
    number_without_country:
      'Este número não tem o código do país. Digite no formato E.164, por exemplo +55 11 5555 0142, para encontrá-lo com exatidão.',
    nothing_found:
      'Nada ao seu alcance corresponde. Confira a grafia, ou tente uma parte do nome, o e-mail ou os últimos dígitos do número.',
    extension_needs_customer: 'Se for um ramal, escolha o cliente: ramais são procurados dentro de um cliente.',
    similar_only: 'Nada se escreve exatamente assim. Estes são parecidos.',
  },
} satisfies Translated<typeof english>
