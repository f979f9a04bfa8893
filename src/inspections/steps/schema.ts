import { type Static, Type } from 'typebox'
import { closed, Instant, text } from '../../platform/http/schema.ts'
import { AreaResults } from '../areas/schema.ts'

export const Start = closed(
  {
    startedAt: Type.Optional({
      ...Instant,
      title: '开始时间',
      description: 'Time at which the inspection began; by default now'
    })
  },
  {
    $id: 'InspectionStart',
    title: '开始检查',
    description: 'Start of an inspection: the inspectors have arrived'
  }
)
export type Start = Static<typeof Start>

export const Completion = closed(
  {
    completedAt: Type.Optional({
      ...Instant,
      title: '完成时间',
      description: 'Time at which the inspection ended; by default now'
    }),
    areas: Type.Optional(AreaResults)
  },
  {
    $id: 'InspectionCompletion',
    title: '完成检查',
    description: 'Completion of an inspection, with the last results; every area then has a conclusion',
    examples: [{ areas: [{ area: 'funds', conclusion: 'problems', remarks: '两个月未按时发放。' }] }]
  }
)
export type Completion = Static<typeof Completion>

export const Cancellation = closed(
  { reason: text(1000, '取消理由', 'Reason for the cancellation') },
  {
    $id: 'InspectionCancellation',
    title: '取消检查',
    description: 'Cancellation of an inspection that has not begun',
    examples: [{ reason: '检查对象遭受洪灾，改期另行安排。' }]
  }
)
