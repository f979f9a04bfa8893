import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  OPERATOR_OR_CODE,
  oneOf,
  UnitCode
} from '../http/schema.ts'
import { troubles } from './troubles.ts'

export const AuditLine = closed(
  {
    id: Id,
    at: Instant,
    actor: closed({
      sub: Type.String({ title: '操作人标识', description: 'Subject of the token' }),
      name: Type.String({ title: '操作人', description: 'Name of the caller, as in the token' }),
      unitCode: nullable({
        ...UnitCode,
        pattern: OPERATOR_OR_CODE,
        description: 'Unit of the actor; `*` for the operator'
      })
    }),
    action: Type.String({
      title: '动作',
      description: 'Event, as `noun.verbed`',
      examples: ['unit.renamed']
    }),
    subject: closed({
      kind: Type.String({ title: '对象类型', description: 'Kind of record concerned' }),
      id: Type.String({ title: '对象标识', description: 'Identifier or code of the record concerned' })
    }),
    unitCode: nullable(UnitCode),
    requestId: nullable(
      Type.String({
        title: '请求编号',
        description: 'Identifier of the request or operation that made the change'
      })
    ),
    details: Type.Record(Type.String(), Type.Unknown(), {
      title: '详情',
      description: 'Changes that were made'
    })
  },
  { $id: 'AuditLine', title: '审计记录', description: 'Line of the audit trail: one action' }
)

export type AuditLine = Static<typeof AuditLine>

export const AuditLines = { ...listOf(Type.Unsafe<AuditLine>({ $ref: 'AuditLine#' })), $id: 'AuditLines' }

export const auditQuery = closed({
  within,
  subject: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      title: '对象',
      description: 'Identifier or code of the record concerned'
    })
  ),
  actor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 255, title: '操作人', description: 'Subject of the token' })
  ),
  from: Type.Optional({ ...LocalDate, description: 'First day' }),
  to: Type.Optional({ ...LocalDate, description: 'Last day' }),
  ...pageParameters
})

export type AuditQuery = Static<typeof auditQuery>

export const verificationQuery = closed({
  after: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 2 ** 31,
      title: '起始封印',
      description: 'Number of the seal after which the verification starts'
    })
  ),
  hash: Type.Optional(
    Type.String({
      pattern: '^[0-9a-f]{64}$',
      maxLength: 64,
      title: '起始封印的散列值',
      description: 'Hash that was noted for that seal; it has to be unchanged'
    })
  )
})

export const Verification = closed(
  {
    valid: Type.Boolean({ title: '是否完好', description: 'Whether everything that was checked is intact' }),
    throughSeal: Type.Integer({
      title: '核验至封印',
      description: 'Number of the last seal up to which the trail is intact'
    }),
    throughHash: Type.String({
      title: '该封印的散列值',
      description: 'Hash of that seal, to be noted outside the system'
    }),
    throughAt: nullable(Instant),
    checkedLines: Type.Integer({ title: '已核验行数', description: 'Number of lines that were recomputed' }),
    complete: Type.Boolean({
      title: '是否核验完毕',
      description: 'Whether the whole trail was checked; if false, continue with `after=throughSeal`'
    }),
    trouble: nullable(
      closed({
        code: oneOf(Object.keys(troubles) as (keyof typeof troubles)[], {
          title: '问题',
          description: 'Description of the problem'
        }),
        seal: nullable(Type.Integer({ title: '封印', description: 'Number of the seal concerned' })),
        lineId: nullable(Type.String({ title: '记录', description: 'Number of the line concerned' }))
      })
    ),
    waiting: Type.Integer({ title: '待封印行数', description: 'Number of lines that are not sealed yet' }),
    waitingSince: nullable(Instant)
  },
  {
    $id: 'AuditVerification',
    title: '审计核验结果',
    description: 'Result of a verification of the audit trail'
  }
)
