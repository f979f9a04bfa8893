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
import { troubles } from './verify.ts'

export const AuditLine = closed(
  {
    id: Id,
    at: Instant,
    actor: closed({
      sub: Type.String({ title: '操作人标识', description: 'Subject of the token' }),
      name: Type.String({ title: '操作人', description: 'Name in the token' }),
      unitCode: nullable({
        ...UnitCode,
        pattern: OPERATOR_OR_CODE,
        description: 'Unit of the actor; `*`: operator'
      })
    }),
    action: Type.String({
      title: '动作',
      description: 'What was done, `noun.verbed`',
      examples: ['unit.renamed']
    }),
    subject: closed({
      kind: Type.String({ title: '对象类型', description: 'What it was done to' }),
      id: Type.String({ title: '对象标识', description: 'Its id or code' })
    }),
    unitCode: nullable(UnitCode),
    requestId: nullable(
      Type.String({ title: '请求编号', description: 'The request, or the operation, that did it' })
    ),
    details: Type.Record(Type.String(), Type.Unknown(), { title: '详情', description: 'What changed' })
  },
  { $id: 'AuditLine', title: '审计记录', description: 'One thing that was done' }
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
      description: 'Id or code of what it was done to'
    })
  ),
  actor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 255, title: '操作人', description: 'Subject of the token' })
  ),
  from: Type.Optional({ ...LocalDate, description: 'From this day on' }),
  to: Type.Optional({ ...LocalDate, description: 'Up to and with this day' }),
  ...pageParameters
})

export type AuditQuery = Static<typeof auditQuery>

export const verificationQuery = closed({
  after: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 2 ** 31,
      title: '起始封印',
      description: 'Check the seals above this number'
    })
  ),
  hash: Type.Optional(
    Type.String({
      pattern: '^[0-9a-f]{64}$',
      maxLength: 64,
      title: '起始封印的散列值',
      description: 'The hash that was noted for that seal: it must still be the same'
    })
  )
})

export const Verification = closed(
  {
    valid: Type.Boolean({ title: '是否完好', description: 'No trouble was found in what was checked' }),
    throughSeal: Type.Integer({ title: '核验至封印', description: 'All is well up to this seal' }),
    throughHash: Type.String({ title: '该封印的散列值', description: 'Worth noting outside the system' }),
    throughAt: nullable(Instant),
    checkedLines: Type.Integer({ title: '已核验行数', description: 'Lines that were recomputed' }),
    complete: Type.Boolean({
      title: '是否核验完毕',
      description: 'False: there is more; go on with `after=throughSeal`'
    }),
    trouble: nullable(
      closed({
        code: oneOf(troubles, { title: '问题', description: 'What is wrong' }),
        seal: nullable(Type.Integer({ title: '封印', description: 'In which seal' })),
        lineId: nullable(Type.String({ title: '记录', description: 'Which line' }))
      })
    ),
    waiting: Type.Integer({ title: '待封印行数', description: 'Lines that are not sealed yet' }),
    waitingSince: nullable(Instant)
  },
  { $id: 'AuditVerification', title: '审计核验结果', description: 'Whether the trail is as it was written' }
)
