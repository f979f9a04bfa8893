import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import type { Subjects } from '../terms/index.ts'
import { allocationTerms } from './allocations/terms.ts'
import { columns } from './uploads/columns.ts'
import { labels, uploadSentences, wordings } from './vocabulary.ts'

export { laterLast } from './column-names.ts'
export { daysToPay } from './disbursements/actions.ts'
export { month, Period } from './disbursements/fields.ts'
export { dueOn, monthAfter, payers } from './disbursements/rules.ts'
export * as disbursements from './disbursements/store.ts'
export { events } from './events.ts'
export { ofMonth, ofProgrammes } from './filters.ts'
export { type Hasher, recipientHasher } from './hasher.ts'
export { type UploadKind, uploadKinds } from './labels.ts'
export { mustBeAtHand } from './months.ts'
export { addUsualProgrammes } from './programmes/actions.ts'
export { itsProgramme, ProgrammeCode } from './programmes/fields.ts'
export { programmeOf } from './programmes/store.ts'
export { retained } from './provides/retained.ts'
export { recordsAboutMoney, visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'
export { mustHaveLines, type UsesUpload } from './uploads/growth.ts'
export { accountFor, accounts } from './uploads/list.ts'
export { refuse as refuseFunds } from './vocabulary.ts'

export const vocabulary: Vocabulary = { refusals: wordings, faults: uploadSentences, labels, tables: columns }

export const subjects: Subjects = { allocation: allocationTerms }
