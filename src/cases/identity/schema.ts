import { closed, nullable, text } from '../../platform/schema.ts'
import { person, Representatives } from '../schema.ts'

export const AccessReason = closed(
  { reason: text(1000, '查阅理由', 'Why the identity must be known; goes into the audit trail') },
  { $id: 'IdentityAccess', title: '查阅身份信息', description: 'Opens the identity of a reporter' }
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
