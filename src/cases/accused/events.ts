import { Type } from 'typebox'
import { UnitCode } from '../../platform/http/schema.ts'
import { event, field, personSub, writtenReason } from '../../platform/work/catalogue.ts'
import { endedTerms } from '../../terms/index.ts'

const stays = { terms: endedTerms }
const person = personSub('人员标识', 'Subject of the token of the person')
const reason = (title: string) => writtenReason(title, 'Reason, as written')
const fromUnitCode = field(UnitCode, '转出单位', 'Unit that handled the case before')
const toUnitCode = field(UnitCode, '转入单位', 'Unit that handles the case now')

/** Changes of who may see a case. */
export const visibilityEvents = {
  'case.accused': event(
    { zh: '认定被检举单位', en: 'Accused unit added' },
    'The report is now hidden from more units; it may have gone to another unit because of that.',
    {
      ...stays,
      accusedUnitCodes: Type.Array(UnitCode, { title: '被检举单位', description: 'Units that were added' }),
      reason: reason('认定理由'),
      fromUnitCode: Type.Optional(fromUnitCode),
      toUnitCode: Type.Optional(toUnitCode)
    }
  ),
  'case.accusation-withdrawn': event(
    { zh: '撤销被检举单位认定', en: 'Accused unit removed' },
    'The report no longer accuses a unit; it stays hidden from that unit.',
    {
      ...stays,
      accusedUnitCode: field(UnitCode, '被检举单位', 'Unit that was removed'),
      reason: reason('撤销理由')
    }
  ),
  'case.recused': event(
    { zh: '回避', en: 'Person recused' },
    'A person stepped aside or was excluded, and can no longer see the case.',
    {
      ...stays,
      sub: person,
      clause: Type.String({ title: '依据条款', description: 'Clause of the recusal' })
    }
  ),
  'case.readmitted': event(
    { zh: '解除回避', en: 'Recusal ended' },
    'A leader of a unit above lifted a recusal; the person can see the case again.',
    { ...stays, sub: person, reason: reason('解除理由') }
  )
}
