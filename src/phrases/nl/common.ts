import type { common as english } from '../en/common.ts'
import type { Translated } from '../translated.ts'

export const common = {
  cancel: 'Annuleren',
  close: 'Sluiten',
  copied: 'Gekopieerd',
  copy: 'Kopiëren',
  copyValue: '{{label}} kopiëren',
  discard: 'Verwerpen',
  loading: 'Laden',
  more: 'Meer tonen',
  never: 'Nooit',
  none: 'Geen',
  noValue: 'Niet ingevuld',
  open: 'Openen',
  reload: 'Pagina opnieuw laden',
  removeFilter: 'Filter {{name}} verwijderen',
  retry: 'Opnieuw proberen',
  sortBy: 'Sorteren op {{column}}',
  errorTitle: 'Dit is niet gelukt',
  errorNext:
    'Probeer het opnieuw. Gebeurt het weer, geef dan de code en het tracking-id door aan de beheerder van deze hub.',
  pageFailed: 'Deze pagina kan niet worden getoond',
  pageFailedNext: 'Laad de pagina opnieuw. Wat is opgeslagen, is niet verloren.',
  errors: {
    bad_request: {
      text: 'Het verzoek bevat een waarde die niet is toegestaan.',
      remedy: 'Controleer de waarden hieronder en verstuur het opnieuw.',
    },
    bad_json: {
      text: 'De inhoud van het verzoek is geen geldige JSON.',
      remedy: 'Verbeter de JSON en verstuur het opnieuw.',
    },
    bad_cursor: {
      text: 'Het adres van deze pagina is niet meer geldig.',
      remedy: 'Begin opnieuw bij de eerste pagina van de lijst.',
    },
    unauthorized: {
      text: 'Je bent niet aangemeld, of je sessie is afgelopen.',
      remedy: 'Meld je aan en probeer het opnieuw.',
    },
    forbidden: {
      text: 'Je rol staat dit niet toe.',
      remedy: 'Vraag een beheerder die dit mag, of die je de rol kan geven.',
    },
    not_found: {
      text: 'Op dit adres is niets te vinden, of het ligt buiten je bereik.',
      remedy: 'Controleer het adres, of zoek wat je nodig hebt.',
    },
    method_not_allowed: {
      text: 'Dit adres accepteert die methode niet.',
      remedy: 'Gebruik een van de methoden die de API-pagina ervoor noemt.',
    },
    too_large: { text: 'Het verzoek is groter dan deze hub accepteert.', remedy: 'Verstuur minder tegelijk.' },
    unsupported_type: {
      text: 'Dit type inhoud wordt hier niet geaccepteerd.',
      remedy: 'Gebruik een type dat de API-pagina voor dit adres noemt.',
    },
    too_many_requests: {
      text: 'Er kwamen te veel verzoeken in korte tijd.',
      remedy: 'Wacht zo lang als het antwoord aangeeft en probeer het dan opnieuw.',
    },
    foreign_origin: {
      text: 'Het verzoek kwam van een andere website en is geweigerd.',
      remedy: 'Open de console op haar eigen adres en probeer het opnieuw.',
    },
    failed: {
      text: 'De hub kon dit niet afronden door een fout van de hub zelf.',
      remedy: 'Probeer het opnieuw. Gebeurt het weer, geef dan het tracking-id door aan de beheerder van deze hub.',
    },
    unavailable: {
      text: 'De hub kan op dit moment niet antwoorden.',
      remedy: 'Wacht even en probeer het opnieuw. Er is niets gewijzigd.',
    },
  },
} satisfies Translated<typeof english>
