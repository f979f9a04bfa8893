import { type Static, Type } from 'typebox'
import { closed, oneOf } from '../../platform/http/schema.ts'
import { UnitLevel } from '../../units/index.ts'
import { ClauseId, Sentence } from '../clause-schema.ts'

// What units show to the public, and for how long.

const Disclosed = oneOf(['policy', 'procedure', 'hotline', 'recipients', 'review', 'approval', 'ended'], {
  title: '公示内容',
  description: 'Content that is shown to the public'
})
const Programmes = Type.Array(
  Type.String({ maxLength: 40, title: '救助项目', description: 'Code of a programme' }),
  { title: '救助项目', description: 'Programmes for which this holds; left out: all others' }
)
const TermName = Type.String({ title: '期限规则', description: 'Term of this policy' })

export const DisclosureDuty = closed({
  content: Disclosed,
  channel: oneOf(['website', 'board'], {
    title: '公示渠道',
    description: 'Place at which it is shown: website or notice board'
  }),
  levels: Type.Array(UnitLevel, {
    title: '适用级别',
    description: 'Levels of the units that show it; units outside the quotas do not have to'
  }),
  term: Type.Optional({ ...TermName, description: 'Term within which it is to be shown; left out: always' }),
  limit: Type.Optional({ ...TermName, title: '最长期限规则', description: 'Term that the statute sets' }),
  maxAgeMonths: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 24,
      title: '更新周期（月）',
      description: 'Number of months by which a list may lie behind'
    })
  ),
  clauseId: ClauseId,
  localDefault: Type.Boolean({
    title: '是否默认值',
    description: 'True if no statute says so; a rule of the province may replace it'
  }),
  remark: Type.Optional(Sentence)
})
export type DisclosureDuty = Static<typeof DisclosureDuty>

/** How long a notice stays up at least. */
export const Display = closed({
  content: Disclosed,
  programmes: Type.Optional(Programmes),
  rule: { ...TermName, description: 'Term for which it stays up at least' }
})
