import { campaignWordings, campaignWords } from './campaigns/vocabulary.ts'
import { staffWordings } from './staff/vocabulary.ts'
import { teamWordings, teamWords } from './teams/vocabulary.ts'
import { wordings, words } from './vocabulary.ts'

export { chronicle } from './chronicle.ts'
export { citable } from './citable.ts'
export { inspectionRoutes } from './routes.ts'
export { follower } from './succession/follower.ts'
export { visibleRecords } from './visible-records.ts'

export const vocabulary = {
  refusals: { ...wordings, ...campaignWordings, ...staffWordings, ...teamWordings },
  words: { ...words, ...campaignWords, ...teamWords }
}
