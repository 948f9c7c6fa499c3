export { machinesHandlers } from './handlers.ts'
export { addServiceApp } from './service-apps.ts'
