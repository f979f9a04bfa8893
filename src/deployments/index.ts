import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { citable } from './provides/citable.ts'
import { labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export {
  checkDeploymentLink,
  checkDeploymentOfFinding,
  DeploymentId,
  deploymentLink,
  deploymentLinkShown
} from './links.ts'
export { linesOf } from './progress/lines.ts'
export type { DraftNotice } from './progress/notice.ts'
export { chronicle } from './provides/chronicle.ts'
export { evidence } from './provides/evidence.ts'
export { retained } from './provides/retained.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'
export { keepWatchingDeployments, watchDeployments } from './watch.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const citables: Citables = { deployment: citable }
