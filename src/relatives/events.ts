import { Type } from 'typebox'
import { LocalDate } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf, writtenReason } from '../platform/work/catalogue.ts'
import { endedTerms, termDueSoon, termMarkCleared, termMissed, termMoved } from '../terms/index.ts'
import { checkEvents } from './checks/events.ts'
import { disputeEvents } from './disputes/events.ts'
import { Declaration, Kind, Since } from './filers/fields.ts'
import { Conclusion, EndReason, Level, OnBehalf, Trigger, VisitedOn } from './filings/fields.ts'
import { HouseholdMembers } from './members/schema.ts'
import { RelativeTies, RelativeTiesTaken } from './ties/schema.ts'

const changed = Type.Array(Type.String(), { title: '变更项', description: 'Fields that changed' })

const filerEvents = {
  'filer.registered': event(
    { zh: '登记备案人员', en: 'Filer entered' },
    'Assistance staff or a committee member was entered. Name and number are not in the event.',
    { kind: Kind, since: Since }
  ),
  'filer.changed': event(
    { zh: '变更备案人员', en: 'Entry of a filer changed' },
    'The entry of a filer changed; only the fields are named.',
    { changed }
  ),
  'filer.left': event(
    { zh: '备案人员离任', en: 'Filer left the post' },
    'The departure of a filer was entered. Filings in force are to be ended within their term.',
    {
      kind: Kind,
      on: field(LocalDate, '离任日期', 'First day out of the post'),
      filings: Type.Integer({ title: '有效备案数', description: 'Number of filings in force' })
    }
  ),
  'filer.declared': event(
    { zh: '年度申报', en: 'Declaration entered' },
    'The yearly declaration of a filer was entered, or replaced.',
    Declaration.properties
  )
}

const filingEvents = {
  'relative-filing.filed': event(
    { zh: '近亲属备案', en: 'Near relative filed' },
    'A near relative who receives an allowance was filed. The event names neither person nor household.',
    {
      trigger: Trigger,
      isLate: Type.Boolean({ title: '是否逾期', description: 'Whether the term for the filing had passed' })
    }
  ),
  'relative-filing.registered': event(
    { zh: '备案三级登记', en: 'Filing registered' },
    'A filing was entered in the register of a level.',
    {
      level: Level,
      onBehalf: OnBehalf,
      isComplete: Type.Boolean({ title: '三级齐全', description: 'Whether all three levels have entered it' })
    }
  ),
  'relative-filing.visited': event(
    { zh: '备案入户核查', en: 'Household visited' },
    'A county or a unit above it visited the household of a filing.',
    { visitedOn: VisitedOn, conclusion: Conclusion }
  ),
  'relative-filing.corrected': event(
    { zh: '更正备案', en: 'Filing corrected' },
    'A filing was corrected; only the fields are named.',
    { changed, reason: writtenReason('更正理由', 'Reason of the correction') }
  ),
  'relative-filing.ended': event({ zh: '注销备案', en: 'Filing ended' }, 'A filing is no longer in force.', {
    on: field(LocalDate, '注销日期', 'Day from which it is not in force'),
    reason: EndReason,
    terms: endedTerms
  }),
  'relative-filing.household-left': event(
    { zh: '备案对象退出名册', en: 'Household left the roster' },
    'The latest roster no longer has the household. The filing is to be ended within its term.',
    {
      startedOn: field(LocalDate, '起算日期', 'Last day of the last month on a roster'),
      dueOn: field(LocalDate, '届满日', 'Last day for ending the filing')
    }
  ),
  'relative-filing.household-back': event(
    { zh: '备案对象仍在名册', en: 'Household back on the roster' },
    'A replaced or later roster has the household again, and the term for ending the filing was taken back.',
    {}
  ),
  'relative-filing.term-missed': termMissed('近亲属备案', 'filing of a near relative'),
  'relative-filing.term-due-soon': termDueSoon('近亲属备案', 'filing of a near relative'),
  'relative-filing.term-moved': termMoved('近亲属备案', 'filing of a near relative'),
  'relative-filing.term-mark-cleared': termMarkCleared('近亲属备案', 'filing of a near relative')
}

const { number, ties, filers } = RelativeTies.properties
const { added, gone } = RelativeTiesTaken.properties
const { members, households } = HouseholdMembers.properties
const fileHash = Type.String({ title: '文件摘要', description: 'SHA-256 of the file' })

const fileEvents = {
  'relative-tie.uploaded': event(
    { zh: '上传亲属关系比对信息', en: 'Family ties uploaded' },
    'A unit uploaded the family ties that it knows. Only numbers are in the event.',
    { number, ties, filers, added, gone, fileHash }
  ),
  'relative-tie.erased': event(
    { zh: '删除亲属关系比对信息', en: 'Family ties erased' },
    'The period of retention was over for the ties of people who had left their posts.',
    { ties, clauseId: field(Type.String(), '依据条款', 'Clause that ends the retention') }
  ),
  'disbursement.members-erased': event(
    { zh: '删除共同生活成员', en: 'Members of households erased' },
    'The period of retention was over for the members of the households of a disbursement.',
    { members, clauseId: field(Type.String(), '依据条款', 'Clause that ends the retention') }
  ),
  'disbursement.members-uploaded': event(
    { zh: '上传共同生活成员', en: 'Members of households uploaded' },
    'The members of the households of a disbursement were uploaded. Only numbers are in the event.',
    { number, members, households, fileHash }
  )
}

export const events = eventsOf({
  ...filerEvents,
  ...filingEvents,
  ...fileEvents,
  ...disputeEvents,
  ...checkEvents
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
