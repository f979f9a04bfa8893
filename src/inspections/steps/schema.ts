import { type Static, Type } from 'typebox'
import { closed, Instant, text } from '../../platform/http/schema.ts'
import { AreaResults } from '../areas/schema.ts'

export const Start = closed(
  { startedAt: Type.Optional({ ...Instant, description: 'When it began; left out: now' }) },
  { $id: 'InspectionStart', title: '开始检查', description: 'The inspectors are there' }
)
export type Start = Static<typeof Start>

export const Completion = closed(
  {
    completedAt: Type.Optional({ ...Instant, description: 'When it ended; left out: now' }),
    areas: Type.Optional(AreaResults)
  },
  {
    $id: 'InspectionCompletion',
    title: '完成检查',
    description: 'The last results; after them every area has a conclusion',
    examples: [{ areas: [{ area: 'funds', conclusion: 'problems', remarks: '两个月未按时发放。' }] }]
  }
)
export type Completion = Static<typeof Completion>

export const Cancellation = closed(
  { reason: text(1000, '取消理由', 'Why it does not take place') },
  {
    $id: 'InspectionCancellation',
    title: '取消检查',
    description: 'Cancels an inspection that has not begun',
    examples: [{ reason: '检查对象遭受洪灾，改期另行安排。' }]
  }
)
