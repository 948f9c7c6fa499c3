export const importsErrors = {
  empty_file: {
    text: 'Het bestand is leeg.',
    remedy: 'Kies het bestand opnieuw, of download het sjabloon en vul het in.',
  },
  not_csv: {
    text: 'Het bestand is geen CSV met gebruikers.',
    remedy: 'Sla het werkblad op als CSV met komma’s of puntkomma’s en upload dat bestand.',
  },
  utf16: { text: 'Het bestand is gecodeerd als UTF-16.', remedy: 'Sla het opnieuw op als CSV UTF-8.' },
  utf32: {
    text: 'Het bestand is gecodeerd als UTF-32.',
    remedy: 'Sla het opnieuw op als CSV UTF-8.',
  },
  unknown_encoding: {
    text: 'Het bestand is niet gecodeerd als UTF-8: regel {{line}} is de eerste die niet te lezen is.',
    remedy: 'Sla het opnieuw op als CSV UTF-8, zodat letters met accenten goed blijven.',
  },
  binary_file: {
    text: 'Het bestand is geen tekst: het lijkt een werkmap, archief of afbeelding.',
    remedy: 'Open het en sla het op als CSV UTF-8.',
  },
  compressed_file: { text: 'Het bestand is gecomprimeerd.', remedy: 'Pak het uit en upload de CSV die erin zit.' },
  file_too_large: {
    text: 'Het bestand is groter dan de toegestane {{limit}} MB.',
    remedy: 'Splits het in kleinere bestanden en importeer ze na elkaar.',
  },
  header_only: {
    text: 'Het bestand heeft wel kolomkoppen maar geen rijen.',
    remedy: 'Voeg voor elke gebruiker een rij toe.',
  },
  no_key_column: {
    text: 'De kolom ‘{{heading}}’ ontbreekt.',
    remedy: 'Voeg deze toe: daarmee wordt elke rij aan een gebruiker gekoppeld.',
  },
  duplicate_heading: {
    text: 'De kolomkop ‘{{heading}}’ komt twee keer voor.',
    remedy: 'Houd een van beide kolommen over.',
  },
  same_column: {
    text: '‘{{one}}’ en ‘{{other}}’ zijn dezelfde kolom.',
    remedy: 'Houd een van beide over.',
  },
  unknown_heading: {
    text: 'De kolomkop ‘{{heading}}’ is niet bekend.',
    remedy: 'Verbeter deze volgens het sjabloon, of verwijder de kolom.',
  },
  suspended_heading: {
    text: 'De kolomkop ‘{{heading}}’ hoort bij een opgeschorte dienst.',
    remedy: 'Verwijder de kolom, of laat de dienst eerst herstellen.',
  },
  other_subscription: {
    text: '‘{{heading}}’ noemt een ander abonnement; {{package}} is aan deze klant verkocht onder {{subscription}}.',
    remedy: 'Controleer of het bestand bij deze klant hoort, of neem de kop over uit zijn sjabloon.',
  },
  other_delimiter: {
    text: 'Volgens het bestand staat er ‘{{delimiter}}’ tussen de cellen, en dat wordt niet gelezen.',
    remedy: 'Sla het op als CSV met komma’s of puntkomma’s, of verwijder de eerste regel.',
  },
  quote_left_open: {
    text: 'Een aanhalingsteken in regel {{line}} is niet goed afgesloten.',
    remedy: 'Sluit het af, en verdubbel aanhalingstekens die bij de tekst horen.',
  },
  row_too_long: {
    text: 'De rij die in regel {{line}} begint, is langer dan {{limit}} tekens.',
    remedy:
      'Kort de cellen in. Is geen cel zo lang, zoek dan in deze rij naar een aanhalingsteken dat niet is afgesloten.',
  },
  too_many_rows: {
    text: 'Het bestand heeft meer dan {{limit}} rijen.',
    remedy: 'Splits het in kleinere bestanden en importeer ze na elkaar.',
  },
  upload_cut_off: {
    text: 'De upload is afgebroken voor het einde van het bestand.',
    remedy: 'Upload het bestand opnieuw.',
  },

  not_found: { text: 'Deze import bestaat niet.', remedy: 'Zoek de import op in de lijst.' },
  not_planned: {
    text: 'De import heeft geen voltooid plan.',
    remedy: 'Wacht tot het plan klaar is, of upload het bestand opnieuw.',
  },
  was_canceled: {
    text: 'De import is geannuleerd en het plan bestaat niet meer.',
    remedy: 'Upload het bestand opnieuw om een nieuw plan te maken.',
  },
  already_applied: {
    text: 'Dit plan is al uitgevoerd.',
    remedy: 'Upload het bestand opnieuw om een nieuw plan te maken.',
  },
  another_running: {
    text: 'Er wordt al een andere import van deze klant uitgevoerd.',
    remedy: 'Wacht tot die klaar is en voer deze dan uit.',
  },
  removals_unconfirmed: {
    text: 'Het plan verwijdert {{removals}} van {{users}} gebruikers, en dat aantal is niet bevestigd.',
    remedy: 'Controleer de verwijderingen en vul het exacte aantal in.',
  },
  cannot_cancel: {
    text: 'De import kan niet meer worden geannuleerd.',
    remedy: 'Dat kan alleen met plannen die nog niet zijn uitgevoerd.',
  },
  plan_outdated: {
    text: 'Het plan is ouder dan {{days}} dagen.',
    remedy: 'Upload het bestand opnieuw om met de gegevens van vandaag te plannen.',
  },
  failed: {
    text: 'De import is gestopt door een fout in de hub.',
    remedy: 'Voer hem opnieuw uit: hij gaat verder waar hij stopte. Helpt dat niet, meld het dan aan de beheerder.',
  },

  rows_gone: {
    text: 'De rijen van deze import worden niet meer bewaard: ze vervallen {{days}} dagen na het einde.',
    remedy: 'De aantallen zijn er nog. Upload het bestand opnieuw om te zien hoe de rijen er nu voor staan.',
  },
  too_many_cells: {
    text: 'Cellen in de rij: {{cells}}, in de kopregel: {{expected}}.',
    remedy:
      'Zet cellen met een komma of puntkomma tussen aanhalingstekens. Zet in het bestand met geweigerde rijen wat onder ‘Cells out of place’ staat op zijn plaats, en maak die cel leeg.',
  },
  too_few_cells: {
    text: 'Cellen in de rij: {{cells}}, in de kopregel: {{expected}}.',
    remedy:
      'Voeg de ontbrekende cellen toe; ze mogen leeg zijn. In het bestand met geweigerde rijen zijn ze achteraan toegevoegd: zet elke cel onder haar kop en maak ‘Cells out of place’ leeg.',
  },
  value_without_heading: {
    text: '‘{{value}}’ staat in kolom {{column}}, die geen kop heeft.',
    remedy: 'Geef de kolom haar kop, of maak de cel leeg.',
  },
  formula_cell: {
    text: '‘{{value}}’ zou in een spreadsheet als formule worden uitgevoerd.',
    remedy: 'Schrijf de waarde zonder =, +, - of @ ervoor.',
  },
  nul_character: { text: 'De cel bevat een NUL-teken.', remedy: 'Typ de waarde opnieuw.' },
  invisible_character: {
    text: '‘{{heading}}’ bevat een onzichtbaar teken ({{character}}).',
    remedy: 'Typ de waarde opnieuw: bij kopiëren van een pagina of uit een mail komen zulke tekens mee.',
  },
  email_missing: { text: 'De rij heeft geen e-mailadres.', remedy: 'Vul ‘{{heading}}’ in.' },
  email_bad: {
    text: '‘{{value}}’ is geen e-mailadres.',
    remedy: 'Schrijf het als naam@example.com, met één @ en zonder spaties.',
  },
  email_too_long: {
    text: 'Het e-mailadres heeft {{length}} tekens; er zijn er {{limit}} mogelijk.',
    remedy: 'Gebruik een korter adres.',
  },
  email_twice: { text: 'Hetzelfde e-mailadres staat in regel {{line}}.', remedy: 'Houd één rij per gebruiker over.' },
  email_elsewhere: {
    text: '‘{{value}}’ is buiten deze klant al in gebruik.',
    remedy: 'Gebruik een ander adres, of laat de persoon eerst hierheen verplaatsen.',
  },
  two_packages: {
    text: 'Twee pakketten staan op TRUE: {{one}} en {{other}}.',
    remedy: 'Een gebruiker heeft precies één pakket: zet de andere op FALSE.',
  },
  no_package: { text: 'De nieuwe gebruiker krijgt geen pakket.', remedy: 'Zet precies één pakketkolom op TRUE.' },
  package_not_sold: {
    text: '{{package}} is niet aan deze klant verkocht.',
    remedy: 'Kies een ander pakket, of voeg dit toe aan de klant.',
  },
  limit_reached: {
    text: '{{package}} heeft geen plaats meer: de limiet is {{limit}}.',
    remedy: 'Verhoog de limiet, maak plaatsen vrij of kies een ander pakket.',
  },
  add_on_without_base: {
    text: '{{addOn}} heeft een van deze pakketten nodig: {{packages}}.',
    remedy: 'Geef de gebruiker een daarvan, of zet de uitbreiding op FALSE.',
  },
  required_missing: { text: '‘{{heading}}’ is leeg, maar {{package}} heeft dit nodig.', remedy: 'Vul de cel in.' },
  required_column_missing: {
    text: 'Het bestand heeft geen kolom ‘{{heading}}’, maar {{package}} heeft die nodig.',
    remedy: 'Voeg de kolom toe en vul haar in.',
  },
  location_needed: {
    text: 'In ‘{{heading}}’ staat REMOVE, maar {{package}} heeft een locatie nodig.',
    remedy: 'Vul de naam van een van de locaties van de klant in.',
  },
  no_number_or_extension: {
    text: '{{package}} heeft een telefoonnummer of toestelnummer nodig.',
    remedy: 'Vul ten minste een van beide in.',
  },
  number_bad: {
    text: '‘{{value}}’ is geen geldig telefoonnummer.',
    remedy: 'Schrijf het met + en landnummer, zoals +31201234567.',
  },
  number_taken: {
    text: 'Het nummer {{number}} is in gebruik.',
    remedy: 'Kies een ander nummer, of maak dit eerst vrij met een eigen import.',
  },
  number_held: {
    text: 'Het nummer {{number}} is van een andere gebruiker van deze klant.',
    remedy: 'Kies een ander nummer, of maak dit eerst vrij met een eigen import.',
  },
  number_twice: {
    text: 'Hetzelfde telefoonnummer staat in regel {{line}}.',
    remedy: 'Geef elke gebruiker een eigen nummer.',
  },
  extension_bad: { text: '‘{{value}}’ is geen toestelnummer.', remedy: 'Gebruik alleen cijfers.' },
  extension_length: {
    text: 'Het toestelnummer {{value}} heeft de verkeerde lengte: er zijn {{digits}} cijfers nodig.',
    remedy: 'Schrijf het met zoveel cijfers; controleer of er geen voorloopnul is weggevallen.',
  },
  extension_taken: {
    text: 'Het toestelnummer {{extension}} is op deze locatie in gebruik.',
    remedy: 'Kies een ander, of maak het eerst vrij met een eigen import.',
  },
  extension_twice: {
    text: 'Hetzelfde toestelnummer op dezelfde locatie staat in regel {{line}}.',
    remedy: 'Geef elke gebruiker een eigen toestelnummer.',
  },
  location_unknown: {
    text: 'De klant heeft geen locatie ‘{{value}}’.',
    remedy: 'Gebruik de naam van een bestaande locatie, of maak die eerst aan.',
  },
  location_change_refused: {
    text: 'De locatie van een gebruiker die belt kan niet via een bestand worden gewijzigd.',
    remedy: 'Laat de cel leeg, of verplaats de gebruiker handmatig.',
  },
  site_unknown: { text: 'De klant heeft geen site ‘{{value}}’.', remedy: 'Gebruik een van de sites van de klant.' },
  boolean_bad: { text: '‘{{value}}’ is TRUE noch FALSE.', remedy: 'Schrijf TRUE of FALSE, of laat de cel leeg.' },
  read_only_changed: {
    text: '‘{{heading}}’ kan niet via een bestand worden gewijzigd, maar ‘{{value}}’ wijkt af van de huidige waarde.',
    remedy: 'Verwijder de kolom, of herstel de waarde.',
  },
  administrator_guarded: {
    text: 'Deze persoon is beheerder, en wie dit plan heeft gemaakt, kan beheerders niet wijzigen of verwijderen.',
    remedy: 'Vraag een hoofdbeheerder het te doen of haal de rij weg.',
  },
  own_removal: {
    text: 'Deze rij zou de persoon verwijderen die het bestand heeft geüpload, en niemand verwijdert zichzelf.',
    remedy: 'Vraag een andere hoofdbeheerder de rij te uploaden of haal de rij weg.',
  },
  last_administrator: {
    text: 'Dit is de laatste volledige beheerder van de klant.',
    remedy: 'Maak eerst iemand anders volledige beheerder.',
  },
  name_bad: {
    text: 'De naam ‘{{value}}’ kan niet worden gebruikt om te bellen.',
    remedy: 'Gebruik hoogstens 30 tekens en geen % # < > \\ / ".',
  },
  value_too_long: {
    text: '‘{{heading}}’ heeft {{length}} tekens; er zijn er {{limit}} mogelijk.',
    remedy: 'Kort de waarde in.',
  },
  language_unknown: {
    text: '‘{{value}}’ is geen bekende taal.',
    remedy: 'Gebruik een code zoals nl-NL, of de Engelse naam.',
  },
  time_zone_unknown: {
    text: '‘{{value}}’ is geen bekende tijdzone.',
    remedy: 'Gebruik een naam zoals Europe/Amsterdam.',
  },
  country_unknown: { text: '‘{{value}}’ is geen landcode.', remedy: 'Gebruik twee letters, zoals NL.' },
  removal_columns_missing: {
    text: 'Met FALSE zou de gebruiker geen pakket meer hebben, maar niet elke pakketkolom is aanwezig en FALSE.',
    remedy: 'Zet alle pakketkolommen op FALSE om de gebruiker te verwijderen, of één op TRUE om die te houden.',
  },
  removal_contradicted: {
    text: 'Alle pakketten staan op FALSE, wat de gebruiker zou verwijderen, maar {{licenses}} staat op TRUE.',
    remedy: 'Zet ook dat op FALSE om de gebruiker te verwijderen. Zet één pakket op TRUE om de gebruiker te houden.',
  },
  made_meanwhile: {
    text: 'De gebruiker is na het maken van het plan door iemand anders aangemaakt.',
    remedy: 'Importeer de rij opnieuw: ze wordt dan vergeleken met de gebruiker die er nu is.',
  },
  changed_meanwhile: {
    text: 'De gebruiker is na het maken van het plan door iemand anders gewijzigd.',
    remedy: 'Importeer de rij opnieuw, zodat er een nieuw plan komt.',
  },

  legacy_heading: {
    text: 'De kolom ‘{{heading}}’ komt uit oudere bestanden en wordt genegeerd.',
    remedy: 'Je kunt de kolom verwijderen.',
  },
  renamed_heading: {
    text: '‘{{heading}}’ heet nu ‘{{now}}’ en is zo gelezen.',
    remedy: 'Gebruik voortaan de nieuwe kolomkop.',
  },
  site_missing: {
    text: '{{package}} heeft geen voorkeurssite.',
    remedy: 'Vul die in: anders kan het later misgaan met vergaderingen.',
  },
  site_column_missing: {
    text: 'Het bestand heeft geen kolom ‘{{heading}}’; gebruikers die {{packages}} krijgen, blijven zonder voorkeurssite.',
    remedy: 'Voeg de kolom toe met de site van de klant: zonder kunnen vergaderingen later misgaan.',
  },
  plan_overtaken: {
    text: 'De import {{file}} van deze klant is toegepast nadat dit plan was gemaakt; plaatsen en nummers kunnen nu anders zijn.',
    remedy: 'Upload het bestand opnieuw voor een nieuw plan. Elke rij wordt bij het toepassen nogmaals gecontroleerd.',
  },
  base_licenses_added: {
    text: 'Nieuwe gebruikers krijgen ook deze basislicenties: {{licenses}}.',
    remedy: 'Wil je dat niet, kies dan ‘Diensten toevoegen en verwijderen’ en zet hun kolommen op FALSE.',
  },
  number_mended: {
    text: '‘{{value}}’ is gelezen als {{number}}.',
    remedy: 'Controleer het nummer. Schrijf het in het werkblad met + en landnummer.',
  },
  false_ignored: {
    text: 'FALSE in ‘{{heading}}’ wordt bij ‘Alleen diensten toevoegen’ genegeerd.',
    remedy: 'Kies ‘Diensten toevoegen en verwijderen’ om diensten weg te nemen.',
  },
  read_only_ignored: {
    text: '‘{{heading}}’ kan niet worden ingesteld en wordt genegeerd.',
    remedy: 'Je kunt de cel leeg laten.',
  },
  caller_name_ignored: {
    text: 'Namen voor de nummerweergave worden genegeerd voor klanten in {{country}}.',
    remedy: 'Wie gebeld wordt ziet de eigen naam van de gebruiker.',
  },
  manager_removed: {
    text: '{{value}} wordt door dit bestand verwijderd; de gebruiker houdt zo een leidinggevende die niet te vinden is.',
    remedy: 'Vul een andere leidinggevende in, of verwijder deze niet.',
  },
  package_replaced: {
    text: 'De gebruiker verliest {{before}} en krijgt {{after}}, want een gebruiker heeft één pakket.',
    remedy: 'Laat de cel van {{after}} leeg om {{before}} te houden.',
  },
  administrator_removed: {
    text: 'Deze gebruiker is ook beheerder. De verwijdering schakelt ook dat account uit, en dan kan deze persoon zich niet meer aanmelden bij de console.',
    remedy: 'Haal de rij uit het bestand om de beheerder te behouden.',
  },
  nobody_to_remove: {
    text: 'De klant heeft geen gebruiker {{value}}; de rij verwijdert dus niemand.',
    remedy: 'Controleer het adres. Is de gebruiker al weg, laat de rij dan weg.',
  },
  numbers_idle: {
    text: '{{package}} gebruikt geen telefoonnummer en geen toestelnummer, maar deze blijven bij de gebruiker en blijven bezet: {{numbers}}.',
    remedy:
      'Laat de cellen van een nieuwe gebruiker leeg. Verwijder een bestaande gebruiker en maak die zonder nummers opnieuw aan om ze vrij te geven.',
  },
  manager_unknown: {
    text: '{{value}} is geen gebruiker van deze klant; de gebruiker houdt zo een leidinggevende die niet te vinden is.',
    remedy: 'Controleer het adres, of importeer de leidinggevende ook.',
  },
} as const
