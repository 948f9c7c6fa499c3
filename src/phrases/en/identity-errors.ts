export const identityErrors = {
  invalid_scope: {
    text: 'None of the scopes asked for is one that this service app has.',
    remedy: 'Ask for scopes that the page of the service app lists, with spaces between them, or leave `scope` out.',
  },
  guarded: {
    text: 'This person is an administrator, and your role cannot change administrators.',
    remedy: 'Ask a full administrator to do it.',
  },
  wrong_credentials: {
    text: 'The e-mail address and the password do not belong together.',
    remedy: 'Check both and try again. An administrator can set a new password.',
  },
  too_many_attempts: {
    text: 'Too many sign-ins failed in a short time.',
    remedy: 'Wait {{count}} min, then try again.',
  },
  setup_link_invalid: {
    text: 'This set-up link has been used, has been replaced or was never valid.',
    remedy: 'Use the newest link that the hub printed when it started, or sign in if the hub is set up already.',
  },
  password_too_short: {
    text: 'The password is shorter than {{count}} characters.',
    remedy: 'Choose a longer one. A sentence is easier to remember than a word.',
  },
  password_common: {
    text: 'Attackers try this password first: it is a common one, or little more than the name of the person, the company or the product.',
    remedy: 'Choose another one that nobody else would think of.',
  },
  wrong_client: {
    text: 'The client id and the client secret do not belong together.',
    remedy: 'Check both, and whether the service app is still enabled.',
  },
  unsupported_grant: {
    text: 'This grant type is not supported.',
    remedy: 'Use client_credentials.',
  },
  role_not_found: { text: 'There is no such role.', remedy: 'List the roles and use one of their ids.' },
  bad_email: {
    text: 'This is not a complete e-mail address.',
    remedy: 'Enter it as name@domain, with at most 161 characters.',
  },
}
