export const commonErrors = {
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
  unknown_host: {
    text: 'Este hub atende somente a própria máquina e não responde pelo nome {{host}}.',
    remedy:
      'Abra-o como localhost ou pelo endereço IP. Se as pessoas devem chegar a ele por esse nome, como atrás de um proxy, defina PUBLIC_URL com o endereço que elas usam.',
  },
  file_missing: {
    text: 'A solicitação não contém nenhum arquivo.',
    remedy: 'Envie o arquivo como corpo, ou no campo de formulário “file”.',
  },
  several_files: {
    text: 'A requisição contém mais de um arquivo.',
    remedy: 'Envie cada arquivo em uma requisição própria.',
  },
  compressed_body: {
    text: 'O envio está compactado ({{coding}}), e este hub aceita arquivos como são.',
    remedy: 'Envie o arquivo sem compactar e sem o cabeçalho Content-Encoding.',
  },
  not_http: {
    text: 'O hub não conseguiu ler isto como uma solicitação HTTP.',
    remedy: 'Confira se o cliente fala HTTP/1.1 com este endereço, e não HTTPS onde o hub não o oferece.',
  },
  headers_too_large: {
    text: 'Os cabeçalhos da solicitação são maiores do que este hub aceita.',
    remedy: 'Encurte o endereço, os cookies ou os cabeçalhos; juntos, podem ter 16 KB.',
  },
  cut_off: {
    text: 'A solicitação foi interrompida antes do fim.',
    remedy: 'Envie de novo e mantenha a conexão aberta até chegar a resposta.',
  },
  too_slow: { text: 'A solicitação não chegou a tempo.', remedy: 'Envie de novo, sem pausa entre as partes.' },
  upload_too_long: {
    text: 'O envio levou mais do que os {{minutes}} minutos que este hub dá a um arquivo.',
    remedy: 'Envie o arquivo por uma conexão mais rápida ou divida-o em vários arquivos.',
  },
  upload_too_slow: {
    text: 'O envio chegou tão devagar que impediu a vez de outros.',
    remedy: 'Envie o arquivo por uma conexão mais rápida, ou quando houver menos envios.',
  },
  scope_missing: {
    text: 'O token não tem o escopo para isto.',
    remedy: 'Crie um token com o escopo que a página da API indica para este endereço.',
  },
  failed: {
    text: 'O hub não conseguiu concluir por uma falha dele mesmo.',
    remedy: 'Tente de novo. Se acontecer outra vez, informe o ID de rastreamento a quem mantém este hub.',
  },
  unavailable: {
    text: 'O hub não consegue responder no momento.',
    remedy: 'Espere um pouco e tente de novo. Nada foi alterado.',
  },
  took_too_long: {
    text: 'O hub demorou demais para encontrar isto.',
    remedy:
      'Peça menos de uma vez: de um só cliente, ou um identificador inteiro em vez de uma parte. Se não for possível, tente de novo quando o hub estiver menos ocupado.',
  },
  uploads_busy: {
    text: 'Outros arquivos estão sendo enviados agora: no máximo {{places}} ao mesmo tempo.',
    remedy: 'Tente de novo daqui a pouco. Nada foi gravado.',
  },
}
