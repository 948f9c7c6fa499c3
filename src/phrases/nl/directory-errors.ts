export const directoryErrors = {
  user_not_found: {
    text: 'Deze gebruiker bestaat niet binnen je bereik.',
    remedy: 'Zoek op naam of e-mailadres: de gebruiker kan verwijderd zijn of bij een ander horen.',
  },
  device_not_found: {
    text: 'Dit apparaat bestaat niet binnen je bereik.',
    remedy: 'Zoek het apparaat op MAC of serienummer.',
  },
  location_not_found: {
    text: 'Deze locatie bestaat niet binnen je bereik.',
    remedy: 'Vraag de locaties van de klant op en gebruik een van de id’s.',
  },
  too_many_ids: { text: 'Er zijn meer dan {{count}} id’s opgegeven.', remedy: 'Vraag er minder tegelijk.' },
}
