import { type Static, Type } from 'typebox'
import { closed, nullable, text } from '../../platform/http/schema.ts'
import { person, type Reporter, Representatives } from '../intake/schema.ts'

export const AccessReason = closed(
  { reason: text(1000, '查阅理由', 'Reason why the identity is needed; kept in the audit trail') },
  {
    $id: 'IdentityAccess',
    title: '查阅身份信息',
    description: 'Request to open the identity of a reporter',
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
  {
    $id: 'ReporterIdentity',
    title: '信访人身份信息',
    description: 'Identity of the reporter and the representatives'
  }
)
export const Correction = closed(
  {
    reporter: Type.Unsafe<Static<typeof Reporter>>({ $ref: 'Reporter#' }),
    representatives: Type.Optional(Representatives),
    reason: text(1000, '更正理由', 'Reason for the correction; kept in the audit trail')
  },
  {
    $id: 'ReporterCorrection',
    title: '更正信访人身份信息',
    description: 'Complete new identity of the reporter and all representatives; omitted values are not kept',
    examples: [{ reporter: { name: '张三', phone: '13900000000' }, reason: '登记时电话有误' }]
  }
)
export type Correction = Static<typeof Correction>

export const ErasureReason = closed(
  { reason: text(1000, '删除理由', 'Reason for the erasure; kept in the audit trail') },
  {
    $id: 'IdentityErasureReason',
    title: '申请删除身份信息',
    description: 'Request to erase the identity of a reporter permanently',
    examples: [{ reason: '信访人申请删除，办理目的已实现' }]
  }
)

export const identitySchemas = [AccessReason, Identity, Correction, ErasureReason]
