import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../database/fields.ts'
import { Id, Instant, nullable, OPERATOR_OR_CODE, UnitCode } from '../http/schema.ts'

const Details = Type.Record(Type.String(), Type.Unknown(), {
  title: '详情',
  description: 'Changes that were made'
})

/** The flat columns of a line: a download has them as they are, JSON groups the actor and the subject. */
export const item = fieldsOf('audit_line', {
  id: Id,
  at: Instant,
  actorSub: Type.String({ title: '操作人标识', description: 'Subject of the token' }),
  actorName: Type.String({ title: '操作人', description: 'Name of the caller, as in the token' }),
  actorUnit: nullable({
    ...UnitCode,
    pattern: OPERATOR_OR_CODE,
    description: 'Unit of the actor; `*` for the operator'
  }),
  action: Type.String({
    title: '动作',
    description: 'Event, as `noun.verbed`',
    examples: ['unit.renamed']
  }),
  subjectKind: Type.String({ title: '对象类型', description: 'Kind of record concerned' }),
  subjectId: Type.String({ title: '对象标识', description: 'Identifier or code of the record concerned' }),
  unitCode: nullable(UnitCode),
  requestId: nullable(
    Type.String({
      title: '请求编号',
      description: 'Identifier of the request or operation that made the change'
    })
  ),
  details: from(Details, sql<Record<string, unknown>>`audit_line.details`)
})
