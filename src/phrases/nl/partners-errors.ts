export const partnersErrors = {
  subscription_not_found: {
    text: 'Deze klant heeft geen abonnement met deze naam.',
    remedy: 'Controleer de referentie of vraag de tags van de abonnementen op.',
  },
  no_parent: {
    text: 'Deze partner heeft geen hoofdpartner.',
    remedy: 'Hier valt niets te beslissen.',
  },
  parent_decides_not: {
    text: 'Alleen de subpartner zelf bepaalt wat zijn hoofdpartner mag.',
    remedy: 'Vraag het een beheerder van de subpartner.',
  },
  sub_partner_not_found: {
    text: 'Er is geen subpartner met dit id namens wie je mag handelen.',
    remedy: 'Controleer het id. De subpartner bepaalt wat zijn hoofdpartner mag.',
  },
  restricted_mode: {
    text: 'De provider beheert de gebruikers van deze organisatie; de eigen beheerders kunnen dit niet wijzigen.',
    remedy: 'Vraag je provider om het te doen, of om de beperkte beheermodus uit te zetten.',
  },
  users_by_full_administrators: {
    text: 'In je bedrijf beheren alleen volledige beheerders en wholesalebeheerders de gebruikers van klanten.',
    remedy: 'Vraag een van hen om het te doen, of vraag een volledige beheerder om de instelling te wijzigen.',
  },
  not_on_behalf: {
    text: 'Dit kan alleen voor de eigen partner, niet namens een subpartner.',
    remedy: 'Laat onBehalfOfSubPartnerOrgId weg, of vraag de subpartner om het te doen.',
  },
  behalf_repeated: {
    text: 'Het verzoek noemt meer dan één subpartner.',
    remedy: 'Geef onBehalfOfSubPartnerOrgId één keer op.',
  },
  parent_reads_only: {
    text: 'De subpartner laat zijn hoofdpartner meekijken, maar niets wijzigen.',
    remedy: 'Vraag de subpartner om het te doen, of om zijn hoofdpartner de klanten te laten beheren.',
  },
  customer_not_found: {
    text: 'Deze klant bestaat niet binnen je bereik.',
    remedy: 'Controleer het id, of vraag een volledige beheerder of de klant aan je is toegewezen.',
  },
}
