export { freshMinutes, requireFresh, requireFreshSignIn, requireSession } from '../../platform/fresh-sign-in.ts'
