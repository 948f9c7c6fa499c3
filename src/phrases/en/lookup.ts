export const lookup = {
  groups: { organization: 'Customers', user: 'Users', device: 'Devices', order: 'Orders' },
  kinds: { organization: 'Customer', user: 'User', device: 'Device' },
  matched: {
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    extension: 'Extension',
    mac: 'MAC',
    serial: 'Serial',
    sip: 'SIP address',
    site: 'Site',
    domain: 'Domain',
    order: 'Order',
    id: 'Id',
    external_id: 'External id',
  },
  similar: 'similar',
  hints: {
    too_short: 'Type at least three letters of a name, or a whole extension inside a customer.',
    number_without_country:
      'This number has no country code. Enter it in E.164 form, for instance +358 9 555 0142, to find it exactly.',
    nothing_found:
      'Nothing in your reach fits. Check the spelling, try a part of the name, the e-mail or the last digits of the number.',
    extension_needs_customer:
      'If this is an extension, choose the customer: extensions are looked for inside one customer.',
    similar_only: 'Nothing is written exactly like this. These are similar.',
  },
} as const
