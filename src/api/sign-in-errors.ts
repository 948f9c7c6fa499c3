/** How the ways to sign in, their sessions and tokens refuse. */
export const signInErrors = {
  'identity.fresh_sign_in_needed': { status: 403, number: 11050 },
  'identity.session_needed': { status: 403, number: 11051 },
} as const
