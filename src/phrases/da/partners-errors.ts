export const partnersErrors = {
  subscription_not_found: {
    text: 'Kunden har ikke et sådant abonnement.',
    remedy: 'Kontrollér referencen, eller hent abonnementernes mærker.',
  },
  no_parent: {
    text: 'Denne partner har ingen overordnet partner.',
    remedy: 'Her er intet at bestemme.',
  },
  parent_decides_not: {
    text: 'Kun underpartneren selv bestemmer, hvad dens overordnede partner må.',
    remedy: 'Spørg en administrator hos underpartneren.',
  },
  sub_partner_not_found: {
    text: 'Der er ingen underpartner med det id, som du må handle for.',
    remedy: 'Kontrollér id’et. Underpartneren bestemmer, hvad dens overordnede partner må.',
  },
  restricted_mode: {
    text: 'Udbyderen administrerer denne organisations brugere, så dens egne administratorer kan ikke ændre dette.',
    remedy: 'Bed din udbyder om at gøre det eller om at slå begrænset administratortilstand fra.',
  },
  users_by_full_administrators: {
    text: 'I dit firma er det kun fulde administratorer og engrosadministratorer, der administrerer kundernes brugere.',
    remedy: 'Bed en af dem om at gøre det, eller bed en fuld administrator om at ændre indstillingen.',
  },
  not_on_behalf: {
    text: 'Dette kan kun gøres for ens egen partner, ikke på vegne af en underpartner.',
    remedy: 'Udelad onBehalfOfSubPartnerOrgId, eller bed underpartneren om at gøre det.',
  },
  behalf_repeated: {
    text: 'Forespørgslen nævner mere end én underpartner.',
    remedy: 'Angiv onBehalfOfSubPartnerOrgId én gang.',
  },
  parent_reads_only: {
    text: 'Underpartneren lader sin overordnede partner se med, men ikke ændre noget.',
    remedy: 'Bed underpartneren om at gøre det eller om at lade den overordnede partner administrere kunderne.',
  },
  customer_not_found: {
    text: 'Kunden findes ikke i dit område.',
    remedy: 'Kontrollér id’et, eller spørg en fuld administrator, om kunden er tildelt dig.',
  },
}
