export const directoryErrors = {
  user_not_found: {
    text: 'Não há esse usuário ao seu alcance.',
    remedy: 'Pesquise pelo nome ou e-mail: o usuário pode ter sido removido ou pertencer a outro.',
  },
  device_not_found: {
    text: 'Não há esse dispositivo ao seu alcance.',
    remedy: 'Pesquise o dispositivo pelo MAC ou pelo número de série.',
  },
  location_not_found: {
    text: 'Não há esse local ao seu alcance.',
    remedy: 'Liste os locais do cliente e use um dos IDs.',
  },
  too_many_ids: { text: 'Foram indicados mais de {{count}} IDs.', remedy: 'Peça menos de cada vez.' },
}
