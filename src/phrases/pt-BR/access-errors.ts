export const accessErrors = {
  read_only: {
    text: 'Esta é uma sessão somente leitura na organização do cliente, e isto mudaria algo.',
    remedy: 'Encerre a sessão e faça isso com seus próprios direitos, ou peça acesso completo ao cliente.',
  },
  ended: {
    text: 'Este acesso à organização não vale: ele terminou, ou não é seu.',
    remedy: 'Volte ao suporte e abra a organização de novo, ou peça acesso outra vez.',
  },
  not_in_session: {
    text: 'Isto fica com os administradores do próprio cliente, mesmo quando você tem acesso completo.',
    remedy: 'Peça que um deles faça, ou encerre a sessão se for sobre a sua própria conta.',
  },
  granted_without_users: {
    text: 'Este acesso foi concedido sem usuários, porque a organização estava no modo de administrador restrito, e continua assim até o fim.',
    remedy: 'Encerre-o e peça novamente acesso ao cliente, ou deixe que o provedor gerencie os usuários.',
  },
  not_in_view: {
    text: 'Esta é uma visualização somente leitura da organização do cliente. A sua própria conta, os arquivos com segredos e o que cabe aos administradores do cliente não fazem parte dela.',
    remedy:
      'Encerre a visualização se for sobre a sua própria conta; caso contrário, peça a um administrador do cliente.',
  },
  not_allowed_by_customer: {
    text: 'O cliente não permite acesso somente leitura.',
    remedy: 'Peça a um administrador completo do cliente que o ligue nas configurações da organização.',
  },
  grant_not_found: {
    text: 'Não há tal acesso ou pedido ao seu alcance.',
    remedy: 'Confira o id, ou procure na lista de acessos.',
  },
  already_decided: {
    text: 'Este pedido já foi decidido: {{person}}.',
    remedy: 'Recarregue a página para ver o que foi decidido.',
  },
  lapsed: {
    text: 'O pedido não foi respondido em uma hora e caducou.',
    remedy: 'Se a ajuda ainda for necessária, o atendente deve pedir de novo.',
  },
  link_invalid: {
    text: 'Este link não vale: ele é antigo, ou você não é mais administrador completo da organização.',
    remedy: 'Entre no console e veja em Acessos, ou peça que o atendente envie outro pedido.',
  },
  already_ended: {
    text: 'Este acesso já acabou.',
    remedy: 'Não há nada a fazer. Peça de novo se o acesso ainda for necessário.',
  },
  already_asked: {
    text: 'Você já pediu a este cliente, e o pedido ainda está aberto.',
    remedy: 'Espere a resposta, ou retire o pedido antes de fazer outro.',
  },
  asked_too_often: {
    text: 'Você pediu a este cliente {{count}} vezes em uma hora.',
    remedy: 'Fale com o cliente e peça de novo mais tarde.',
  },
  nobody_to_ask: {
    text: 'Este cliente não tem administrador completo que possa decidir.',
    remedy: 'Dê primeiro a alguém do cliente a função de administrador completo.',
  },
}
