import { type Static, Type } from 'typebox'
import { closed, text } from '../../platform/http/schema.ts'

export const Channels = closed(
  {
    hotline: Type.Optional(text(50, '监督举报电话', 'Telephone for complaints and reports')),
    online: Type.Optional(text(300, '网络咨询投诉渠道', 'Address of the online channel'))
  },
  { title: '监督举报渠道', description: 'Ways in which people reach the unit (Part 2 (4) of the policy)' }
)
export type Channels = Static<typeof Channels>
