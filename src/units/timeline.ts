import type { Db } from '../platform/database/connect.ts'
import { after, PAGE, type Page, pageOf } from '../platform/paging.ts'
import type { TimelineEntry } from './schema.ts'

export interface Asked {
  from?: string
  to?: string
  limit?: number
  cursor?: string
}

interface Past {
  at: string
  change: string
  name: string
  parentCode: string | null
}

const order = [['version', 'integer']] as const

/** What became of the unit itself: renamed, moved, retired. */
export async function timeline(
  db: Db,
  code: string,
  { from, to, limit = PAGE, cursor }: Asked
): Promise<Page<TimelineEntry>> {
  const rows = await db
    .selectFrom('unit_past')
    .select(['version', 'ended_at as at', 'change', 'name', 'parent_code as parentCode'])
    .where('code', '=', code)
    .where(after(cursor, order))
    .$if(from !== undefined, (q) => q.where('ended_on', '>=', from as string))
    .$if(to !== undefined, (q) => q.where('ended_on', '<=', to as string))
    .orderBy('version')
    .limit(limit + 1)
    .execute()
  const page = pageOf(rows, limit, (row) => [row.version])
  return { ...page, items: page.items.map(entry) }
}

function entry({ at, change, name, parentCode }: Past): TimelineEntry {
  const summaries: Record<string, string> = {
    renamed: `更名，原名称为${name}`,
    moved: `划转，原上级单位为${parentCode ?? '无'}`,
    retired: `撤销，撤销时名称为${name}`
  }
  return { at, kind: `unit.${change}`, id: null, summary: summaries[change] ?? '单位信息变更', clause: null }
}
