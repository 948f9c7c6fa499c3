export const partnersErrors = {
  subscription_not_found: {
    text: 'Este cliente não tem tal assinatura.',
    remedy: 'Confira a referência ou liste as etiquetas das assinaturas.',
  },
  no_parent: {
    text: 'Este parceiro não tem parceiro principal.',
    remedy: 'Não há nada a decidir aqui.',
  },
  parent_decides_not: {
    text: 'Somente o próprio subparceiro decide o que o parceiro principal pode fazer.',
    remedy: 'Peça a um administrador do subparceiro.',
  },
  sub_partner_not_found: {
    text: 'Não há subparceiro com este ID em nome do qual você possa agir.',
    remedy: 'Confira o ID. O subparceiro decide o que o parceiro principal pode fazer.',
  },
  restricted_mode: {
    text: 'O provedor gerencia os usuários desta organização; os administradores dela não podem alterar isto.',
    remedy: 'Peça ao seu provedor que faça a alteração ou que desative o modo de administrador restrito.',
  },
  users_by_full_administrators: {
    text: 'Na sua empresa, somente administradores completos e de atacado gerenciam usuários de clientes.',
    remedy: 'Peça a um deles que faça isso, ou a um administrador completo que mude a configuração.',
  },
  not_on_behalf: {
    text: 'Isto só se faz para o próprio parceiro, não em nome de um subparceiro.',
    remedy: 'Retire onBehalfOfSubPartnerOrgId ou peça ao subparceiro que faça isso.',
  },
  behalf_repeated: {
    text: 'A solicitação indica mais de um subparceiro.',
    remedy: 'Informe onBehalfOfSubPartnerOrgId uma única vez.',
  },
  parent_reads_only: {
    text: 'O subparceiro permite que o parceiro principal veja, mas não altere nada.',
    remedy: 'Peça ao subparceiro que faça isso ou que permita ao parceiro principal gerenciar os clientes.',
  },
  customer_not_found: {
    text: 'Não há esse cliente ao seu alcance.',
    remedy: 'Confira o ID, ou pergunte a um administrador completo se o cliente está atribuído a você.',
  },
}
