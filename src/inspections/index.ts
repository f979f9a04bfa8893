import { campaignWordings, campaignWords } from './campaigns/vocabulary.ts'
import { staffWordings } from './staff/vocabulary.ts'
import { wordings, words } from './vocabulary.ts'

export { chronicle } from './chronicle.ts'
export { citable } from './citable.ts'
export { inspectionRoutes } from './routes.ts'

export const vocabulary = {
  refusals: { ...wordings, ...campaignWordings, ...staffWordings },
  words: { ...words, ...campaignWords }
}
