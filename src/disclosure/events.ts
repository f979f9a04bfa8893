import { Type } from 'typebox'
import { Id, LocalDate, nullable, UnitCode } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf, writtenReason } from '../platform/work/catalogue.ts'
import { termDueSoon, termMarkCleared, termMissed, termMoved } from '../terms/index.ts'
import { Channel, Content, Month, PostedOn, Programme } from './fields.ts'

const shown = { content: Content, channel: Channel }
const count = (title: string, description: string) => Type.Integer({ title, description })

export const events = eventsOf(
  {
    'notice-board.entered': event(
      { zh: '登记公示板', en: 'Notice board entered' },
      'A notice board of a unit was put on record.',
      { since: field(LocalDate, '设立日期', 'First day on which it stands') }
    ),
    'notice-board.changed': event(
      { zh: '变更公示板', en: 'Notice board changed' },
      'The place or the days of a notice board changed, or it was ended.',
      {
        changed: Type.Array(Type.String(), { title: '变更项', description: 'Fields that changed' }),
        until: nullable(field(LocalDate, '停用日期', 'First day on which it no longer stands'))
      }
    ),
    'disclosure.posted': event(
      { zh: '登记公示', en: 'Disclosure posted' },
      'A unit put on record what it shows to the public. The event may come days after the posting.',
      { ...shown, programme: nullable(Programme), period: nullable(Month), postedOn: PostedOn }
    ),
    'disclosure.removed': event(
      { zh: '撤除公示', en: 'Disclosure removed' },
      'What was shown has been taken down.',
      {
        ...shown,
        on: field(LocalDate, '撤除日期', 'Day of the removal'),
        isTooShort: Type.Boolean({
          title: '是否公示时间不足',
          description: 'Whether it was taken down before its time was over'
        })
      }
    ),
    'disclosure.withdrawn': event(
      { zh: '撤回公示', en: 'Disclosure withdrawn' },
      'What was shown should not have been, or was entered by mistake.',
      {
        ...shown,
        on: field(LocalDate, '撤回日期', 'Day of the withdrawal'),
        reason: writtenReason('撤回理由', 'Reason of the withdrawal')
      }
    ),
    'disclosure.withdrawal-asked': event(
      { zh: '要求撤下公示', en: 'Withdrawal asked for' },
      'A check found private data in something that is shown. It has to be withdrawn on the same day.',
      { ...shown, dueOn: field(LocalDate, '应撤下日期', 'Day by which it has to be withdrawn') }
    ),
    'disclosure.term-moved': termMoved('网站公开', 'publication on the website'),
    'disclosure.term-missed': termMissed('网站公开', 'publication on the website'),
    'disclosure.term-due-soon': termDueSoon('网站公开', 'publication on the website'),
    'disclosure.term-mark-cleared': termMarkCleared('网站公开', 'publication on the website'),
    'disclosure-check.made': event(
      { zh: '登记公示核查', en: 'Check of disclosures made' },
      'An inspector put on record what a unit below shows to the public. The unit is not told yet.',
      {
        targetCode: UnitCode,
        channel: Channel,
        observed: count('核查项数', 'Number of observations'),
        faults: count('问题项数', 'Number of observations that are not in order'),
        leaks: count('泄密项数', 'Number of observations with private data')
      }
    ),
    'disclosure-check.told': event(
      { zh: '公示核查登记问题', en: 'Findings made from a check of disclosures' },
      'Findings were made from the check. The unit that was checked now sees it.',
      {
        targetCode: UnitCode,
        findings: Type.Array(Id, { title: '问题', description: 'Findings that were made' })
      }
    )
  },
  { toAll: ['disclosure.posted', 'disclosure.removed', 'disclosure.withdrawn', 'disclosure-check.told'] }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
