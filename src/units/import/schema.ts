import { type Static, Type } from 'typebox'
import { closed } from '../../platform/http/schema.ts'
import { Ignored, Normalised } from '../../platform/table/schema.ts'

export const ImportResult = closed(
  {
    received: Type.Integer({ title: '收到行数', description: 'Number of lines read' }),
    created: Type.Integer({ title: '新增', description: 'Number of units added' }),
    updated: Type.Integer({ title: '更新', description: 'Number of units changed' }),
    unchanged: Type.Integer({ title: '未变', description: 'Number of units that needed no change' }),
    normalised: Normalised,
    ignored: Ignored
  },
  { $id: 'UnitImportResult', title: '导入结果', description: 'Result of an import' }
)
export type ImportResult = Static<typeof ImportResult>
