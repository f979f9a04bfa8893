import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { campaignLabels, campaignWordings } from './campaigns/vocabulary.ts'
import { citable } from './provides/citable.ts'
import { staffLabels, staffWordings } from './staff/vocabulary.ts'
import { teamLabels, teamWordings } from './teams/vocabulary.ts'
import { labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { chronicle } from './provides/chronicle.ts'
export { duties, inspectedMoney } from './provides/duties.ts'
export { evidence } from './provides/evidence.ts'
export { inspectionOf } from './provides/inspection-of.ts'
export { statistics } from './provides/statistics.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'
export { activeAmong as activeStaffAmong } from './staff/store.ts'
export { follower } from './succession/follower.ts'

export const vocabulary: Vocabulary = {
  refusals: { ...wordings, ...campaignWordings, ...staffWordings, ...teamWordings },
  labels: { ...labels, ...campaignLabels, ...staffLabels, ...teamLabels }
}

export const citables: Citables = { inspection: citable }
