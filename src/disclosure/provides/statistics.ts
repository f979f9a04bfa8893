import { sql } from 'kysely'
import { inSubtree } from '../../platform/access/scope.ts'
import type { Statistics } from '../../platform/access/statistics.ts'
import { labels } from '../labels.ts'
import '../tables.ts'

export const statistics: Statistics = {
  disclosure: {
    permission: 'disclosures:read',
    title: '公开公示',
    zh: '统计辖区内各单位登记的公示，按公示日期计。',
    en: 'Counts what units of the subtree show to the public, by the day of posting.',
    list: { path: '/v1/disclosures', from: 'postedFrom', to: 'postedTo', unit: 'unitCode' },
    traits: {
      content: {
        title: '公示内容',
        value: sql`disclosure.content`,
        labels: labels['disclosure-content'],
        filter: 'content'
      },
      channel: {
        title: '公示渠道',
        value: sql`disclosure.channel`,
        labels: labels['disclosure-channel'],
        filter: 'channel'
      },
      state: {
        title: '状态',
        value: sql`disclosure.state`,
        labels: labels['disclosure-state'],
        filter: 'state'
      }
    },
    figures: {
      posted: { title: '公示数', description: 'Notices posted', count: () => sql`count(*)`, filter: {} },
      withdrawn: {
        title: '已撤回',
        description: 'Notices that were withdrawn',
        count: () => sql`count(*) filter (where disclosure.state = 'withdrawn')`,
        filter: { state: 'withdrawn' }
      }
    },
    counted: ({ tree, from, to }) => ({
      source: sql`from disclosure join unit on unit.code = disclosure.unit_code
        where ${inSubtree(tree, { table: 'disclosure', unit: 'unit_code' })}
          and disclosure.posted_on between ${from}::date and ${to}::date`,
      path: sql`disclosure.path`,
      level: sql`unit.level`,
      day: sql`disclosure.posted_on`
    })
  }
}
