import type { common as english } from '../en/common.ts'
import type { Translated } from '../translated.ts'

export const common = {
  cancel: 'Cancelar',
  close: 'Fechar',
  copied: 'Copiado',
  copy: 'Copiar',
  copyValue: 'Copiar {{label}}',
  discard: 'Descartar',
  loading: 'Carregando',
  more: 'Mostrar mais',
  never: 'Nunca',
  none: 'Nenhum',
  noValue: 'Não informado',
  open: 'Abrir',
  reload: 'Recarregar a página',
  removeFilter: 'Remover o filtro {{name}}',
  retry: 'Tentar de novo',
  sortBy: 'Ordenar por {{column}}',
  errorTitle: 'Não foi possível concluir',
  errorNext: 'Tente de novo. Se acontecer outra vez, informe o código e o ID de rastreamento a quem mantém este hub.',
  pageFailed: 'Não foi possível mostrar esta página',
  pageFailedNext: 'Recarregue a página. Nada do que foi salvo se perdeu.',
  errors: {
    bad_request: {
      text: 'A solicitação tem um valor que não é permitido.',
      remedy: 'Confira os valores indicados abaixo e envie de novo.',
    },
    bad_json: { text: 'O corpo da solicitação não é um JSON válido.', remedy: 'Corrija o JSON e envie de novo.' },
    bad_cursor: {
      text: 'O endereço da página não é mais válido.',
      remedy: 'Comece de novo pela primeira página da lista.',
    },
    unauthorized: { text: 'Você não entrou, ou sua sessão terminou.', remedy: 'Entre e tente de novo.' },
    forbidden: {
      text: 'Sua função não permite isto.',
      remedy: 'Peça a um administrador que possa fazê-lo ou que possa dar a você essa função.',
    },
    not_found: {
      text: 'Não há nada neste endereço, ou está fora do seu alcance.',
      remedy: 'Confira o endereço ou procure o que você precisa.',
    },
    method_not_allowed: {
      text: 'Este endereço não aceita esse método.',
      remedy: 'Use um dos métodos que a página da API indica para ele.',
    },
    too_large: { text: 'A solicitação é maior do que este hub aceita.', remedy: 'Envie menos de cada vez.' },
    unsupported_type: {
      text: 'O tipo de conteúdo não é aceito aqui.',
      remedy: 'Use um tipo que a página da API indica para este endereço.',
    },
    too_many_requests: {
      text: 'Chegaram solicitações demais em pouco tempo.',
      remedy: 'Espere o tempo que a resposta indica e tente de novo.',
    },
    foreign_origin: {
      text: 'A solicitação veio de outro site e foi recusada.',
      remedy: 'Abra o console no próprio endereço dele e tente de novo.',
    },
    failed: {
      text: 'O hub não conseguiu concluir por uma falha dele mesmo.',
      remedy: 'Tente de novo. Se acontecer outra vez, informe o ID de rastreamento a quem mantém este hub.',
    },
    unavailable: {
      text: 'O hub não consegue responder no momento.',
      remedy: 'Espere um pouco e tente de novo. Nada foi alterado.',
    },
  },
} satisfies Translated<typeof english>
