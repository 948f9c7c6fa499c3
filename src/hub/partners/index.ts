export { partnersHandlers } from './handlers.ts'
export {
  countOrganizations,
  type DescribedOrganization,
  describeOrders,
  describeOrganizations,
  listVerifiedDomains,
  organizationFacts,
  organizationPage,
  requireOrganization,
} from './organizations.ts'
