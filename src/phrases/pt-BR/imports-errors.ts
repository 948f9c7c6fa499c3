export const importsErrors = {
  empty_file: { text: 'O arquivo está vazio.', remedy: 'Escolha o arquivo de novo, ou baixe o modelo e preencha-o.' },
  not_csv: {
    text: 'O arquivo não é um CSV de usuários.',
    remedy: 'Salve a planilha como CSV com vírgulas ou ponto e vírgula e envie esse arquivo.',
  },
  utf16: { text: 'O arquivo está codificado em UTF-16.', remedy: 'Salve-o de novo como CSV UTF-8.' },
  utf32: {
    text: 'O arquivo está codificado em UTF-32.',
    remedy: 'Salve-o de novo como CSV UTF-8.',
  },
  unknown_encoding: {
    text: 'O arquivo não está codificado em UTF-8: a linha {{line}} é a primeira que não pode ser lida.',
    remedy: 'Salve-o de novo como CSV UTF-8, para que os acentos sejam mantidos.',
  },
  binary_file: {
    text: 'O arquivo não é texto: parece uma pasta de trabalho, um arquivo compactado ou uma imagem.',
    remedy: 'Abra-o e salve-o como CSV UTF-8.',
  },
  compressed_file: { text: 'O arquivo está compactado.', remedy: 'Descompacte-o e envie o CSV que está dentro.' },
  file_too_large: {
    text: 'O arquivo é maior que os {{limit}} MB permitidos.',
    remedy: 'Divida-o em arquivos menores e importe um depois do outro.',
  },
  header_only: {
    text: 'O arquivo tem cabeçalhos, mas nenhuma linha.',
    remedy: 'Adicione uma linha para cada usuário.',
  },
  no_key_column: {
    text: 'Falta a coluna “{{heading}}”.',
    remedy: 'Adicione-a: é por ela que cada linha encontra seu usuário.',
  },
  duplicate_heading: {
    text: 'O cabeçalho “{{heading}}” aparece duas vezes.',
    remedy: 'Mantenha só uma das duas colunas.',
  },
  same_column: {
    text: '“{{one}}” e “{{other}}” são a mesma coluna.',
    remedy: 'Mantenha só uma das duas.',
  },
  unknown_heading: {
    text: 'O cabeçalho “{{heading}}” não é conhecido.',
    remedy: 'Corrija-o conforme o modelo, ou exclua a coluna.',
  },
  suspended_heading: {
    text: 'O cabeçalho “{{heading}}” pertence a um serviço suspenso.',
    remedy: 'Exclua a coluna, ou peça antes que o serviço seja restabelecido.',
  },
  other_subscription: {
    text: '“{{heading}}” indica outra assinatura; {{package}} foi vendido a este cliente na assinatura {{subscription}}.',
    remedy: 'Confira se o arquivo é deste cliente ou use o cabeçalho do modelo dele.',
  },
  other_delimiter: {
    text: 'Segundo o arquivo, as células são separadas por “{{delimiter}}”, que não é lido.',
    remedy: 'Salve-o como CSV com vírgulas ou ponto e vírgula, ou exclua a primeira linha.',
  },
  quote_left_open: {
    text: 'Uma aspa na linha {{line}} não foi fechada corretamente.',
    remedy: 'Feche-a, e duplique as aspas que fazem parte do texto.',
  },
  row_too_long: {
    text: 'O registro que começa na linha {{line}} tem mais de {{limit}} caracteres.',
    remedy: 'Encurte as células. Se nenhuma for tão longa, procure nesse registro uma aspa que não foi fechada.',
  },
  too_many_rows: {
    text: 'O arquivo tem mais de {{limit}} linhas.',
    remedy: 'Divida-o em arquivos menores e importe um depois do outro.',
  },
  upload_cut_off: { text: 'O envio foi interrompido antes do fim do arquivo.', remedy: 'Envie o arquivo de novo.' },

  not_found: { text: 'Essa importação não existe.', remedy: 'Procure-a na lista de importações.' },
  not_planned: {
    text: 'A importação não tem um plano concluído.',
    remedy: 'Espere até que o plano fique pronto, ou envie o arquivo de novo.',
  },
  was_canceled: {
    text: 'A importação foi cancelada, e o plano dela não existe mais.',
    remedy: 'Envie o arquivo de novo para fazer um novo plano.',
  },
  already_applied: { text: 'Este plano já foi aplicado.', remedy: 'Envie o arquivo de novo para fazer um novo plano.' },
  another_running: {
    text: 'Outra importação deste cliente está sendo aplicada.',
    remedy: 'Espere até que ela termine e depois aplique esta.',
  },
  removals_unconfirmed: {
    text: 'O plano remove {{removals}} de {{users}} usuários, e esse número não foi confirmado.',
    remedy: 'Confira as remoções e informe o número exato.',
  },
  cannot_cancel: {
    text: 'A importação não pode mais ser cancelada.',
    remedy: 'Só é possível cancelar planos que ainda não foram aplicados.',
  },
  plan_outdated: {
    text: 'O plano tem mais de {{days}} dias.',
    remedy: 'Envie o arquivo de novo para planejar com os dados de hoje.',
  },
  failed: {
    text: 'A importação parou por uma falha no hub.',
    remedy: 'Aplique-a de novo: ela continua de onde parou. Se não resolver, avise o operador.',
  },

  rows_gone: {
    text: 'As linhas desta importação não são mais guardadas: elas saem {{days}} dias depois do fim.',
    remedy: 'Os totais continuam aqui. Envie o arquivo de novo para ver como as linhas estão hoje.',
  },
  too_many_cells: {
    text: 'Células na linha: {{cells}}; no cabeçalho: {{expected}}.',
    remedy:
      'Coloque entre aspas as células com vírgula ou ponto e vírgula. No arquivo de linhas recusadas, leve o que está em “Cells out of place” para o lugar certo e esvazie essa célula.',
  },
  too_few_cells: {
    text: 'Células na linha: {{cells}}; no cabeçalho: {{expected}}.',
    remedy:
      'Adicione as células que faltam; podem ficar vazias. No arquivo de linhas recusadas elas estão no fim: coloque cada célula sob o seu cabeçalho e esvazie “Cells out of place”.',
  },
  value_without_heading: {
    text: '“{{value}}” está na coluna {{column}}, que não tem cabeçalho.',
    remedy: 'Dê um cabeçalho à coluna ou esvazie a célula.',
  },
  formula_cell: {
    text: '“{{value}}” seria executado como fórmula em uma planilha.',
    remedy: 'Escreva o valor sem =, +, - ou @ na frente.',
  },
  nul_character: { text: 'A célula contém um caractere NUL.', remedy: 'Digite o valor de novo.' },
  invisible_character: {
    text: '“{{heading}}” contém um caractere invisível ({{character}}).',
    remedy: 'Digite o valor de novo: ao copiar de uma página ou de um e-mail, esses caracteres vêm junto.',
  },
  email_missing: { text: 'A linha não tem endereço de e-mail.', remedy: 'Preencha “{{heading}}”.' },
  email_bad: {
    text: '“{{value}}” não é um endereço de e-mail.',
    remedy: 'Escreva-o como nome@example.com, com um só @ e sem espaços.',
  },
  email_too_long: {
    text: 'O endereço de e-mail tem {{length}} caracteres; o máximo é {{limit}}.',
    remedy: 'Use um endereço mais curto.',
  },
  email_twice: {
    text: 'O mesmo endereço de e-mail está na linha {{line}}.',
    remedy: 'Mantenha uma linha por usuário.',
  },
  email_elsewhere: {
    text: '“{{value}}” já está em uso fora deste cliente.',
    remedy: 'Use outro endereço, ou peça antes a transferência da pessoa para cá.',
  },
  two_packages: {
    text: 'Dois pacotes estão com TRUE: {{one}} e {{other}}.',
    remedy: 'Cada usuário tem exatamente um pacote: coloque FALSE nos demais.',
  },
  no_package: {
    text: 'O novo usuário não recebe nenhum pacote.',
    remedy: 'Coloque TRUE em exatamente uma coluna de pacote.',
  },
  package_not_sold: {
    text: '{{package}} não foi vendido a este cliente.',
    remedy: 'Escolha outro pacote, ou adicione este ao cliente.',
  },
  limit_reached: {
    text: '{{package}} não tem mais vagas: o limite é {{limit}}.',
    remedy: 'Aumente o limite, libere vagas ou escolha outro pacote.',
  },
  add_on_without_base: {
    text: '{{addOn}} precisa de um destes pacotes: {{packages}}.',
    remedy: 'Dê um deles ao usuário, ou coloque FALSE no complemento.',
  },
  required_missing: { text: '“{{heading}}” está vazio, mas {{package}} precisa dele.', remedy: 'Preencha a célula.' },
  required_column_missing: {
    text: 'O arquivo não tem a coluna “{{heading}}”, mas {{package}} precisa dela.',
    remedy: 'Adicione a coluna e preencha-a.',
  },
  location_needed: {
    text: '“{{heading}}” diz REMOVE, mas {{package}} precisa de um local.',
    remedy: 'Escreva o nome de um dos locais do cliente.',
  },
  no_number_or_extension: {
    text: '{{package}} precisa de um número de telefone ou de um ramal.',
    remedy: 'Preencha ao menos um dos dois.',
  },
  number_bad: {
    text: '“{{value}}” não é um número de telefone válido.',
    remedy: 'Escreva-o com + e o código do país, como +551121234567.',
  },
  number_taken: {
    text: 'O número {{number}} já está em uso.',
    remedy: 'Escolha outro número, ou libere este antes com uma importação própria.',
  },
  number_held: {
    text: 'O número {{number}} é de outro usuário deste cliente.',
    remedy: 'Escolha outro número, ou libere este antes com uma importação própria.',
  },
  number_twice: {
    text: 'O mesmo número de telefone está na linha {{line}}.',
    remedy: 'Dê a cada usuário um número próprio.',
  },
  extension_bad: { text: '“{{value}}” não é um ramal.', remedy: 'Use apenas algarismos.' },
  extension_length: {
    text: 'O ramal {{value}} tem o tamanho errado: são necessários {{digits}} algarismos.',
    remedy: 'Escreva-o com essa quantidade; confira se não se perdeu um zero à esquerda.',
  },
  extension_taken: {
    text: 'O ramal {{extension}} já está em uso neste local.',
    remedy: 'Escolha outro, ou libere-o antes com uma importação própria.',
  },
  extension_twice: {
    text: 'O mesmo ramal no mesmo local está na linha {{line}}.',
    remedy: 'Dê a cada usuário um ramal próprio.',
  },
  location_unknown: {
    text: 'O cliente não tem o local “{{value}}”.',
    remedy: 'Use o nome de um local existente, ou crie-o antes.',
  },
  location_change_refused: {
    text: 'O local de um usuário que faz chamadas não pode ser mudado por arquivo.',
    remedy: 'Deixe a célula vazia, ou mude o usuário manualmente.',
  },
  site_unknown: { text: 'O cliente não tem o site “{{value}}”.', remedy: 'Use um dos sites do cliente.' },
  boolean_bad: { text: '“{{value}}” não é TRUE nem FALSE.', remedy: 'Escreva TRUE ou FALSE, ou deixe a célula vazia.' },
  read_only_changed: {
    text: '“{{heading}}” não pode ser mudado por arquivo, mas “{{value}}” difere do valor atual.',
    remedy: 'Exclua a coluna, ou restaure o valor.',
  },
  administrator_guarded: {
    text: 'Esta pessoa é administradora, e quem criou este plano não pode alterar nem remover administradores.',
    remedy: 'Peça a um administrador completo ou retire a linha.',
  },
  own_removal: {
    text: 'Esta linha removeria a pessoa que enviou o arquivo, e ninguém remove a si mesmo.',
    remedy: 'Peça a outro administrador completo que envie a linha ou retire-a.',
  },
  last_administrator: {
    text: 'Este é o último administrador completo do cliente.',
    remedy: 'Torne antes outra pessoa administradora completa.',
  },
  name_bad: {
    text: 'O nome “{{value}}” não pode ser usado para chamadas.',
    remedy: 'Use no máximo 30 caracteres e nenhum destes: % # < > \\ / ".',
  },
  value_too_long: {
    text: '“{{heading}}” tem {{length}} caracteres; o máximo é {{limit}}.',
    remedy: 'Encurte o valor.',
  },
  language_unknown: {
    text: '“{{value}}” não é um idioma conhecido.',
    remedy: 'Use um código como pt-BR, ou o nome em inglês.',
  },
  time_zone_unknown: {
    text: '“{{value}}” não é um fuso horário conhecido.',
    remedy: 'Use um nome como America/Sao_Paulo.',
  },
  country_unknown: { text: '“{{value}}” não é um código de país.', remedy: 'Use duas letras, como BR.' },
  removal_columns_missing: {
    text: 'FALSE deixaria o usuário sem pacote, mas nem todas as colunas de pacote estão presentes e com FALSE.',
    remedy: 'Para remover o usuário, coloque FALSE em todas as colunas de pacote; para mantê-lo, TRUE em uma.',
  },
  removal_contradicted: {
    text: 'Todos os pacotes estão com FALSE, o que removeria o usuário, mas {{licenses}} está com TRUE.',
    remedy: 'Para remover o usuário, coloque FALSE nisso também. Para mantê-lo, coloque TRUE em um pacote.',
  },
  made_meanwhile: {
    text: 'O usuário foi criado por outra pessoa depois que o plano foi feito.',
    remedy: 'Importe a linha de novo: ela será comparada com o usuário que agora existe.',
  },
  changed_meanwhile: {
    text: 'O usuário foi alterado por outra pessoa depois que o plano foi feito.',
    remedy: 'Importe a linha de novo para replanejá-la.',
  },

  legacy_heading: {
    text: 'A coluna “{{heading}}” é de arquivos antigos e é ignorada.',
    remedy: 'Você pode excluí-la.',
  },
  renamed_heading: {
    text: '“{{heading}}” agora se chama “{{now}}” e foi lido assim.',
    remedy: 'Use o novo cabeçalho daqui em diante.',
  },
  site_missing: {
    text: '{{package}} está sem site preferencial.',
    remedy: 'Preencha-o: sem ele, as reuniões podem dar problema depois.',
  },
  site_column_missing: {
    text: 'O arquivo não tem a coluna “{{heading}}”; quem recebe {{packages}} fica sem site preferencial.',
    remedy: 'Acrescente a coluna com o site do cliente: sem ela, reuniões podem falhar depois.',
  },
  plan_overtaken: {
    text: 'A importação {{file}} deste cliente foi aplicada depois que este plano foi feito; vagas e números podem ter mudado.',
    remedy: 'Envie o arquivo de novo para refazer o plano. Cada linha é conferida outra vez ao ser aplicada.',
  },
  base_licenses_added: {
    text: 'Novos usuários também recebem estas licenças básicas: {{licenses}}.',
    remedy: 'Para evitar isso, escolha “Adicionar e remover serviços” e coloque FALSE nas colunas delas.',
  },
  number_mended: {
    text: '“{{value}}” foi lido como {{number}}.',
    remedy: 'Confira o número. Na planilha, escreva-o com + e o código do país.',
  },
  false_ignored: {
    text: 'FALSE em “{{heading}}” é ignorado com “Só adicionar serviços”.',
    remedy: 'Para retirar serviços, escolha “Adicionar e remover serviços”.',
  },
  read_only_ignored: {
    text: '“{{heading}}” não pode ser definido e é ignorado.',
    remedy: 'Você pode deixar a célula vazia.',
  },
  caller_name_ignored: {
    text: 'Nomes de identificação de chamadas são ignorados para clientes em {{country}}.',
    remedy: 'Quem é chamado vê o próprio nome do usuário.',
  },
  manager_removed: {
    text: '{{value}} é removido por este arquivo; o usuário fica com um gestor que não pode ser encontrado.',
    remedy: 'Indique outro gestor, ou não remova este.',
  },
  package_replaced: {
    text: 'O usuário perde {{before}} e recebe {{after}}, pois cada usuário tem um só pacote.',
    remedy: 'Para manter {{before}}, deixe em branco a célula de {{after}}.',
  },
  administrator_removed: {
    text: 'Este usuário também é administrador. A remoção desativa também essa conta, e a pessoa não consegue mais entrar no console.',
    remedy: 'Para manter o administrador, tire a linha do arquivo.',
  },
  nobody_to_remove: {
    text: 'Este cliente não tem o usuário {{value}}; a linha não remove ninguém.',
    remedy: 'Confira o endereço. Se o usuário já saiu, tire a linha do arquivo.',
  },
  numbers_idle: {
    text: '{{package}} não usa número de telefone nem ramal, mas estes ficam com o usuário e continuam ocupados: {{numbers}}.',
    remedy:
      'Deixe vazias as células de um usuário novo. Para liberar os de quem já existe, remova o usuário e crie-o de novo sem eles.',
  },
  manager_unknown: {
    text: '{{value}} não é usuário deste cliente; o usuário fica com um gestor que não pode ser encontrado.',
    remedy: 'Confira o endereço, ou importe também o gestor.',
  },
} as const
