import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import type { Handlers } from '../platform/operations/index.ts'
import type { Subjects } from '../terms/index.ts'
import { CHECK, performCheck } from './checks/actions.ts'
import { labels as checkLabels } from './checks/labels.ts'
import { citableCheck } from './checks/provides.ts'
import { checkWordings } from './checks/vocabulary.ts'
import { labels as disputeLabels } from './disputes/labels.ts'
import { disputeWordings } from './disputes/vocabulary.ts'
import { filerWordings } from './filers/vocabulary.ts'
import { filingTerms } from './filings/terms.ts'
import { filingWordings } from './filings/vocabulary.ts'
import { memberWordings } from './members/vocabulary.ts'
import { tieWordings } from './ties/vocabulary.ts'
import { filerColumns, filingColumns, memberColumns, tieColumns } from './uploads/columns.ts'
import { relativeSentences } from './uploads/vocabulary.ts'
import { labels } from './vocabulary.ts'

export { usesUpload } from './checks/provides.ts'
export { events } from './events.ts'
export { chronicle } from './provides/chronicle.ts'
export { duties } from './provides/duties.ts'
export { evidence } from './provides/evidence.ts'
export { indicators } from './provides/indicators.ts'
export { retained } from './provides/retained.ts'
export { staffOnRegister } from './provides/staff.ts'
export { statistics } from './provides/statistics.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { reactions } from './reactions.ts'
export { register } from './routes.ts'

export const vocabulary: Vocabulary = {
  refusals: {
    ...filerWordings,
    ...filingWordings,
    ...tieWordings,
    ...memberWordings,
    ...disputeWordings,
    ...checkWordings
  },
  faults: relativeSentences,
  labels: { ...labels, ...disputeLabels, ...checkLabels },
  tables: {
    filers: filerColumns,
    'relative-filings': filingColumns,
    'relative-ties': tieColumns,
    'household-members': memberColumns
  }
}

export const subjects: Subjects = { 'relative-filing': filingTerms }

export const handlers: Handlers = { [CHECK]: performCheck }

export const citables: Citables = { 'relative-check': citableCheck }
