export const accessErrors = {
  read_only: {
    text: 'Dette er en skrivebeskyttet session i kundens organisation, og dette ville ændre noget.',
    remedy: 'Afslut sessionen, og gør det med dine egne rettigheder, eller bed kunden om fuld adgang.',
  },
  ended: {
    text: 'Denne adgang til organisationen gælder ikke: den er slut, eller den er ikke din.',
    remedy: 'Gå tilbage til helpdesken, og åbn organisationen eller bed om adgang på ny.',
  },
  not_in_session: {
    text: 'Dette forbliver hos kundens egne administratorer, også når du har fuld adgang.',
    remedy: 'Lad en af dem gøre det, eller afslut sessionen, hvis det gælder din egen konto.',
  },
  granted_without_users: {
    text: 'Denne adgang blev givet uden brugere, fordi organisationen var i begrænset administratortilstand, og det gælder, til den slutter.',
    remedy: 'Afslut den, og bed kunden om adgang igen, eller lad udbyderen administrere brugerne.',
  },
  not_in_view: {
    text: 'Dette er en skrivebeskyttet visning af kundens organisation. Din egen konto, filer med hemmeligheder og det, der er kundens administratorers sag, hører ikke med til den.',
    remedy: 'Afslut visningen, hvis det gælder din egen konto; lad ellers en af kundens administratorer gøre det.',
  },
  not_allowed_by_customer: {
    text: 'Kunden tillader ikke skrivebeskyttet adgang.',
    remedy: 'Bed en fuld administrator hos kunden slå den til i organisationens indstillinger.',
  },
  grant_not_found: {
    text: 'Der er ingen sådan adgang eller anmodning inden for din rækkevidde.',
    remedy: 'Kontrollér id’et, eller find den på listen over adgange.',
  },
  already_decided: {
    text: 'Denne anmodning er allerede afgjort: {{person}}.',
    remedy: 'Genindlæs siden for at se afgørelsen.',
  },
  lapsed: {
    text: 'Anmodningen blev ikke besvaret inden for en time og er bortfaldet.',
    remedy: 'Få medarbejderen til at spørge igen, hvis der stadig er brug for hjælp.',
  },
  link_invalid: {
    text: 'Dette link gælder ikke: det er gammelt, eller du er ikke længere fuld administrator i organisationen.',
    remedy: 'Log på konsollen, og se under Adgang, eller få medarbejderen til at spørge igen.',
  },
  already_ended: {
    text: 'Denne adgang er allerede forbi.',
    remedy: 'Der er intet at gøre. Spørg igen, hvis der stadig er brug for adgang.',
  },
  already_asked: {
    text: 'Du har allerede spurgt denne kunde, og anmodningen er stadig åben.',
    remedy: 'Vent på svaret, eller træk anmodningen tilbage, før du spørger på ny.',
  },
  asked_too_often: {
    text: 'Du har spurgt denne kunde {{count}} gange inden for en time.',
    remedy: 'Tal med kunden, og spørg igen senere.',
  },
  nobody_to_ask: {
    text: 'Denne kunde har ingen fuld administrator, der kan bestemme.',
    remedy: 'Giv først nogen hos kunden rollen som fuld administrator.',
  },
}
