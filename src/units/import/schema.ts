import { type Static, Type } from 'typebox'
import { closed } from '../../platform/http/schema.ts'
import { Ignored, Normalised } from '../../platform/table/schema.ts'

export const ImportResult = closed(
  {
    received: Type.Integer({ title: '收到行数', description: 'Lines read' }),
    created: Type.Integer({ title: '新增', description: 'Units added' }),
    updated: Type.Integer({ title: '更新', description: 'Units changed' }),
    unchanged: Type.Integer({ title: '未变', description: 'Units that were so already' }),
    normalised: Normalised,
    ignored: Ignored
  },
  { $id: 'UnitImportResult', title: '导入结果', description: 'What an import did' }
)
export type ImportResult = Static<typeof ImportResult>
