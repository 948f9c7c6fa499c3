export const commonErrors = {
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
  unknown_host: {
    text: 'Deze hub is alleen voor de eigen machine en luistert niet naar de naam {{host}}.',
    remedy:
      'Open de hub als localhost of via het IP-adres. Moeten mensen de hub onder die naam bereiken, bijvoorbeeld achter een proxy, stel dan PUBLIC_URL in op het adres dat zij gebruiken.',
  },
  file_missing: {
    text: 'Het verzoek bevat geen bestand.',
    remedy: 'Stuur het bestand als inhoud, of in het formulierveld ‘file’.',
  },
  several_files: {
    text: 'Het verzoek bevat meer dan één bestand.',
    remedy: 'Stuur elk bestand in een eigen verzoek.',
  },
  compressed_body: {
    text: 'De upload is gecomprimeerd ({{coding}}); deze hub neemt bestanden zoals ze zijn.',
    remedy: 'Stuur het bestand ongecomprimeerd, zonder de header Content-Encoding.',
  },
  not_http: {
    text: 'De hub kon dit niet lezen als HTTP-verzoek.',
    remedy: 'Controleer of de client op dit adres HTTP/1.1 spreekt, en geen HTTPS waar de hub dat niet heeft.',
  },
  headers_too_large: {
    text: 'De headers van het verzoek zijn groter dan deze hub accepteert.',
    remedy: 'Kort het adres, de cookies of de headers in; samen mogen ze 16 kB zijn.',
  },
  cut_off: {
    text: 'Het verzoek werd afgebroken voordat het compleet was.',
    remedy: 'Verstuur het opnieuw en houd de verbinding open tot het antwoord er is.',
  },
  too_slow: {
    text: 'Het verzoek kwam niet op tijd binnen.',
    remedy: 'Verstuur het opnieuw, zonder pauze tussen de delen.',
  },
  upload_too_long: {
    text: 'De upload duurde langer dan de {{minutes}} minuten die deze hub ervoor geeft.',
    remedy: 'Verstuur het bestand over een snellere verbinding, of splits het in meerdere bestanden.',
  },
  upload_too_slow: {
    text: 'De upload kwam zo langzaam binnen dat anderen niet aan de beurt kwamen.',
    remedy: 'Verstuur het bestand over een snellere verbinding, of als er minder wordt geüpload.',
  },
  scope_missing: {
    text: 'Het token heeft de scope hiervoor niet.',
    remedy: 'Maak een token met de scope die de API-pagina bij dit adres noemt.',
  },
  failed: {
    text: 'De hub kon dit niet afronden door een fout van de hub zelf.',
    remedy: 'Probeer het opnieuw. Gebeurt het weer, geef dan het tracking-id door aan de beheerder van deze hub.',
  },
  unavailable: {
    text: 'De hub kan op dit moment niet antwoorden.',
    remedy: 'Wacht even en probeer het opnieuw. Er is niets gewijzigd.',
  },
  took_too_long: {
    text: 'De hub had te lang nodig om dit te vinden.',
    remedy:
      'Vraag minder tegelijk: van één klant, of een heel kenmerk in plaats van een deel. Probeer het anders opnieuw als de hub het minder druk heeft.',
  },
  uploads_busy: {
    text: 'Er worden nu andere bestanden geüpload: hoogstens {{places}} tegelijk.',
    remedy: 'Probeer het zo meteen opnieuw. Er is niets geschreven.',
  },
}
