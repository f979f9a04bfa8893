import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { excludeDays, extendTerm, termsOf } from './actions.ts'
export { endedTerms, type TermKind, termDueSoon, termMarkCleared, termMissed, termMoved } from './events.ts'
export { figures } from './figures.ts'
export { termInStatement, termNames, termValues } from './in-statement.ts'
export {
  insertForAll as insertTermForAll,
  meetForAll as meetTermsForAll,
  withdrawForAll as withdrawTermsForAll
} from './many.ts'
export { restart as restartTerm } from './restart.ts'
export { register } from './routes.ts'
export { type BegunTerm, type Excluded, type NewTerm, nextDue, type StoredTerm, stateOf } from './rules.ts'
export { Term, wire } from './schema.ts'
export {
  insert as insertTerms,
  insertEach as insertTermsEach,
  meet as meetTerms,
  pass as passTerms,
  reopen as reopenTerms,
  resume as resumeTerm,
  type Subject
} from './store.ts'
export type { SubjectKind, Subjects } from './subjects.ts'
export { byTimetable, type Timetable, timetable } from './timetable.ts'
export { nameOf } from './vocabulary.ts'
export { handlersFor, startRecompute } from './watch/recompute.ts'
export { keepWatching, watchTerms } from './watch/watch.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
