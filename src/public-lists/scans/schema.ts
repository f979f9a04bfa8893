import { type Static, Type } from 'typebox'
import { ProgrammeCode } from '../../funds/index.ts'
import { closed, listOf, oneOf } from '../../platform/http/schema.ts'
import { sheetQuery } from '../../platform/table/schema.ts'
import { ListPeriod } from '../lists/fields.ts'
import { severities } from '../vocabulary.ts'
import * as fields from './fields.ts'

export const scanQuery = closed({
  ...sheetQuery.properties,
  targetCode: fields.TargetCode,
  programme: Type.Optional(ProgrammeCode),
  period: Type.Optional(ListPeriod),
  asOf: Type.Optional(fields.AsOf)
})
export type ScanQuery = Static<typeof scanQuery>

export const ScanFault = closed(
  {
    line: Type.Integer({ minimum: 1, title: '行号', description: 'Number of the line in the file, from 1' }),
    column: Type.Optional(
      Type.String({
        title: '列标',
        description: 'Letters of the column in a spreadsheet; none for a whole line'
      })
    ),
    code: Type.String({
      title: '问题代码',
      description: 'Stable code, one of the faults in /v1/dictionaries'
    }),
    severity: oneOf(severities, { title: '严重程度', description: 'Whether it must not be shown' })
  },
  {
    $id: 'ScanFault',
    title: '公示文件问题',
    description: 'Place of a fault in a scanned list; never a value'
  }
)
export type ScanFault = Static<typeof ScanFault>

export const DisclosureScanItem = closed(fields.item.properties, {
  $id: 'DisclosureScanItem',
  title: '公示扫描（列表项）',
  description: 'Scan of a published list, in a list'
})
export type DisclosureScanItem = Static<typeof DisclosureScanItem>

const shown = { ...fields.item.properties, ...fields.details.properties }
export const DisclosureScan = closed(shown, {
  $id: 'DisclosureScan',
  title: '公示扫描',
  description: 'Scan of a published list: figures without places and values'
})
export type DisclosureScan = Static<typeof DisclosureScan>

export const ScanResult = closed(
  {
    ...shown,
    compared: Type.Boolean({
      title: '已与名册核对',
      description: 'Whether the lines were compared with a roster that the caller may see'
    }),
    faults: Type.Array(Type.Unsafe<ScanFault>({ $ref: 'ScanFault#' }), {
      maxItems: 100,
      title: '问题所在',
      description: 'First hundred places with faults; in this answer only'
    })
  },
  { $id: 'ScanResult', title: '扫描结果', description: 'Scan with the places of faults, as answered once' }
)
export type ScanResult = Static<typeof ScanResult>

export const DisclosureScanPage = {
  ...listOf(Type.Unsafe<DisclosureScanItem>({ $ref: 'DisclosureScanItem#' })),
  $id: 'DisclosureScanPage'
}

export const schemas = [ScanFault, DisclosureScanItem, DisclosureScan, ScanResult, DisclosureScanPage]
