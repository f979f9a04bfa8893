import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { columns as listColumns } from './lists/columns.ts'
import { columns as registerColumns } from './register/columns.ts'
import { faultSentences, labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { FileHash, ListContent, ListPeriod } from './lists/fields.ts'
export { chronicle } from './provides/chronicle.ts'
export { listFor, type Scanned, scanOf } from './provides/records.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { follower } from './register/follower.ts'
export { register } from './routes.ts'
export type { Content } from './vocabulary.ts'

export const vocabulary: Vocabulary = {
  refusals: wordings,
  faults: faultSentences,
  labels,
  tables: { 'protected-recipients': registerColumns, 'disclosure-list': listColumns.recipients }
}
