export { likeliestKind } from './classify.ts'
export { lookupJobs, recount } from './jobs.ts'
export { kindOfQuery } from './kind-of-query.ts'
export { learnWords, learnWordsInBulk } from './learn-words.ts'
export { matchesTerm } from './match.ts'
export { normalise, sortName } from './normalise.ts'
export { findThings, type Hit, type SearchResult } from './search.ts'
export {
  deviceTerms,
  domainTerms,
  numberTerms,
  orderTerms,
  organizationTerms,
  siteTerms,
  type Term,
  type TermKind,
  userTerms,
} from './terms.ts'
export { addTermsInBulk, dropTermsInBulk, packTerm } from './terms-in-bulk.ts'
export { deletionNeighbours, variantsOf, wordsOf } from './words.ts'
