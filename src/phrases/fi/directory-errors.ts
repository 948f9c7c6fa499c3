export const directoryErrors = {
  user_not_found: {
    text: 'Ulottuvillasi ei ole tällaista käyttäjää.',
    remedy: 'Etsi nimellä tai sähköpostilla: käyttäjä on voitu poistaa, tai hän kuuluu jollekin muulle.',
  },
  device_not_found: {
    text: 'Ulottuvillasi ei ole tällaista laitetta.',
    remedy: 'Etsi laite MAC-osoitteella tai sarjanumerolla.',
  },
  location_not_found: {
    text: 'Ulottuvillasi ei ole tällaista toimipaikkaa.',
    remedy: 'Hae asiakkaan toimipaikat ja käytä jotakin niiden tunnuksista.',
  },
  too_many_ids: { text: 'Tunnuksia on annettu yli {{count}}.', remedy: 'Pyydä vähemmän kerralla.' },
}
