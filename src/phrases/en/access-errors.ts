export const accessErrors = {
  read_only: {
    text: "This is a read-only session in the customer's organization, and this would change something.",
    remedy: 'End the session and do it by your own right, or ask the customer for full access.',
  },
  ended: {
    text: 'This access to the organization does not hold: it has ended, or it is not yours.',
    remedy: 'Go back to the Help Desk, and open the organization or ask for access anew.',
  },
  not_in_session: {
    text: "This stays with the customer's own administrators, also where you have full access.",
    remedy: 'Have one of them do it, or end the session if it is about your own account.',
  },
  granted_without_users: {
    text: 'This access was granted without users, since the organization was in restricted administrator mode, and stays so until it ends.',
    remedy: 'End it and ask the customer for access anew, or have the provider manage the users.',
  },
  not_in_view: {
    text: 'This is a read-only view of the customer’s organization. Your own account, files with secrets, and what stays with the customer’s own administrators are no part of it.',
    remedy: 'End the view if it is about your own account; otherwise have an administrator of the customer do it.',
  },
  not_allowed_by_customer: {
    text: 'The customer does not allow read-only access.',
    remedy: 'Ask a full administrator of the customer to turn it on in the settings of the organization.',
  },
  grant_not_found: {
    text: 'There is no such access or request in your reach.',
    remedy: 'Check the id, or look for it in the list of access.',
  },
  already_decided: {
    text: 'This request has been decided already: {{person}}.',
    remedy: 'Load the page again to see what was decided.',
  },
  lapsed: {
    text: 'The request was not answered within one hour and has lapsed.',
    remedy: 'Have the agent ask again if the help is still needed.',
  },
  link_invalid: {
    text: 'This link does not hold: it is old, or you are no full administrator of the organization any more.',
    remedy: 'Sign in to the console and look under Access, or have the agent ask again.',
  },
  already_ended: {
    text: 'This access is over already.',
    remedy: 'There is nothing to do. Ask again if access is still needed.',
  },
  already_asked: {
    text: 'You have asked this customer already, and the request is still open.',
    remedy: 'Wait for the answer, or withdraw the request before you ask anew.',
  },
  asked_too_often: {
    text: 'You have asked this customer {{count}} times within one hour.',
    remedy: 'Speak with the customer, and ask again later.',
  },
  nobody_to_ask: {
    text: 'This customer has no full administrator who could decide.',
    remedy: 'Give somebody of the customer the role of full administrator first.',
  },
}
