export const auditErrors = {
  event_not_found: {
    text: 'Não existe esse evento no seu alcance.',
    remedy: 'Ele pode ter sido removido pela regra de retenção. Liste os eventos e abra um.',
  },
  retention_too_short: {
    text: 'A auditoria deve ser guardada por pelo menos {{least}} dias.',
    remedy: 'Informe {{least}} dias ou mais, ou guarde-a para sempre.',
  },
  span_too_long: { text: 'O período pedido passa de um ano.', remedy: 'Peça no máximo um ano de cada vez.' },
  span_backwards: {
    text: 'O período termina antes de começar, ou um dos horários é ilegível.',
    remedy: 'Informe ambos em ISO 8601, como 2026-01-31T12:00:00Z, o mais antigo primeiro.',
  },
  unknown_category: {
    text: 'Não existe a categoria {{category}}.',
    remedy: 'Liste as categorias e use os nomes delas.',
  },
  no_checkpoint: {
    text: 'Ainda não foi feito nenhum ponto de verificação.',
    remedy: 'Crie um ou espere o que é feito toda noite.',
  },
  nothing_sealed: {
    text: 'Ainda não há nada selado, portanto não há o que assinar.',
    remedy: 'Espere alguns segundos após a primeira ação e tente de novo.',
  },
}
