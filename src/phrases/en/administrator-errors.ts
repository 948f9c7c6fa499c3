export const administratorErrors = {
  administrator_not_found: {
    text: 'There is no such administrator that you may see.',
    remedy: 'Check the id, or look in the list of administrators.',
  },
  last_administrator: {
    text: 'This is the last full administrator, and one has to stay. Somebody invited counts only while nobody has accepted an invitation.',
    remedy: 'Make somebody else a full administrator first.',
  },
  own_rights: {
    text: 'Nobody changes her own role or customers, or disables or removes herself.',
    remedy: 'Ask another full administrator to do it.',
  },
  role_too_high: {
    text: 'Your role cannot give or change this role.',
    remedy: 'Ask a full administrator to do it.',
  },
  role_of_other_side: {
    text: 'Roles of the partner are for its own people, and roles of customers for theirs.',
    remedy: 'Choose a role of the same side as the person.',
  },
  reach_not_fitting: {
    text: 'These customers do not fit the role.',
    remedy:
      'Full administrators have all customers, partner administrators only those assigned to them, and administrators of a customer that one.',
  },
  tags_unknown: {
    text: 'No customer has the tag {{tags}}.',
    remedy: 'Give the tag to a customer first, or correct the spelling. The reach was left as it was.',
  },
  email_taken: {
    text: 'The e-mail address is in use in this hub.',
    remedy: 'Choose another address, or change the person who has it.',
  },
  invitation_invalid: {
    text: 'This invitation has been used, has lapsed, has been replaced or was never valid.',
    remedy: 'Ask whoever invited you to send it again, or sign in if you have a password.',
  },
  not_invited: {
    text: 'This person has accepted the invitation already.',
    remedy: 'Nothing has to be sent. A forgotten password is set anew at sign-in.',
  },
  has_all_customers: {
    text: 'The user already has access to all customers managed by their partner organization.',
    remedy: 'Give the person a role with assigned customers first.',
  },
} as const
