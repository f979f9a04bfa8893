import { sql } from 'kysely'
import { methodLabels } from '../../plans/index.ts'
import { inSubtree } from '../../platform/access/scope.ts'
import type { Statistics } from '../../platform/access/statistics.ts'
import '../tables.ts'
import { isVisibleWithin } from '../visibility.ts'
import { labels } from '../vocabulary.ts'

/** Inspections that are only planned count in nothing: an unannounced visit must not show in a figure. */
const begun = 'under-way,completed,published'

export const statistics: Statistics = {
  inspections: {
    permission: 'inspections:read',
    title: '监督检查',
    zh: '统计对辖区内各单位已经开始的检查，按计划日期计。尚未开始的检查一律不计。',
    en:
      'Counts the inspections of units of the subtree that have begun, by the planned day. An inspection ' +
      'that has not begun counts nowhere.',
    list: { path: '/v1/inspections', from: 'from', to: 'to', unit: 'targetCode' },
    traits: {
      method: { title: '监管方式', value: sql`inspection.method`, labels: methodLabels, filter: 'method' },
      state: { title: '状态', value: sql`inspection.state`, labels: labels['inspection-state'] }
    },
    figures: {
      inspections: {
        title: '检查次数',
        description: 'Inspections that have begun',
        count: () => sql`count(*)`,
        filter: { state: begun }
      },
      completed: {
        title: '已完成',
        description: 'Inspections that were completed',
        count: () => sql`count(*) filter (where inspection.state in ('completed', 'published'))`,
        filter: { state: 'completed,published' }
      },
      published: {
        title: '已公开',
        description: 'Inspections with published results',
        count: () => sql`count(*) filter (where inspection.state = 'published')`,
        filter: { state: 'published' }
      }
    },
    counted: ({ tree, actor, from, to }) => ({
      source: sql`from inspection join unit on unit.code = inspection.target_code
        where ${inSubtree(tree, { table: 'inspection', unit: 'target_code' })}
          and inspection.state = any(string_to_array(${begun}, ',')) and ${isVisibleWithin(actor)}
          and inspection.planned_on between ${from}::date and ${to}::date`,
      path: sql`inspection.target_path`,
      level: sql`unit.level`,
      day: sql`inspection.planned_on`
    })
  }
}
