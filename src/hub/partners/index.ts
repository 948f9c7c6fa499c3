export { partnersHandlers } from './handlers.ts'
export {
  type DescribedOrganization,
  describeOrders,
  describeOrganizations,
  organizationFacts,
  organizationPage,
  requireOrganization,
} from './organizations.ts'
