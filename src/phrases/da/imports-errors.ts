export const importsErrors = {
  empty_file: { text: 'Filen er tom.', remedy: 'Vælg filen igen, eller hent skabelonen og udfyld den.' },
  not_csv: {
    text: 'Filen er ikke en CSV med brugere.',
    remedy: 'Gem arket som CSV med komma eller semikolon, og upload den fil.',
  },
  utf16: { text: 'Filen er kodet som UTF-16.', remedy: 'Gem den igen som CSV UTF-8.' },
  utf32: {
    text: 'Filen er kodet som UTF-32.',
    remedy: 'Gem den igen som CSV UTF-8.',
  },
  unknown_encoding: {
    text: 'Filen er ikke kodet som UTF-8: linje {{line}} er den første, der ikke kan læses.',
    remedy: 'Gem den igen som CSV UTF-8, så æ, ø og å bevares.',
  },
  binary_file: {
    text: 'Filen er ikke tekst: den ligner en projektmappe, et arkiv eller et billede.',
    remedy: 'Åbn den, og gem den som CSV UTF-8.',
  },
  compressed_file: { text: 'Filen er komprimeret.', remedy: 'Pak den ud, og upload den CSV, der er i den.' },
  file_too_large: {
    text: 'Filen er større end de tilladte {{limit}} MB.',
    remedy: 'Del den i mindre filer, og importér dem én ad gangen.',
  },
  header_only: { text: 'Filen har overskrifter, men ingen rækker.', remedy: 'Tilføj en række for hver bruger.' },
  no_key_column: {
    text: 'Kolonnen “{{heading}}” mangler.',
    remedy: 'Tilføj den: det er den, der knytter hver række til en bruger.',
  },
  duplicate_heading: {
    text: 'Overskriften “{{heading}}” findes to gange.',
    remedy: 'Behold kun den ene af de to kolonner.',
  },
  same_column: {
    text: '“{{one}}” og “{{other}}” er den samme kolonne.',
    remedy: 'Behold kun den ene af dem.',
  },
  unknown_heading: {
    text: 'Overskriften “{{heading}}” er ukendt.',
    remedy: 'Ret den efter skabelonen, eller slet kolonnen.',
  },
  suspended_heading: {
    text: 'Overskriften “{{heading}}” hører til en suspenderet tjeneste.',
    remedy: 'Slet kolonnen, eller få tjenesten genoprettet først.',
  },
  other_subscription: {
    text: '“{{heading}}” nævner et andet abonnement; {{package}} er solgt til kunden under {{subscription}}.',
    remedy: 'Kontrollér, at filen hører til denne kunde, eller tag overskriften fra kundens skabelon.',
  },
  other_delimiter: {
    text: 'Filen angiver, at cellerne er adskilt med “{{delimiter}}”, som ikke læses.',
    remedy: 'Gem den som CSV med komma eller semikolon, eller slet den første linje.',
  },
  quote_left_open: {
    text: 'Et anførselstegn i linje {{line}} er ikke afsluttet korrekt.',
    remedy: 'Afslut det, og skriv anførselstegn i teksten dobbelt.',
  },
  row_too_long: {
    text: 'Rækken, der begynder i linje {{line}}, er længere end {{limit}} tegn.',
    remedy:
      'Forkort dens celler. Hvis ingen celle er så lang, så led i rækken efter et anførselstegn, der ikke er afsluttet.',
  },
  too_many_rows: {
    text: 'Filen har mere end {{limit}} rækker.',
    remedy: 'Del den i mindre filer, og importér dem én ad gangen.',
  },
  upload_cut_off: { text: 'Uploaden blev afbrudt før filens slutning.', remedy: 'Upload filen igen.' },

  not_found: { text: 'Importen findes ikke.', remedy: 'Find den på listen over importer.' },
  not_planned: {
    text: 'Importen har ingen færdig plan.',
    remedy: 'Vent, til planen er klar, eller upload filen igen.',
  },
  was_canceled: {
    text: 'Importen blev annulleret, og dens plan findes ikke mere.',
    remedy: 'Upload filen igen for at lave en ny plan.',
  },
  already_applied: { text: 'Planen er allerede udført.', remedy: 'Upload filen igen for at lave en ny plan.' },
  another_running: {
    text: 'En anden import for denne kunde er ved at blive udført.',
    remedy: 'Vent, til den er færdig, og udfør så denne.',
  },
  removals_unconfirmed: {
    text: 'Planen fjerner {{removals}} af {{users}} brugere, og antallet er ikke bekræftet.',
    remedy: 'Kontrollér fjernelserne, og angiv det præcise antal.',
  },
  cannot_cancel: {
    text: 'Importen kan ikke længere annulleres.',
    remedy: 'Kun planer, der ikke er udført, kan annulleres.',
  },
  plan_outdated: {
    text: 'Planen er mere end {{days}} dage gammel.',
    remedy: 'Upload filen igen for at planlægge med dagens oplysninger.',
  },
  failed: {
    text: 'Importen standsede på grund af en fejl i hubben.',
    remedy: 'Udfør den igen: den fortsætter, hvor den slap. Hjælper det ikke, så kontakt driften.',
  },

  rows_gone: {
    text: 'Importens rækker gemmes ikke længere: de slettes {{days}} dage efter, at den er slut.',
    remedy: 'Tallene er der stadig. Upload filen igen for at se, hvordan rækkerne står i dag.',
  },
  too_many_cells: {
    text: 'Celler i rækken: {{cells}}, i overskriftslinjen: {{expected}}.',
    remedy:
      'Sæt celler med komma eller semikolon i anførselstegn. Flyt i filen med afviste rækker det, der står i “Cells out of place”, hen, hvor det hører til, og ryd den celle.',
  },
  too_few_cells: {
    text: 'Celler i rækken: {{cells}}, i overskriftslinjen: {{expected}}.',
    remedy:
      'Tilføj de manglende celler; de må gerne være tomme. I filen med afviste rækker er de tilføjet til sidst: sæt hver celle under sin overskrift, og ryd “Cells out of place”.',
  },
  value_without_heading: {
    text: '“{{value}}” står i kolonne {{column}}, som ikke har nogen overskrift.',
    remedy: 'Giv kolonnen en overskrift, eller ryd cellen.',
  },
  formula_cell: {
    text: '“{{value}}” ville blive udført som en formel i et regneark.',
    remedy: 'Skriv værdien uden =, +, - eller @ foran.',
  },
  nul_character: { text: 'Cellen indeholder et NUL-tegn.', remedy: 'Skriv værdien igen.' },
  invisible_character: {
    text: '“{{heading}}” indeholder et usynligt tegn ({{character}}).',
    remedy: 'Skriv værdien igen: når man kopierer fra en side eller en mail, følger den slags tegn med.',
  },
  email_missing: { text: 'Rækken har ingen e-mailadresse.', remedy: 'Udfyld “{{heading}}”.' },
  email_bad: {
    text: '“{{value}}” er ikke en e-mailadresse.',
    remedy: 'Skriv den som navn@example.com med ét @ og uden mellemrum.',
  },
  email_too_long: {
    text: 'E-mailadressen har {{length}} tegn; højst {{limit}} er muligt.',
    remedy: 'Brug en kortere adresse.',
  },
  email_twice: { text: 'Den samme e-mailadresse står i linje {{line}}.', remedy: 'Behold én række for hver bruger.' },
  email_elsewhere: {
    text: '“{{value}}” er i brug uden for denne kunde.',
    remedy: 'Brug en anden adresse, eller få personen flyttet hertil først.',
  },
  two_packages: {
    text: 'To pakker står til TRUE: {{one}} og {{other}}.',
    remedy: 'En bruger har præcis én pakke: sæt de andre til FALSE.',
  },
  no_package: { text: 'Den nye bruger får ingen pakke.', remedy: 'Sæt præcis én pakkekolonne til TRUE.' },
  package_not_sold: {
    text: '{{package}} er ikke solgt til denne kunde.',
    remedy: 'Vælg en anden pakke, eller føj denne til kunden.',
  },
  limit_reached: {
    text: '{{package}} har ikke flere pladser: grænsen er {{limit}}.',
    remedy: 'Hæv grænsen, frigør pladser, eller vælg en anden pakke.',
  },
  add_on_without_base: {
    text: '{{addOn}} kræver en af disse pakker: {{packages}}.',
    remedy: 'Giv brugeren en af dem, eller sæt tilføjelsen til FALSE.',
  },
  required_missing: { text: '“{{heading}}” er tom, men {{package}} kræver den.', remedy: 'Udfyld cellen.' },
  required_column_missing: {
    text: 'Filen har ingen kolonne “{{heading}}”, men {{package}} kræver den.',
    remedy: 'Tilføj kolonnen, og udfyld den.',
  },
  location_needed: {
    text: 'Der står REMOVE i “{{heading}}”, men {{package}} kræver en lokation.',
    remedy: 'Skriv navnet på en af kundens lokationer.',
  },
  no_number_or_extension: {
    text: '{{package}} kræver et telefonnummer eller et lokalnummer.',
    remedy: 'Udfyld mindst ét af de to.',
  },
  number_bad: {
    text: '“{{value}}” er ikke et gyldigt telefonnummer.',
    remedy: 'Skriv det med + og landekode, for eksempel +4533123456.',
  },
  number_taken: {
    text: 'Nummeret {{number}} er i brug.',
    remedy: 'Vælg et andet nummer, eller frigør dette først med en import for sig.',
  },
  number_held: {
    text: 'Nummeret {{number}} tilhører en anden bruger hos denne kunde.',
    remedy: 'Vælg et andet nummer, eller frigør dette først med en import for sig.',
  },
  number_twice: { text: 'Det samme telefonnummer står i linje {{line}}.', remedy: 'Giv hver bruger sit eget nummer.' },
  extension_bad: { text: '“{{value}}” er ikke et lokalnummer.', remedy: 'Brug kun cifre.' },
  extension_length: {
    text: 'Lokalnummeret {{value}} har forkert længde: der skal være {{digits}} cifre.',
    remedy: 'Skriv det med det antal cifre; kontrollér, at et foranstillet nul ikke er gået tabt.',
  },
  extension_taken: {
    text: 'Lokalnummeret {{extension}} er i brug på denne lokation.',
    remedy: 'Vælg et andet, eller frigør det først med en import for sig.',
  },
  extension_twice: {
    text: 'Det samme lokalnummer på samme lokation står i linje {{line}}.',
    remedy: 'Giv hver bruger sit eget lokalnummer.',
  },
  location_unknown: {
    text: 'Kunden har ingen lokation “{{value}}”.',
    remedy: 'Brug navnet på en eksisterende lokation, eller opret den først.',
  },
  location_change_refused: {
    text: 'Lokationen for en bruger, der ringer, kan ikke ændres med en fil.',
    remedy: 'Lad cellen være tom, eller flyt brugeren manuelt.',
  },
  site_unknown: { text: 'Kunden har intet site “{{value}}”.', remedy: 'Brug et af kundens sites.' },
  boolean_bad: {
    text: '“{{value}}” er hverken TRUE eller FALSE.',
    remedy: 'Skriv TRUE eller FALSE, eller lad cellen være tom.',
  },
  read_only_changed: {
    text: '“{{heading}}” kan ikke ændres med en fil, men “{{value}}” afviger fra den nuværende værdi.',
    remedy: 'Slet kolonnen, eller gendan værdien.',
  },
  administrator_guarded: {
    text: 'Personen er administrator, og den, der lavede planen, kan ikke ændre eller fjerne administratorer.',
    remedy: 'Bed en fuld administrator om det, eller tag rækken ud.',
  },
  own_removal: {
    text: 'Rækken ville fjerne den person, der uploadede filen, og ingen fjerner sig selv.',
    remedy: 'Bed en anden fuld administrator om at uploade rækken, eller tag den ud.',
  },
  last_administrator: {
    text: 'Dette er kundens sidste fulde administrator.',
    remedy: 'Gør først en anden til fuld administrator.',
  },
  name_bad: {
    text: 'Navnet “{{value}}” kan ikke bruges til opkald.',
    remedy: 'Brug højst 30 tegn og ingen af % # < > \\ / ".',
  },
  value_too_long: {
    text: '“{{heading}}” har {{length}} tegn; højst {{limit}} er muligt.',
    remedy: 'Gør værdien kortere.',
  },
  language_unknown: {
    text: '“{{value}}” er ikke et kendt sprog.',
    remedy: 'Brug en kode som da-DK eller det engelske navn.',
  },
  time_zone_unknown: { text: '“{{value}}” er ikke en kendt tidszone.', remedy: 'Brug et navn som Europe/Copenhagen.' },
  country_unknown: { text: '“{{value}}” er ikke en landekode.', remedy: 'Brug to bogstaver, for eksempel DK.' },
  removal_columns_missing: {
    text: 'FALSE ville efterlade brugeren uden pakke, men ikke alle pakkekolonner er med og står til FALSE.',
    remedy: 'Sæt alle pakkekolonner til FALSE for at fjerne brugeren, eller én til TRUE for at beholde brugeren.',
  },
  removal_contradicted: {
    text: 'Alle pakker står til FALSE, hvilket ville fjerne brugeren, men {{licenses}} står til TRUE.',
    remedy: 'Sæt også det til FALSE for at fjerne brugeren. Sæt én pakke til TRUE for at beholde brugeren.',
  },
  made_meanwhile: {
    text: 'Brugeren blev oprettet af en anden, efter at planen var lavet.',
    remedy: 'Importér rækken igen, så sammenlignes den med den bruger, der nu findes.',
  },
  changed_meanwhile: {
    text: 'Brugeren blev ændret af en anden, efter at planen var lavet.',
    remedy: 'Importér rækken igen, så den planlægges på ny.',
  },

  legacy_heading: { text: 'Kolonnen “{{heading}}” er fra ældre filer og ignoreres.', remedy: 'Du kan slette den.' },
  renamed_heading: {
    text: '“{{heading}}” hedder nu “{{now}}” og blev læst sådan.',
    remedy: 'Brug den nye overskrift fremover.',
  },
  site_missing: {
    text: '{{package}} har intet foretrukket site.',
    remedy: 'Udfyld det: uden det kan møder give problemer senere.',
  },
  site_column_missing: {
    text: 'Filen har ingen kolonne “{{heading}}”, så brugere, der får {{packages}}, står uden foretrukket site.',
    remedy: 'Tilføj kolonnen med kundens site: uden den kan møder gå galt senere.',
  },
  plan_overtaken: {
    text: 'Kundens import {{file}} blev udført, efter at denne plan blev lavet, så pladser og numre kan stå anderledes nu.',
    remedy: 'Upload filen igen for at lave en ny plan. Hver række kontrolleres en gang til, når den udføres.',
  },
  base_licenses_added: {
    text: 'Nye brugere får også disse basislicenser: {{licenses}}.',
    remedy: 'Vælg “Tilføj og fjern tjenester”, og sæt deres kolonner til FALSE, hvis du ikke vil have dem.',
  },
  number_mended: {
    text: '“{{value}}” blev læst som {{number}}.',
    remedy: 'Kontrollér nummeret. Skriv det i arket med + og landekode.',
  },
  false_ignored: {
    text: 'FALSE i “{{heading}}” ignoreres med “Tilføj kun tjenester”.',
    remedy: 'Vælg “Tilføj og fjern tjenester” for at fjerne tjenester.',
  },
  read_only_ignored: { text: '“{{heading}}” kan ikke angives og ignoreres.', remedy: 'Du kan lade cellen være tom.' },
  caller_name_ignored: {
    text: 'Navne til nummervisning ignoreres for kunder i {{country}}.',
    remedy: 'Den, der ringes til, ser brugerens eget navn.',
  },
  manager_removed: {
    text: '{{value}} fjernes af denne fil, så brugeren står tilbage med en leder, der ikke kan findes.',
    remedy: 'Angiv en anden leder, eller fjern ikke denne.',
  },
  package_replaced: {
    text: 'Brugeren mister {{before}} og får {{after}}, for en bruger har én pakke.',
    remedy: 'Lad cellen for {{after}} stå tom for at beholde {{before}}.',
  },
  administrator_removed: {
    text: 'Denne bruger er også administrator. Når brugeren fjernes, deaktiveres den konto også, og vedkommende kan ikke længere logge på konsollen.',
    remedy: 'Tag rækken ud af filen for at beholde administratoren.',
  },
  nobody_to_remove: {
    text: 'Kunden har ingen bruger {{value}}, så rækken fjerner ingen.',
    remedy: 'Kontrollér adressen. Er brugeren allerede væk, så udelad rækken.',
  },
  numbers_idle: {
    text: '{{package}} bruger hverken telefonnummer eller lokalnummer, men disse bliver hos brugeren og er fortsat optaget: {{numbers}}.',
    remedy:
      'Lad cellerne være tomme for en ny bruger. For at frigive en eksisterende brugers numre skal brugeren fjernes og oprettes igen uden dem.',
  },
  manager_unknown: {
    text: '{{value}} er ikke bruger hos kunden, så brugeren står tilbage med en leder, der ikke kan findes.',
    remedy: 'Kontrollér adressen, eller importér også lederen.',
  },
} as const
