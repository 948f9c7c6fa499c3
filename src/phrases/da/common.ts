import type { common as english } from '../en/common.ts'
import type { Translated } from '../translated.ts'

export const common = {
  cancel: 'Annuller',
  close: 'Luk',
  copied: 'Kopieret',
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
  errorTitle: 'Det lykkedes ikke',
  errorNext: 'Prøv igen. Sker det igen, så giv koden og sporings-id’et til den, der driver denne hub.',
  pageFailed: 'Siden kunne ikke vises',
  pageFailedNext: 'Genindlæs siden. Intet af det, der er gemt, er gået tabt.',
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
    failed: {
      text: 'Hubben kunne ikke gøre det færdigt på grund af en fejl hos sig selv.',
      remedy: 'Prøv igen. Sker det igen, så giv sporings-id’et til den, der driver denne hub.',
    },
    unavailable: {
      text: 'Hubben kan ikke svare lige nu.',
      remedy: 'Vent lidt, og prøv igen. Intet blev ændret.',
    },
  },
} satisfies Translated<typeof english>
