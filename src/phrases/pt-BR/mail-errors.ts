export const mailErrors = {
  message_not_found: {
    text: 'Não existe esse e-mail ao seu alcance.',
    remedy: 'Confira o id ou procure na lista de e-mails.',
  },
  not_resendable: {
    text: 'Este e-mail não pode ser reenviado.',
    remedy: 'Só um e-mail que falhou ou foi recusado pode, e uma única vez; reenvie o mais recente.',
  },
  link_lapsed: {
    text: 'O link deste e-mail expirou.',
    remedy: 'Repita o que deu origem a ele: convide de novo ou peça uma nova senha.',
  },
  bad_address: {
    text: 'Este não é um endereço para o qual um e-mail possa ir.',
    remedy: 'Informe um único endereço, como nome@dominio.',
  },
}
