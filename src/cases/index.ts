import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import type { Subjects } from '../terms/index.ts'
import { letterTerms } from './letters/terms.ts'
import { citable } from './provides/citable.ts'
import { referralTerms } from './referrals/terms.ts'
import { caseTerms } from './terms.ts'
import { labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { resealIdentities } from './identity/reseal.ts'
export { createVault, type Vault } from './identity/vault.ts'
export { warnOfOtherKeys } from './identity/warn.ts'
export { duties } from './provides/duties.ts'
export { evidence } from './provides/evidence.ts'
export { indicators } from './provides/indicators.ts'
export { retained } from './provides/retained.ts'
export { statistics } from './provides/statistics.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { noteLines } from './readings/note.ts'
export type { ClueSources } from './referrals/sources.ts'
export { register } from './routes.ts'
export { follower } from './succession/follower.ts'
export { withheldLines } from './timeline/withheld-lines.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const subjects: Subjects = { case: caseTerms, letter: letterTerms, referral: referralTerms }

export const citables: Citables = { case: citable }
