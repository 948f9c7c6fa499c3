export const signInErrors = {
  fresh_sign_in_needed: {
    text: 'This asks for a fresh sign-in, and yours is older than 15 minutes.',
    remedy: 'Confirm who you are with your password or a code, then do it again.',
  },
  session_needed: {
    text: 'This can be done only by a person who is signed in, not by a token.',
    remedy: 'Sign in to the console and do it there.',
  },
  one_organization: {
    text: 'The token is for one organization alone.',
    remedy: 'Use a token of the whole partner for this.',
  },
  sign_in_lapsed: {
    text: 'This sign-in has waited too long, or was finished already.',
    remedy: 'Begin again with your e-mail address and password.',
  },
  wrong_code: {
    text: 'This code does not fit, or it has been used already.',
    remedy: 'Wait for the next code of your app, check the clock of your phone, or use a recovery code.',
  },
  wrong_password: {
    text: 'This is not your current password.',
    remedy: 'Check it and try again.',
  },
  code_needed: {
    text: 'Your second factor is on, so a code is asked for.',
    remedy: 'Enter the code of your authenticator app, or a recovery code.',
  },
  second_factor_not_begun: {
    text: 'No authenticator app waits to be confirmed.',
    remedy: 'Begin again and scan the new picture.',
  },
  second_factor_off: {
    text: 'The second factor is not on.',
    remedy: 'Nothing needs to be done.',
  },
  second_factor_required: {
    text: 'Your organization requires a second factor, so it cannot be switched off.',
    remedy: 'Set it up anew on another device instead, or ask whoever sets the sign-in rules.',
  },
  second_factor_first: {
    text: 'You have no second factor yourself yet.',
    remedy: 'Switch on your own under Account first; then require it of others.',
  },
  reset_link_invalid: {
    text: 'This link has been used, has been replaced by a newer one, or is older than an hour.',
    remedy: 'Ask for a new link and use it within the hour.',
  },
  session_not_found: {
    text: 'There is no such session, or it has ended already.',
    remedy: 'Load the list of sessions anew.',
  },
  token_not_found: {
    text: 'There is no such token, or it has been revoked already.',
    remedy: 'Load the list of tokens anew.',
  },
  service_app_not_found: {
    text: 'There is no such service app, or it lies outside your reach.',
    remedy: 'Load the list of service apps anew.',
  },
  account_not_found: {
    text: 'There is no such administrator, or the person lies outside your reach.',
    remedy: 'Look for the person in the list of administrators.',
  },
  scope_not_allowed: {
    text: 'The role does not allow the scope {{scope}}, or there is none of this name.',
    remedy: 'Choose among the scopes that are listed for the role.',
  },
  role_not_for_app: {
    text: 'A service app cannot have this role here.',
    remedy:
      'Choose a role of the customer for an app of one customer, and one that reaches all customers for an app of the whole partner.',
  },
} as const
