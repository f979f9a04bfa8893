import { sql } from 'kysely'
import { disclosed, inSubtree } from '../../platform/access/scope.ts'
import type { Statistics } from '../../platform/access/statistics.ts'
import { addDays, midnight } from '../../platform/values/days.ts'
import { labels } from '../labels.ts'
import '../tables.ts'

/** Reports hidden from the reader's unit are left out, exactly as in the list of cases. */
export const statistics: Statistics = {
  cases: {
    permission: 'cases:read',
    title: '信访投诉举报',
    zh: '统计辖区内各单位办理的信访件，按收到日期计。读者无权查看的检举控告不计。',
    en:
      'Counts the cases that units of the subtree handle, by the day of receipt. Reports that are hidden ' +
      'from the reader do not count.',
    list: { path: '/v1/cases', from: 'receivedFrom', to: 'receivedTo', unit: 'unitCode' },
    traits: {
      kind: { title: '类别', value: sql`petition_case.kind`, labels: labels['case-kind'], filter: 'kind' },
      category: {
        title: '救助类别',
        value: sql`petition_case.category`,
        labels: labels['case-category'],
        filter: 'category'
      },
      cause: {
        title: '原因',
        value: sql`coalesce(petition_case.cause, '')`,
        labels: labels['case-cause'],
        filter: 'cause'
      },
      channel: {
        title: '渠道',
        value: sql`petition_case.channel`,
        labels: labels['case-channel'],
        filter: 'channel'
      },
      state: { title: '状态', value: sql`petition_case.state`, labels: labels['case-state'], filter: 'state' }
    },
    figures: {
      received: { title: '受理数', description: 'Cases received', count: () => sql`count(*)`, filter: {} },
      concluded: {
        title: '已办结',
        description: 'Cases that were concluded',
        count: () => sql`count(petition_case.concluded_on)`
      },
      overdue: {
        title: '超期未办',
        description: 'Cases with a running term that is past its last day',
        count: (today) => sql`count(*) filter (where petition_case.next_due_on < ${today}::date)`,
        filter: { overdue: 'true' }
      }
    },
    counted: ({ tree, actor, from, to }) => ({
      source: sql`from petition_case join unit on unit.code = petition_case.unit_code
        where ${inSubtree(tree, { table: 'petition_case', unit: 'unit_code' })}
          and ${disclosed(actor, 'petition_case')}
          and petition_case.received_at >= ${midnight(from)}::timestamptz
          and petition_case.received_at < ${midnight(addDays(to, 1))}::timestamptz`,
      path: sql`petition_case.path`,
      level: sql`unit.level`,
      day: sql`(petition_case.received_at at time zone 'Asia/Shanghai')::date`
    })
  }
}
