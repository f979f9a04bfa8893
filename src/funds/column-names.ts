import type { Column } from '../platform/csv/write.ts'
import type { Sentence } from '../platform/errors/refusal.ts'

/**
 * Columns that were added later. Programs may count the columns of a CSV, so there these come last; a
 * workbook has them in the order of the fields, with a name next to its code.
 */
const later: Record<string, Sentence> = {
  programmeName: { zh: '救助项目名称', en: 'Programme name' },
  villageName: { zh: '村（社区）名称', en: 'Village name' },
  updatedAt: { zh: '更新时间', en: 'Updated at' }
}

export function laterLast(columns: readonly Column[]): Column[] {
  return columns.map((column) => {
    const title = later[column.name]
    return title === undefined ? column : { ...column, title }
  })
}
