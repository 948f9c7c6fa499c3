export const directoryErrors = {
  user_not_found: {
    text: 'Brugeren findes ikke i dit område.',
    remedy: 'Søg efter brugeren på navn eller e-mail: brugeren kan være fjernet eller høre til hos en anden.',
  },
  device_not_found: {
    text: 'Enheden findes ikke i dit område.',
    remedy: 'Søg efter enheden på MAC eller serienummer.',
  },
  location_not_found: {
    text: 'Lokationen findes ikke i dit område.',
    remedy: 'Hent kundens lokationer, og brug et af deres id’er.',
  },
  too_many_ids: { text: 'Der er angivet flere end {{count}} id’er.', remedy: 'Spørg om færre ad gangen.' },
}
