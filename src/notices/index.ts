import type { Subjects } from '../terms/index.ts'
import { KIND } from './answers/store.ts'
import { answerTerms } from './reactions.ts'
import { labels, wordings } from './vocabulary.ts'

export { chronicle } from './provides/chronicle.ts'
export { citable } from './provides/citable.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { noticeRoutes } from './routes.ts'

export const vocabulary = { refusals: wordings, labels }

export const subjects: Subjects = { [KIND]: answerTerms }
