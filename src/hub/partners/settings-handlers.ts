import * as settingsApi from '../../api/partner-settings.ts'
import * as tagsApi from '../../api/partner-tags.ts'
import { handle } from '../../platform/handlers.ts'
import {
  changeCustomerSettings,
  changePartnerSettings,
  customerSettings,
  launchCustomer,
  partnerSettings,
} from './settings.ts'
import {
  listTags,
  organizationTags,
  replaceOrganizationTags,
  replaceSubscriptionTags,
  subscriptionTags,
  taggedOrganizations,
  taggedSubscriptions,
} from './tags.ts'

export const settingsHandlers = handle(settingsApi, {
  getCustomerSettings: async (context, { params }) => await customerSettings(context, params.customerId),
  changeCustomerSettings: async (context, { params, body }) =>
    await changeCustomerSettings(context, params.customerId, body),
  getPartnerSettings: async (context) => await partnerSettings(context),
  changePartnerSettings: async (context, { body }) => await changePartnerSettings(context, body),
  launchCustomer: async (context, { params }) => await launchCustomer(context, params.customerId),
})

export const tagsHandlers = handle(tagsApi, {
  listTags: async (context, { query }) => await listTags(context, query.type),
  listTaggedOrganizations: async (context, { query }) => await taggedOrganizations(context, query),
  getOrganizationTags: async (context, { params }) => await organizationTags(context, params.orgId),
  assignOrganizationTags: async (context, { params, body }) =>
    await replaceOrganizationTags(context, params.orgId, body.tags),
  listTaggedSubscriptions: async (context, { query }) => await taggedSubscriptions(context, query),
  getSubscriptionTags: async (context, { params }) =>
    await subscriptionTags(context, params.orgId, params.subscriptionId),
  assignSubscriptionTags: async (context, { params, body }) =>
    await replaceSubscriptionTags(context, params.orgId, params.subscriptionId, body.tags),
})
