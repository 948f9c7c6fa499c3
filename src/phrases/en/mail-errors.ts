export const mailErrors = {
  message_not_found: {
    text: 'There is no such mail in your reach.',
    remedy: 'Check the id, or look for it in the list of mails.',
  },
  not_resendable: {
    text: 'This mail cannot be sent again.',
    remedy: 'Only a mail that failed or was rejected can, and only once; send the newest one again.',
  },
  link_lapsed: {
    text: 'The link of this mail has lapsed.',
    remedy: 'Do again what caused it: invite once more, or ask for a new password.',
  },
  bad_address: {
    text: 'This is no address that a mail can go to.',
    remedy: 'Enter a single address as name@domain.',
  },
}
