export { partnersHandlers } from './handlers.ts'
export {
  type DescribedOrganization,
  describeOrders,
  describeOrganizations,
  organizationFacts,
  organizationPage,
  requireListedOrganization,
  requireOrganization,
} from './organizations.ts'
export { settingsHandlers, tagsHandlers } from './settings-handlers.ts'
export { tagsOf } from './tags.ts'
