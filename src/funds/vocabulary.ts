import { refusals } from '../platform/errors/refusal.ts'
import { accountWordings } from './accounts/vocabulary.ts'
import { allocationWordings } from './allocations/vocabulary.ts'
import { disbursementWordings } from './disbursements/vocabulary.ts'
import { programmeWordings } from './programmes/vocabulary.ts'
import { uploadWordings } from './uploads/vocabulary.ts'

export { labels } from './labels.ts'
export { uploadSentences } from './uploads/vocabulary.ts'

export const wordings = {
  ...programmeWordings,
  ...accountWordings,
  ...allocationWordings,
  ...disbursementWordings,
  ...uploadWordings
}

export const refuse = refusals(wordings)
