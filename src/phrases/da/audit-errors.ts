export const auditErrors = {
  event_not_found: {
    text: 'Der er ingen sådan hændelse inden for din rækkevidde.',
    remedy: 'Den kan være fjernet efter opbevaringsreglen. Hent listen, og åbn en derfra.',
  },
  retention_too_short: {
    text: 'Hændelsesloggen skal gemmes i mindst {{least}} dage.',
    remedy: 'Angiv {{least}} dage eller mere, eller gem den for altid.',
  },
  span_too_long: { text: 'Den ønskede periode er længere end et år.', remedy: 'Bed om højst et år ad gangen.' },
  span_backwards: {
    text: 'Perioden slutter, før den begynder, eller et af tidspunkterne kan ikke læses.',
    remedy: 'Angiv begge som ISO 8601, for eksempel 2026-01-31T12:00:00Z, det tidligste først.',
  },
  unknown_category: {
    text: 'Kategorien {{category}} findes ikke.',
    remedy: 'Hent listen over kategorier, og brug deres navne.',
  },
  no_checkpoint: {
    text: 'Der er endnu ikke lavet noget kontrolpunkt.',
    remedy: 'Lav et, eller vent på det, der laves hver nat.',
  },
  nothing_sealed: {
    text: 'Der er endnu ikke forseglet noget, så der er intet at signere.',
    remedy: 'Vent et par sekunder efter den første handling, og prøv igen.',
  },
}
