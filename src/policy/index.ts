import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { areasByPolicy, itemNamed, itemsFor } from './checklists/index.ts'
export type { Item as ChecklistItem } from './checklists/rules.ts'
export { AreaWord, ChecklistItemId } from './checklists/schema.ts'
export { type Area, areaLabels, areas } from './checklists/vocabulary.ts'
export { disclosuresOn, displayOn } from './disclosures/index.ts'
export type { DisclosureDuty } from './disclosures/schema.ts'
export { dutiesIn, measuredDuties, measuredDutiesIn } from './duties/index.ts'
export { events } from './events.ts'
export { clauseOfInspection, mustHavePolicy, obligationsWithin, type UnitObligations } from './obligations.ts'
export { usualProgrammes } from './programmes.ts'
export { localThresholds, proposalRulesOn } from './proposals/index.ts'
export type { Limits, ProposalRule, Threshold } from './proposals/schema.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { type PublicWords, publicWords } from './public-words.ts'
export {
  declarationsDueOf,
  type RelativeRules,
  relationCode,
  relationName,
  relativeRulesOf
} from './relatives/index.ts'
export { RelationCode } from './relatives/schema.ts'
export { type RetentionRule, retentionOn } from './retention.ts'
export { register } from './routes.ts'
export { type Sanction, sanctionOf } from './sanctions.ts'
export {
  ClauseId,
  Days,
  DayUnit,
  Disclosure,
  type Duty,
  type MeasuredDuty,
  type Obligation
} from './schema.ts'
export {
  daysOf,
  lapsingTerms,
  type TermRule,
  type TermRules,
  termRulesOf,
  unchanged
} from './terms/index.ts'
export { type Coverage, coverageLabels } from './vocabulary.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
