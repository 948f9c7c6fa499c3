export const signInErrors = {
  fresh_sign_in_needed: {
    text: 'This asks for a fresh sign-in, and yours is older than 15 minutes.',
    remedy: 'Confirm who you are with your password or a code, then do it again.',
  },
  session_needed: {
    text: 'This can be done only by a person who is signed in, not by a token.',
    remedy: 'Sign in to the console and do it there.',
  },
} as const
