export const auditErrors = {
  event_not_found: {
    text: 'Er is geen zodanige gebeurtenis binnen je bereik.',
    remedy: 'Misschien is ze volgens de bewaarregel verwijderd. Vraag de lijst op en open er een.',
  },
  retention_too_short: {
    text: 'Het auditlogboek moet ten minste {{least}} dagen worden bewaard.',
    remedy: 'Vul {{least}} dagen of meer in, of bewaar het voor altijd.',
  },
  span_too_long: {
    text: 'De gevraagde periode is langer dan een jaar.',
    remedy: 'Vraag hooguit een jaar tegelijk op.',
  },
  span_backwards: {
    text: 'De periode eindigt voordat ze begint, of een van de tijden is onleesbaar.',
    remedy: 'Geef beide als ISO 8601, zoals 2026-01-31T12:00:00Z, de vroegste eerst.',
  },
  unknown_category: {
    text: 'Er is geen categorie {{category}}.',
    remedy: 'Vraag de lijst met categorieën op en gebruik hun namen.',
  },
  no_checkpoint: {
    text: 'Er is nog geen controlepunt gemaakt.',
    remedy: 'Maak er een, of wacht op het controlepunt van vannacht.',
  },
  nothing_sealed: {
    text: 'Er is nog niets verzegeld, dus er valt niets te ondertekenen.',
    remedy: 'Wacht een paar seconden na de eerste handeling en probeer het opnieuw.',
  },
}
