import type { Subjects } from '../terms/index.ts'
import { KIND } from './answers/store.ts'
import { answerTerms } from './reactions.ts'
import { wordings, words } from './vocabulary.ts'

export { chronicle } from './chronicle.ts'
export { citable } from './citable.ts'
export { noticeRoutes } from './routes.ts'
export { visibleRecords } from './visible-records.ts'

export const vocabulary = { refusals: wordings, words }

export const subjects: Subjects = { [KIND]: answerTerms }
