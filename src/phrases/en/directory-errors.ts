export const directoryErrors = {
  user_not_found: {
    text: 'There is no such user in your reach.',
    remedy: 'Search for the user by name or e-mail: the user may have been removed, or belong to somebody else.',
  },
  device_not_found: {
    text: 'There is no such device in your reach.',
    remedy: 'Search for the device by MAC or serial number.',
  },
  location_not_found: {
    text: 'There is no such location in your reach.',
    remedy: 'List the locations of the customer and use one of their ids.',
  },
  too_many_ids: { text: 'More than {{count}} ids are named.', remedy: 'Ask for fewer at once.' },
}
