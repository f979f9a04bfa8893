import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import type { Subjects } from '../terms/index.ts'
import { filerWordings } from './filers/vocabulary.ts'
import { filingTerms } from './filings/terms.ts'
import { filingWordings } from './filings/vocabulary.ts'
import { memberWordings } from './members/vocabulary.ts'
import { tieWordings } from './ties/vocabulary.ts'
import { memberColumns, tieColumns } from './uploads/columns.ts'
import { relativeSentences } from './uploads/vocabulary.ts'
import { labels } from './vocabulary.ts'

export { events } from './events.ts'
export { chronicle } from './provides/chronicle.ts'
export { staffOnRegister } from './provides/staff.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'

export const vocabulary: Vocabulary = {
  refusals: { ...filerWordings, ...filingWordings, ...tieWordings, ...memberWordings },
  faults: relativeSentences,
  labels,
  tables: { 'relative-ties': tieColumns, 'household-members': memberColumns }
}

export const subjects: Subjects = { 'relative-filing': filingTerms }
