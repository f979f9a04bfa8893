import { sql } from 'kysely'
import { inSubtree } from '../../platform/access/scope.ts'
import type { Statistics } from '../../platform/access/statistics.ts'
import { seenBy } from '../filings/store.ts'
import '../tables.ts'
import { labels } from '../vocabulary.ts'

/** The list of filings also has those about recipients in the subtree: no list gives these records alone. */
export const statistics: Statistics = {
  relatives: {
    permission: 'relatives:read',
    title: '近亲属备案',
    zh: '统计辖区内各单位备案人员的近亲属备案，按备案日期计。',
    en: 'Counts the filings of the filers of the subtree, by the day of the filing.',
    traits: {
      trigger: { title: '备案情形', value: sql`relative_filing.trigger`, labels: labels['filing-trigger'] },
      state: { title: '状态', value: sql`relative_filing.state`, labels: labels['filing-state'] }
    },
    figures: {
      filed: { title: '备案数', description: 'Filings', count: () => sql`count(*)` },
      registered: {
        title: '已三级登记',
        description: 'Filings registered at all three levels and in force',
        count: () => sql`count(*) filter (where relative_filing.state = 'registered')`
      },
      ended: {
        title: '已注销',
        description: 'Filings that have ended',
        count: () => sql`count(*) filter (where relative_filing.state = 'ended')`
      }
    },
    counted: ({ tree, actor, from, to }) => ({
      source: sql`from relative_filing join unit on unit.code = relative_filing.unit_code
        where ${inSubtree(tree, { table: 'relative_filing', unit: 'unit_code' })} and ${seenBy(actor)}
          and relative_filing.filed_on between ${from}::date and ${to}::date`,
      path: sql`relative_filing.path`,
      level: sql`unit.level`,
      day: sql`relative_filing.filed_on`
    })
  }
}
