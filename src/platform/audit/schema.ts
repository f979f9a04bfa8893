import { type Static, type TObject, Type } from 'typebox'
import { closed, Instant, listOf, nullable, oneOf } from '../http/schema.ts'
import { keysOf } from '../values/keys.ts'
import { item } from './fields.ts'
import { troubles } from './troubles.ts'

const { actorSub, actorName, actorUnit, subjectKind, subjectId, ...fields } = item.properties
const { id, at, action, unitCode, requestId, details } = fields

export const AuditLine = closed(
  {
    id,
    at,
    actor: closed({ sub: actorSub, name: actorName, unitCode: actorUnit }),
    action,
    subject: closed({ kind: subjectKind, id: subjectId }),
    unitCode,
    requestId,
    details
  },
  { $id: 'AuditLine', title: '审计记录', description: 'Line of the audit trail: one action' }
)

export type AuditLine = Static<typeof AuditLine>

export const AuditLines = { ...listOf(Type.Unsafe<AuditLine>({ $ref: 'AuditLine#' })), $id: 'AuditLines' }

type Row = Static<TObject<typeof item.properties>>

/** A row of the list as JSON shows it. */
export function wire(row: Row): AuditLine {
  const { actorSub, actorName, actorUnit, subjectKind, subjectId, ...rest } = row
  return {
    ...rest,
    actor: { sub: actorSub, name: actorName, unitCode: actorUnit },
    subject: { kind: subjectKind, id: subjectId }
  }
}

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
        code: oneOf(keysOf(troubles), {
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
