export const partnersErrors = {
  subscription_not_found: {
    text: 'There is no such subscription of this customer.',
    remedy: 'Check the reference, or list the tags of its subscriptions.',
  },
  no_parent: {
    text: 'This partner has no partner above it.',
    remedy: 'Nothing is to be decided here.',
  },
  parent_decides_not: {
    text: 'Only the sub-partner itself decides what its parent may do.',
    remedy: 'Ask an administrator of the sub-partner.',
  },
  sub_partner_not_found: {
    text: 'There is no such sub-partner that you may act for.',
    remedy: 'Check the id. The sub-partner decides what its parent may do.',
  },
  restricted_mode: {
    text: 'The provider manages the users of this organization, so its own administrators cannot change this.',
    remedy: 'Ask your provider to do it, or to switch restricted administrator mode off.',
  },
  users_by_full_administrators: {
    text: 'In your company only full and wholesale administrators manage users of customers.',
    remedy: 'Ask one of them to do it, or a full administrator to change the setting.',
  },
  not_on_behalf: {
    text: 'This is done for the own partner alone, not on behalf of a sub-partner.',
    remedy: 'Leave onBehalfOfSubPartnerOrgId out, or ask the sub-partner to do it.',
  },
  behalf_repeated: {
    text: 'The request names more than one sub-partner.',
    remedy: 'State onBehalfOfSubPartnerOrgId once.',
  },
  parent_reads_only: {
    text: 'The sub-partner lets its parent look, but not change anything.',
    remedy: 'Ask the sub-partner to do it, or to let its parent manage its customers.',
  },
  customer_not_found: {
    text: 'There is no such customer in your reach.',
    remedy: 'Check the id, or ask a full administrator whether the customer is assigned to you.',
  },
}
