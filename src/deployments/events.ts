import { Type } from 'typebox'
import { Id, LocalDate, UnitCode } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf, writtenReason } from '../platform/work/catalogue.ts'
import { State } from './fields.ts'
import { ItemNo } from './progress/item-fields.ts'
import { ReportState } from './reports/fields.ts'

const count = (title: string, description: string) => Type.Integer({ title, description })
const ofReport = {
  deploymentId: { ...Id, title: '部署任务', description: 'Deployment on which it reports' },
  itemNo: ItemNo
}

export const events = eventsOf(
  {
    'deployment.drafted': event(
      { zh: '拟制部署任务', en: 'Deployment drafted' },
      'A unit drafted a deployment to units below it.',
      { items: count('事项数', 'Number of items') }
    ),
    'deployment.issued': event(
      { zh: '印发部署任务', en: 'Deployment issued' },
      'The deployment was issued; its addressees are fixed and see it.',
      {
        addresseeCount: count('责任单位数', 'Number of units addressed'),
        studyDueOn: field(
          LocalDate,
          '研究部署时限',
          'Day until which the units should have studied the document'
        )
      }
    ),
    'deployment.amended': event(
      { zh: '变更任务事项', en: 'Deployment amended' },
      'Items were changed or added after the issue.',
      {
        number: count('变更次序', 'Number of the amendment'),
        items: Type.Array(ItemNo, { title: '任务事项', description: 'Numbers of these items' }),
        reason: writtenReason('变更理由', 'Reason of the amendment')
      }
    ),
    'deployment.reported': event(
      { zh: '报告任务进展', en: 'Deployment reported on' },
      'An addressed unit reported how an item stands.',
      {
        reportId: { ...Id, title: '进展报告', description: 'Report' },
        unitCode: { ...UnitCode, title: '责任单位', description: 'Unit that reports' },
        itemNo: ItemNo,
        state: ReportState
      }
    ),
    'deployment.item-overdue': event(
      { zh: '任务事项逾期', en: 'Item overdue' },
      'The last day of an item has passed at a unit that had not reported it done. Recorded once for each ' +
        'day.',
      { itemNo: ItemNo, dueOn: field(LocalDate, '完成时限', 'Last day that has passed') }
    ),
    'deployment.notice-drafted': event(
      { zh: '起草推进情况通报', en: 'Notice about a deployment drafted' },
      'The issuing unit drafted a notice to the units where an item is overdue. Units below do not see it ' +
        'yet.',
      {
        noticeId: { ...Id, title: '通报', description: 'Draft of the notice' },
        addressees: count('被通报单位数', 'Number of units where an item is overdue')
      }
    ),
    'deployment.closed': event(
      { zh: '办结部署任务', en: 'Deployment closed' },
      'The deployment was closed; nothing more is reported on it.',
      { from: State }
    ),
    'deployment-report.confirmed': event(
      { zh: '确认进展报告', en: 'Report confirmed' },
      'The issuing unit confirmed a report.',
      ofReport
    ),
    'deployment-report.returned': event(
      { zh: '退回进展报告', en: 'Report returned' },
      'The issuing unit returned a report; it does not count.',
      { ...ofReport, reason: writtenReason('退回理由', 'Reason of the return') }
    )
  },
  {
    toAll: [
      'deployment.issued',
      'deployment.amended',
      'deployment.closed',
      'deployment-report.confirmed',
      'deployment-report.returned'
    ]
  }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
