import { type Static, Type } from 'typebox'
import { closed, nullable, text } from '../../platform/http/schema.ts'
import { person, type Reporter, Representatives } from '../intake/schema.ts'

export const AccessReason = closed(
  { reason: text(1000, '查阅理由', 'Why the identity must be known; goes into the audit trail') },
  {
    $id: 'IdentityAccess',
    title: '查阅身份信息',
    description: 'Opens the identity of a reporter',
    examples: [{ reason: '电话核实情况' }]
  }
)
export const Identity = closed(
  {
    name: nullable(person.name),
    phone: nullable(text(40, '电话', 'Telephone number')),
    idNumber: nullable(text(18, '身份证号码', 'Identity number')),
    address: nullable(text(300, '住址', 'Address')),
    representatives: Representatives
  },
  { $id: 'ReporterIdentity', title: '信访人身份信息', description: 'Who spoke up' }
)
export const Correction = closed(
  {
    reporter: Type.Unsafe<Static<typeof Reporter>>({ $ref: 'Reporter#' }),
    representatives: Type.Optional(Representatives),
    reason: text(1000, '更正理由', 'Why it is put right; goes into the audit trail')
  },
  {
    $id: 'ReporterCorrection',
    title: '更正信访人身份信息',
    description: 'The reporter and all representatives as they should be; what is left out is not kept',
    examples: [{ reporter: { name: '张三', phone: '13900000000' }, reason: '登记时电话有误' }]
  }
)
export type Correction = Static<typeof Correction>

export const ErasureReason = closed(
  { reason: text(1000, '删除理由', 'Why the identity is to be erased; goes into the audit trail') },
  {
    $id: 'IdentityErasureReason',
    title: '申请删除身份信息',
    description: 'Asks that the identity of a reporter be erased for good',
    examples: [{ reason: '信访人申请删除，办理目的已实现' }]
  }
)

export const identitySchemas = [AccessReason, Identity, Correction, ErasureReason]
