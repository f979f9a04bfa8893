import { Type } from 'typebox'
import { LocalDate } from '../../platform/http/schema.ts'
import { event, field, writtenReason } from '../../platform/work/catalogue.ts'
import { endedTerms } from '../../terms/index.ts'

const stays = { terms: endedTerms }
const reason = (title: string) => writtenReason(title, 'As it was written')

/** Events of the identity of a reporter. None of them contains the identity. */
export const identityEvents = {
  'case.identity-opened': event(
    { zh: '查阅身份信息', en: 'Identity opened' },
    'A person opened the identity of the reporter, with a reason. The identity is not in the event.',
    { reason: reason('查阅理由') }
  ),
  'case.identity-tampered': event(
    { zh: '身份信息被改动', en: 'Identity tampered with' },
    'The stored identity differs from the one that was sealed. An operator must act.',
    {}
  ),
  'case.reporter-corrected': event(
    { zh: '更正身份信息', en: 'Reporter corrected' },
    'The identity of the reporter was corrected. Neither the old nor the new one is in the event.',
    { ...stays, reason: reason('更正理由') }
  ),
  'case.identity-erasure-asked': event(
    { zh: '申请删除身份信息', en: 'Erasure of the identity requested' },
    'The first of two people requested the erasure of the identity of the reporter.',
    { ...stays, reason: reason('删除理由') }
  ),
  'case.identity-erased': event(
    { zh: '删除身份信息', en: 'Identity erased' },
    'The identity was erased for good: a second person confirmed, or its period of retention ended.',
    {
      terms: Type.Optional(endedTerms),
      dueOn: Type.Optional(field(LocalDate, '保存期满日', 'End of the period of retention')),
      clauseId: Type.Optional(
        Type.String({ title: '依据条款', description: 'Clause of the period of retention' })
      )
    }
  ),
  'identity.limit-reached': event(
    { zh: '查阅身份信息达到上限', en: 'Limit of identity openings reached' },
    'A person opened as many identities as the limit of a day allows. The subject is their unit, not a case.',
    { openings: Type.Integer({ title: '查阅次数', description: 'Openings of the day' }) }
  )
}
