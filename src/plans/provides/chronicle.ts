import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Chapter, Chronicle } from '../../platform/work/chronicle.ts'
import { type Area, areaLabels } from '../../policy/index.ts'

/** Names the areas that were missing at a step. */
const noted: NonNullable<Chapter['noted']> = ({ missingAreas = [], clause }) => {
  const missing = missingAreas as Area[]
  const words = missing.length === 0 ? '' : `，尚缺：${missing.map((area) => areaLabels[area].zh).join('、')}`
  return { words, missingAreas: missing, ...(typeof clause === 'string' && { clause }) }
}

/** The progress of the full inspection of a unit, for callers who may see the plan, never for the target. */
export const chronicle: Chronicle = {
  permission: 'plans:read',
  chapters: {
    'inspection-task.under-way': { zh: '检查任务未完', en: 'areas are still missing', clause: null, noted },
    'inspection-task.dropped': { zh: '检查任务不再执行', en: 'a task was dropped', clause: null, noted },
    'inspection-task.inspected': { zh: '检查任务完成', en: 'a task was carried out', clause: null, noted }
  },
  about: (actor, unitCode) => sql`
    select task.id, plan.year || ${sql.lit('年度全面检查')} as summary
    from inspection_task as task join inspection_plan as plan on plan.id = task.plan_id
    where task.target_code = ${unitCode} and task.coverage = 'full'
      and ${visible(actor, 'inspection-plan', 'plan')}`
}
