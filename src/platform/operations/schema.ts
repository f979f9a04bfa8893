import { type Static, Type } from 'typebox'
import { closed, Id, Instant, nullable, OPERATOR_OR_CODE, oneOf, UnitCode } from '../http/schema.ts'

export const operationStates = {
  queued: { zh: '等待执行', en: 'queued' },
  running: { zh: '执行中', en: 'running' },
  succeeded: { zh: '已完成', en: 'succeeded' },
  failed: { zh: '失败', en: 'failed' }
} as const

export const Operation = closed(
  {
    id: Id,
    kind: Type.String({ title: '类型', description: 'Kind of work' }),
    state: oneOf(Object.keys(operationStates) as (keyof typeof operationStates)[], {
      title: '状态',
      description: 'Status of the operation'
    }),
    unitCode: { ...UnitCode, pattern: OPERATOR_OR_CODE, description: 'Unit of the caller who started it' },
    progress: closed(
      {
        done: Type.Integer({ title: '已完成', description: 'Number of steps or records done' }),
        total: nullable(
          Type.Integer({ title: '总数', description: 'Total number of steps or records, once known' })
        ),
        phase: nullable(Type.String({ title: '阶段', description: 'Current step' }))
      },
      { title: '进度', description: 'Progress' }
    ),
    result: nullable(
      Type.Record(Type.String(), Type.Unknown(), {
        title: '结果',
        description: 'Result; null until the operation has succeeded'
      })
    ),
    problem: nullable(
      Type.Record(Type.String(), Type.Unknown(), {
        title: '错误',
        description: 'Reason of a failure, as a problem document; null unless the operation has failed'
      })
    ),
    createdAt: Instant,
    startedAt: nullable(Instant),
    endedAt: nullable(Instant)
  },
  {
    $id: 'Operation',
    title: '长时操作',
    description: 'Work that takes longer than a request. Read it again until `state` is succeeded or failed.'
  }
)

export type Operation = Static<typeof Operation>
