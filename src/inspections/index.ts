import { campaignLabels, campaignWordings } from './campaigns/vocabulary.ts'
import { staffWordings } from './staff/vocabulary.ts'
import { teamLabels, teamWordings } from './teams/vocabulary.ts'
import { labels, wordings } from './vocabulary.ts'

export { chronicle } from './provides/chronicle.ts'
export { citable } from './provides/citable.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { inspectionRoutes } from './routes.ts'
export { follower } from './succession/follower.ts'

export const vocabulary = {
  refusals: { ...wordings, ...campaignWordings, ...staffWordings, ...teamWordings },
  labels: { ...labels, ...campaignLabels, ...teamLabels }
}
