import type { common as english } from '../en/common.ts'
import type { Translated } from '../translated.ts'

export const common = {
  cancel: 'Annuller',
  close: 'Luk',
  copied: 'Kopieret',
  notCopied:
    'Browseren lader ikke denne side kopiere. Marker teksten, og kopiér den med tastaturet, eller tillad udklipsholderen for siden i browseren.',
  copy: 'Kopiér',
  copyValue: 'Kopiér {{label}}',
  discard: 'Kassér',
  loading: 'Henter',
  more: 'Vis flere',
  never: 'Aldrig',
  none: 'Ingen',
  noValue: 'Ikke angivet',
  open: 'Åbn',
  reload: 'Genindlæs siden',
  removeFilter: 'Fjern filteret {{name}}',
  retry: 'Prøv igen',
  sortBy: 'Sortér efter {{column}}',
  columns: 'Kolonner',
  exportCsv: 'Eksportér som CSV',
  stopExport: 'Stop eksporten ({{count, number}})',
  exported_one: '{{count, number}} række eksporteret',
  exported_other: '{{count, number}} rækker eksporteret',
  selection: 'Udvalg',
  selectAll: 'Vælg alle viste rækker',
  selectRow: 'Vælg {{name}}',
  selected_one: '{{count, number}} valgt',
  selected_other: '{{count, number}} valgt',
  clearSelection: 'Ryd udvalget',
  exportSelection: 'Eksportér de valgte som CSV',
  errorTitle: 'Det lykkedes ikke',
  errorNext: 'Prøv igen. Sker det igen, så giv koden og sporings-id’et til den, der driver denne hub.',
  pageFailed: 'Siden kunne ikke vises',
  pageFailedNext: 'Genindlæs siden. Intet af det, der er gemt, er gået tabt.',
  fields: {
    missing: '“{{field}}” mangler.',
    blank: '“{{field}}” er tom.',
    too_long: '“{{field}}” må højst have {{limit}} tegn.',
    too_short: '“{{field}}” skal have mindst {{limit}} tegn.',
    too_large: '“{{field}}” må højst være {{limit}}.',
    too_small: '“{{field}}” skal være mindst {{limit}}.',
    list_too_long: '“{{field}}” må højst have {{limit}} elementer.',
    list_too_short: '“{{field}}” skal have mindst {{limit}} elementer.',
    not_one_of: '“{{field}}” skal være en af disse: {{allowed}}.',
    not_text: '“{{field}}” skal være en enkelt tekst.',
    not_number: '“{{field}}” skal være et tal.',
    not_whole: '“{{field}}” skal være et helt tal.',
    not_multiple: '“{{field}}” skal være et multiplum af {{step}}.',
    not_boolean: '“{{field}}” skal være true eller false.',
    not_list: '“{{field}}” skal være en liste.',
    not_object: '“{{field}}” skal være et objekt med navngivne felter.',
    not_date: '“{{field}}” skal være et tidspunkt som 2026-03-01T10:00:00Z.',
    not_day: '“{{field}}” skal være en dato som 2026-03-01.',
    not_email: '“{{field}}” skal være en e-mailadresse som navn@example.com.',
    not_url: '“{{field}}” skal være en webadresse som https://example.com.',
    not_uuid: '“{{field}}” skal være et UUID.',
    not_id: '“{{field}}” er ikke et id af den slags: der skal bruges et af typen {{type}}.',
    not_known: '“{{field}}” kendes ikke her.',
    invisible:
      '“{{field}}” indeholder et usynligt tegn ({{character}}). Skriv værdien igen: når man kopierer fra en side eller en mail, følger den slags tegn med.',
    half_character: '“{{field}}” indeholder et halvt tegn. Send teksten i hele Unicode-tegn.',
    not_fitting: '“{{field}}” har en form, der ikke passer her.',
  },
  errors: {
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
  },
} satisfies Translated<typeof english>
