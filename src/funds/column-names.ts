import type { Column } from '../platform/csv/write.ts'

/** Columns that only downloads have: names next to codes, for people. */
const namesOfCodes: Record<string, Column> = {
  programmeName: { name: 'programmeName', title: { zh: '救助项目名称', en: 'Programme name' } },
  villageName: { name: 'villageName', title: { zh: '村（社区）名称', en: 'Village name' } }
}

/** Columns by the names of their fields, separated by blanks. */
export function columnsNamed(names: string): Column[] {
  return names.split(' ').map((name) => namesOfCodes[name] ?? { name })
}
