import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import type { Subjects } from '../terms/index.ts'
import { KIND } from './answers/store.ts'
import { citable } from './provides/citable.ts'
import { answerTerms } from './terms.ts'
import { labels, wordings } from './vocabulary.ts'

export { draftNotice } from './actions.ts'
export { events } from './events.ts'
export { chronicle } from './provides/chronicle.ts'
export { evidence } from './provides/evidence.ts'
export { issuedStatistic } from './provides/issued.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const subjects: Subjects = { [KIND]: answerTerms }

export const citables: Citables = { notice: citable }
