export const administratorErrors = {
  administrator_not_found: {
    text: 'Der er ingen sådan administrator, som du må se.',
    remedy: 'Kontrollér id’et, eller se i listen over administratorer.',
  },
  last_administrator: {
    text: 'Dette er den sidste fulde administrator, og én skal blive. En inviteret tæller kun, så længe ingen har accepteret invitationen.',
    remedy: 'Gør først en anden til fuld administrator.',
  },
  own_rights: {
    text: 'Ingen ændrer sin egen rolle eller sine kunder, og ingen deaktiverer eller fjerner sig selv.',
    remedy: 'Bed en anden fuld administrator om det.',
  },
  role_too_high: {
    text: 'Din rolle kan ikke give eller ændre denne rolle.',
    remedy: 'Bed en fuld administrator om det.',
  },
  role_of_other_side: {
    text: 'Partnerens roller er for dens egne folk, og kunders roller for deres.',
    remedy: 'Vælg en rolle på samme side som personen.',
  },
  reach_not_fitting: {
    text: 'Disse kunder passer ikke til rollen.',
    remedy:
      'Fulde administratorer har alle kunder, partneradministratorer kun de tildelte, og en kundes administratorer kun den ene.',
  },
  tags_unknown: {
    text: 'Ingen kunde har mærket {{tags}}.',
    remedy: 'Giv først en kunde mærket, eller ret stavemåden. Rækkevidden er ikke ændret.',
  },
  email_taken: {
    text: 'E-mailadressen er i brug i denne hub.',
    remedy: 'Vælg en anden adresse, eller ændr den person, der har den.',
  },
  invitation_invalid: {
    text: 'Invitationen er brugt, udløbet eller erstattet, eller den har aldrig været gyldig.',
    remedy: 'Bed den, der inviterede dig, om at sende den igen, eller log ind, hvis du har en adgangskode.',
  },
  not_invited: {
    text: 'Personen har allerede accepteret invitationen.',
    remedy: 'Intet skal sendes. En glemt adgangskode sættes på ny ved login.',
  },
  has_all_customers: {
    text: 'Brugeren har allerede adgang til alle kunder, som partnerorganisationen administrerer.',
    remedy: 'Giv først personen en rolle med tildelte kunder.',
  },
} as const
