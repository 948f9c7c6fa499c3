export { recordAct } from './record-act.ts'
export { sealAll } from './seal.ts'
export { verifyChain } from './verify.ts'
