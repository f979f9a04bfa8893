import { sql } from 'kysely'
import { inSubtree } from '../../platform/access/scope.ts'
import type { Statistics } from '../../platform/access/statistics.ts'
import { addDays, midnight } from '../../platform/values/days.ts'
import { areaLabels } from '../../policy/index.ts'
import '../tables.ts'
import { labels } from '../vocabulary.ts'

export const statistics: Statistics = {
  findings: {
    permission: 'findings:read',
    title: '问题整改',
    zh: '统计在辖区内各单位发现的问题及整改情况，按登记日期计。',
    en: 'Counts the findings on units of the subtree and their rectification, by the day of the entry.',
    list: { path: '/v1/findings', from: 'foundFrom', to: 'foundTo', unit: 'targetCode' },
    traits: {
      area: { title: '监管内容', value: sql`finding.area`, labels: areaLabels, filter: 'area' },
      item: { title: '检查要点', value: sql`coalesce(finding.item_id, '')` },
      severity: {
        title: '严重程度',
        value: sql`finding.severity`,
        labels: labels['finding-severity'],
        filter: 'severity'
      },
      state: { title: '状态', value: sql`finding.state`, labels: labels['finding-state'], filter: 'state' }
    },
    figures: {
      found: { title: '问题数', description: 'Findings', count: () => sql`count(*)`, filter: {} },
      overdue: {
        title: '逾期未整改',
        description: 'Findings whose last day for the rectification has passed',
        count: (today) => sql`count(*) filter (where finding.due_on < ${today}::date)`,
        filter: { overdue: 'true' }
      },
      rectified: {
        title: '整改已认定',
        description: 'Findings whose rectification was accepted',
        count: () => sql`count(*) filter (where finding.state = 'accepted')`,
        filter: { state: 'accepted' }
      },
      repeated: {
        title: '重复问题',
        description: 'Findings on an item that was already a problem at the same unit',
        count: () => sql`count(*) filter (where finding.repeats is not null)`
      }
    },
    counted: ({ tree, from, to }) => ({
      source: sql`from finding join unit on unit.code = finding.target_code
        where ${inSubtree(tree, { table: 'finding', unit: 'target_code' })}
          and finding.created_at >= ${midnight(from)}::timestamptz
          and finding.created_at < ${midnight(addDays(to, 1))}::timestamptz`,
      path: sql`finding.target_path`,
      level: sql`unit.level`,
      day: sql`(finding.created_at at time zone 'Asia/Shanghai')::date`
    })
  }
}
