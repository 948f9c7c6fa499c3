export const auditErrors = {
  event_not_found: {
    text: 'Tällaista tapahtumaa ei ole näkyvissäsi.',
    remedy: 'Se on voitu poistaa säilytyssäännön mukaan. Hae luettelo ja avaa tapahtuma siitä.',
  },
  retention_too_short: {
    text: 'Tapahtumaloki on säilytettävä vähintään {{least}} päivää.',
    remedy: 'Anna vähintään {{least}} päivää tai säilytä loki pysyvästi.',
  },
  span_too_long: { text: 'Pyydetty ajanjakso on yli vuoden pituinen.', remedy: 'Pyydä enintään vuosi kerrallaan.' },
  span_backwards: {
    text: 'Ajanjakso päättyy ennen alkuaan, tai jompaakumpaa aikaa ei voi lukea.',
    remedy: 'Anna molemmat ISO 8601 -muodossa, kuten 2026-01-31T12:00:00Z, aikaisempi ensin.',
  },
  unknown_category: { text: 'Luokkaa {{category}} ei ole.', remedy: 'Hae luokkien luettelo ja käytä sen nimiä.' },
  no_checkpoint: { text: 'Tarkistuspistettä ei ole vielä tehty.', remedy: 'Tee sellainen tai odota yöllä tehtävää.' },
  nothing_sealed: {
    text: 'Mitään ei ole vielä sinetöity, joten allekirjoitettavaa ei ole.',
    remedy: 'Odota muutama sekunti ensimmäisen tapahtuman jälkeen ja yritä uudelleen.',
  },
}
