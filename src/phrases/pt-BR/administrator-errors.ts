export const administratorErrors = {
  administrator_not_found: {
    text: 'Não há tal administrador que você possa ver.',
    remedy: 'Confira o id ou procure na lista de administradores.',
  },
  last_administrator: {
    text: 'Este é o último administrador completo, e um precisa ficar. Quem foi convidado só conta enquanto ninguém tiver aceitado o convite.',
    remedy: 'Torne outra pessoa administrador completo primeiro.',
  },
  own_rights: {
    text: 'Ninguém altera a própria função ou os próprios clientes, nem desativa ou remove a si mesmo.',
    remedy: 'Peça a outro administrador completo.',
  },
  role_too_high: {
    text: 'Sua função não pode dar nem alterar esta função.',
    remedy: 'Peça a um administrador completo.',
  },
  role_of_other_side: {
    text: 'Funções do parceiro são para o pessoal dele, e funções de clientes para o deles.',
    remedy: 'Escolha uma função do mesmo lado que a pessoa.',
  },
  reach_not_fitting: {
    text: 'Estes clientes não combinam com a função.',
    remedy:
      'Administradores completos têm todos os clientes, administradores do parceiro só os atribuídos, e administradores de um cliente só esse.',
  },
  tags_unknown: {
    text: 'Nenhum cliente tem a etiqueta {{tags}}.',
    remedy: 'Atribua a etiqueta primeiro a um cliente ou corrija a grafia. O alcance não foi alterado.',
  },
  email_taken: {
    text: 'O endereço de e-mail está em uso neste hub.',
    remedy: 'Escolha outro endereço ou altere a pessoa que o tem.',
  },
  invitation_invalid: {
    text: 'Este convite foi usado, venceu, foi substituído ou nunca valeu.',
    remedy: 'Peça a quem convidou que o envie de novo, ou entre se você já tem senha.',
  },
  not_invited: {
    text: 'Esta pessoa já aceitou o convite.',
    remedy: 'Nada precisa ser enviado. Uma senha esquecida é redefinida na entrada.',
  },
  has_all_customers: {
    text: 'O usuário já tem acesso a todos os clientes gerenciados pela organização parceira.',
    remedy: 'Dê antes à pessoa uma função com clientes atribuídos.',
  },
} as const
