export const identity = {
  notSetUp: {
    title: 'Not set up',
    heading: 'This hub is not set up yet',
    where:
      'When it started, the hub printed a link that works once: in the terminal where it was started, or in the log of its service.',
    what: 'Open that link to make the partner and its first administrator. Then sign in here.',
    lost: 'If the link is lost, start the hub again: it prints a new one, and only the newest holds.',
  },
  signIn: {
    title: 'Sign in',
    heading: 'Sign in to Cordboard',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    ended: 'Your session has ended. Sign in to go on where you were.',
    wait_one: 'Try again in {{count, number}} second.',
    wait_other: 'Try again in {{count, number}} seconds.',
    showPassword: 'Show or hide the password',
    emailMissing: 'Enter your e-mail address.',
    passwordMissing: 'Enter your password.',
  },
  setUp: {
    title: 'Set up',
    heading: 'Set up this hub',
    text: 'This makes your partner and its first full administrator. The link works once.',
    partnerName: 'Name of your company',
    partnerNameHint: 'The provider whose customers are managed here.',
    firstName: 'First name',
    lastName: 'Last name',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 12 characters. A sentence is easier to remember than a word.',
    submit: 'Set up and sign in',
    required: 'This field is needed.',
  },
  roles: {
    partnerFullAdministrator: 'Partner full administrator',
    helpDesk: 'Help desk',
    fullAdministrator: 'Full administrator',
    wholesaleAdministrator: 'Wholesale administrator',
    partnerAdministrator: 'Partner administrator',
    partnerReadOnlyAdministrator: 'Partner read-only administrator',
    helpDeskAdvanced: 'Help desk, advanced',
    provisioningAdministrator: 'Provisioning administrator',
    readOnlyAdministrator: 'Read-only administrator',
    userAdministrator: 'User administrator',
    deviceAdministrator: 'Device administrator',
    supportAdministrator: 'Support administrator',
  },
  errors: {
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
      text: 'This password is on the lists of passwords that attackers try first.',
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
  },
} as const
