import { type Static, Type } from 'typebox'
import { closed, Id, Instant, nullable, OPERATOR_OR_CODE, oneOf, UnitCode } from '../http/schema.ts'

export const Operation = closed(
  {
    id: Id,
    kind: Type.String({ title: '类型', description: 'What is being done' }),
    state: oneOf(['queued', 'running', 'succeeded', 'failed'], {
      title: '状态',
      description: 'The state of the operation'
    }),
    unitCode: { ...UnitCode, pattern: OPERATOR_OR_CODE, description: 'Unit of who asked for it' },
    progress: closed(
      {
        done: Type.Integer({ title: '已完成', description: 'Steps or records done' }),
        total: nullable(Type.Integer({ title: '总数', description: 'Of how many, once known' })),
        phase: nullable(Type.String({ title: '阶段', description: 'What is being done right now' }))
      },
      { title: '进度', description: 'Progress' }
    ),
    result: nullable(
      Type.Record(Type.String(), Type.Unknown(), { title: '结果', description: 'Once succeeded' })
    ),
    problem: nullable(
      Type.Record(Type.String(), Type.Unknown(), {
        title: '错误',
        description: 'Once failed: as a problem document'
      })
    ),
    createdAt: Instant,
    startedAt: nullable(Instant),
    endedAt: nullable(Instant)
  },
  {
    $id: 'Operation',
    title: '长时操作',
    description: 'Work that outlasts a request. Ask again until `state` is succeeded or failed.'
  }
)

export type Operation = Static<typeof Operation>
