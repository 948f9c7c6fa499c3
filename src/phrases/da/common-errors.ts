export const commonErrors = {
  bad_request: {
    text: 'Forespørgslen indeholder en værdi, der ikke er tilladt.',
    remedy: 'Kontrollér værdierne nedenfor, og send den igen.',
  },
  bad_json: { text: 'Forespørgslens indhold er ikke gyldig JSON.', remedy: 'Ret JSON’en, og send den igen.' },
  bad_cursor: { text: 'Sidens adresse gælder ikke længere.', remedy: 'Begynd forfra på listens første side.' },
  unauthorized: { text: 'Du er ikke logget på, eller din session er udløbet.', remedy: 'Log på, og prøv igen.' },
  forbidden: {
    text: 'Din rolle giver ikke lov til dette.',
    remedy: 'Spørg en administrator, der må, eller som kan give dig rollen.',
  },
  not_found: {
    text: 'Der er intet på denne adresse, eller det ligger uden for dit område.',
    remedy: 'Kontrollér adressen, eller søg efter det, du mangler.',
  },
  method_not_allowed: {
    text: 'Adressen tager ikke imod den metode.',
    remedy: 'Brug en af de metoder, som API-siden nævner for den.',
  },
  too_large: { text: 'Forespørgslen er større, end denne hub tager imod.', remedy: 'Send mindre ad gangen.' },
  unsupported_type: {
    text: 'Indholdstypen accepteres ikke her.',
    remedy: 'Brug en type, som API-siden nævner for denne adresse.',
  },
  too_many_requests: {
    text: 'Der kom for mange forespørgsler på kort tid.',
    remedy: 'Vent så længe, som svaret siger, og prøv så igen.',
  },
  foreign_origin: {
    text: 'Forespørgslen kom fra et andet websted og blev afvist.',
    remedy: 'Åbn konsollen på dens egen adresse, og prøv igen.',
  },
  unknown_host: {
    text: 'Denne hub er kun for sin egen maskine og svarer ikke på navnet {{host}}.',
    remedy:
      'Åbn den som localhost eller på dens IP-adresse. Hvis den skal kunne nås på det navn, for eksempel bag en proxy, så sæt PUBLIC_URL til den adresse, som folk bruger.',
  },
  file_missing: {
    text: 'Der er ingen fil i forespørgslen.',
    remedy: 'Send filen som indhold eller i formularfeltet “file”.',
  },
  several_files: {
    text: 'Forespørgslen indeholder mere end én fil.',
    remedy: 'Send hver fil i sin egen forespørgsel.',
  },
  compressed_body: {
    text: 'Det overførte er komprimeret ({{coding}}), og hubben tager filer, som de er.',
    remedy: 'Send filen ukomprimeret og uden headeren Content-Encoding.',
  },
  not_http: {
    text: 'Hubben kunne ikke læse dette som en HTTP-forespørgsel.',
    remedy: 'Kontrollér, at klienten taler HTTP/1.1 med adressen og ikke HTTPS, hvor hubben ikke har det.',
  },
  headers_too_large: {
    text: 'Forespørgslens headere er større, end hubben tager imod.',
    remedy: 'Forkort adressen, cookierne eller headerne; tilsammen må de fylde 16 kB.',
  },
  cut_off: {
    text: 'Forespørgslen blev afbrudt, før den var slut.',
    remedy: 'Send den igen, og hold forbindelsen åben, til svaret er kommet.',
  },
  too_slow: { text: 'Forespørgslen nåede ikke frem i tide.', remedy: 'Send den igen uden pause mellem delene.' },
  upload_too_long: {
    text: 'Overførslen tog længere end de {{minutes}} minutter, som denne hub giver den.',
    remedy: 'Send filen over en hurtigere forbindelse, eller del den op i flere filer.',
  },
  upload_too_slow: {
    text: 'Uploaden kom så langsomt, at andre ikke kom til.',
    remedy: 'Send filen over en hurtigere forbindelse, eller når der uploades mindre.',
  },
  scope_missing: {
    text: 'Tokenet mangler det scope, der skal til.',
    remedy: 'Lav et token med det scope, som API-siden nævner for adressen.',
  },
  failed: {
    text: 'Hubben kunne ikke gøre det færdigt på grund af en fejl hos sig selv.',
    remedy: 'Prøv igen. Sker det igen, så giv sporings-id’et til den, der driver denne hub.',
  },
  unavailable: {
    text: 'Hubben kan ikke svare lige nu.',
    remedy: 'Vent lidt, og prøv igen. Intet blev ændret.',
  },
  took_too_long: {
    text: 'Hubben var for længe om at finde dette.',
    remedy:
      'Bed om mindre ad gangen: for én kunde, eller om en hel identifikator i stedet for en del. Ellers prøv igen, når hubben har mindre at lave.',
  },
  uploads_busy: {
    text: 'Andre filer bliver uploadet lige nu: højst {{places}} ad gangen.',
    remedy: 'Prøv igen om lidt. Intet blev skrevet.',
  },
}
