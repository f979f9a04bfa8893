import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { OPERATOR } from '../auth/actor.ts'
import { fieldsOf, from } from '../database/fields.ts'
import { Id, Instant, nullable, OPERATION_KIND, OPERATOR_OR_CODE, oneOf, UnitCode } from '../http/schema.ts'
import { keysOf } from '../values/keys.ts'
import { operationPhases } from './phases.ts'
import './tables.ts'

export const operationStates = {
  queued: { zh: '等待执行', en: 'queued' },
  running: { zh: '执行中', en: 'running' },
  succeeded: { zh: '已完成', en: 'succeeded' },
  failed: { zh: '失败', en: 'failed' }
} as const

export const State = oneOf(keysOf(operationStates), {
  title: '状态',
  description: 'Status of the operation'
})
const Phase = oneOf(keysOf(operationPhases), {
  title: '阶段',
  description: 'Current step of the operation'
})
export const Kind = Type.String({
  pattern: OPERATION_KIND,
  maxLength: 100,
  title: '类型',
  description: 'Kind of work, such as `inspection-plans.generate`'
})
const Result = nullable(
  Type.Record(Type.String(), Type.Unknown(), {
    title: '结果',
    description: 'Result; null until the operation has succeeded'
  })
)
const Fault = nullable(
  Type.Record(Type.String(), Type.Unknown(), {
    title: '错误',
    description: 'Reason of a failure, as a problem document; null unless the operation has failed'
  })
)

/** The fields of an operation. `done`, `total` and `phase` go over the wire as `progress`. */
export const item = fieldsOf('operation', {
  id: Id,
  kind: Kind,
  state: State,
  unitCode: from(
    { ...UnitCode, pattern: OPERATOR_OR_CODE, description: 'Unit of the caller who started it' },
    sql<string>`coalesce(operation.unit_code, ${sql.lit(OPERATOR)})`
  ),
  unitName: from(
    nullable(
      Type.String({ title: '单位名称', description: 'Current name of that unit; null for the operator' })
    ),
    sql<string | null>`unit_name(operation.unit_code)`
  ),
  done: Type.Integer({ title: '已完成', description: 'Number of steps or records done' }),
  total: nullable(
    Type.Integer({ title: '总数', description: 'Total number of steps or records, once known' })
  ),
  phase: nullable(Phase),
  result: from(Result, sql<Static<typeof Result>>`operation.result`),
  problem: from(Fault, sql<Static<typeof Fault>>`operation.problem`),
  createdAt: Instant,
  startedAt: nullable(Instant),
  endedAt: nullable(Instant)
})
