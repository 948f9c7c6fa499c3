/** How roles, invitations and what belongs to them refuse. */
export const administratorErrors = {
  'identity.administrator_not_found': { status: 404, number: 11101 },
  'identity.last_administrator': { status: 409, number: 11102 },
  'identity.own_rights': { status: 403, number: 11103 },
  'identity.role_too_high': { status: 403, number: 11104 },
  'identity.role_of_other_side': { status: 400, number: 11105 },
  'identity.reach_not_fitting': { status: 400, number: 11106 },
  'identity.tags_unknown': { status: 400, number: 11111 },
  'identity.email_taken': { status: 409, number: 11107 },
  'identity.invitation_invalid': { status: 403, number: 11108 },
  'identity.not_invited': { status: 409, number: 11109 },
  'identity.has_all_customers': { status: 409, number: 11110 },
} as const
