import { type Static, Type } from 'typebox'
import { actions, closed, listOf, nullable, UnitCode, Year } from '../../platform/http/schema.ts'
import { Ignored, Normalised } from '../../platform/table/schema.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

export const NewFiler = closed(
  {
    unitCode: { ...UnitCode, title: '单位', description: 'Unit at which the filer works' },
    name: fields.Name,
    kind: fields.Kind,
    post: fields.Post,
    idNumber: fields.IdNumber,
    since: fields.Since
  },
  {
    $id: 'NewFiler',
    title: '登记备案人员',
    description: 'New filer: assistance staff, or a member of a village committee',
    examples: [
      {
        unitCode: '220102001001',
        name: '李某',
        kind: 'committee-member',
        post: '村委会委员',
        idNumber: '000000196001010014',
        since: '2024-03-01'
      }
    ]
  }
)
export type NewFiler = Static<typeof NewFiler>

export const FilerChange = closed(
  {
    name: Type.Optional(fields.Name),
    post: Type.Optional(fields.Post),
    idNumber: Type.Optional(fields.IdNumber),
    since: Type.Optional(fields.Since)
  },
  {
    $id: 'FilerChange',
    title: '变更备案人员',
    description: 'Change of the entry of a filer',
    minProperties: 1,
    examples: [{ post: '村委会副主任' }]
  }
)
export type FilerChange = Static<typeof FilerChange>

export const FilerDeparture = closed(
  {
    on: { ...fields.Until, description: 'First day out of the post' },
    reason: fields.Reason
  },
  {
    $id: 'FilerDeparture',
    title: '登记离任',
    description: 'Departure of a filer from the post',
    examples: [{ on: '2026-03-01', reason: '换届' }]
  }
)
export type FilerDeparture = Static<typeof FilerDeparture>

const { declaredOn, relatives } = fields.Declaration.properties
export const NewDeclaration = closed(
  {
    year: Type.Optional({ ...Year, description: 'Year of the declaration; the one in the address' }),
    declaredOn,
    relatives
  },
  {
    $id: 'NewFilerDeclaration',
    title: '年度申报',
    description: 'Yearly declaration of a filer that the list of filings is complete',
    examples: [{ declaredOn: '2026-02-20', relatives: 0 }]
  }
)
export type NewDeclaration = Static<typeof NewDeclaration>

export const Declaration = closed(fields.Declaration.properties, {
  $id: 'FilerDeclaration',
  title: '年度申报',
  description: 'Yearly declaration of a filer'
})
export type Declaration = Static<typeof Declaration>

export const FilerItem = closed(fields.item.properties, {
  $id: 'FilerItem',
  title: '备案人员（列表项）',
  description: 'Filer in a list'
})
export type FilerItem = Static<typeof FilerItem>

const Remark = closed(
  {
    zh: Type.String({ title: '中文', description: 'Text in Chinese' }),
    en: Type.String({ title: '英文', description: 'Text in English' })
  },
  { title: '提示', description: 'Remark on the number of committee members of the unit' }
)

export const Filer = closed(
  {
    ...fields.item.properties,
    ...fields.details.properties,
    remark: nullable(Remark),
    actions: actions(stepNames)
  },
  {
    $id: 'Filer',
    title: '备案人员',
    description: 'Person who must file near relatives that receive an allowance'
  }
)
export type Filer = Static<typeof Filer>

export const FilerPage = { ...listOf(Type.Unsafe<FilerItem>({ $ref: 'FilerItem#' })), $id: 'FilerPage' }

export const FilerImport = closed(
  {
    received: Type.Integer({ title: '收到行数', description: 'Number of lines read' }),
    created: Type.Integer({ title: '新增', description: 'Number of filers added' }),
    normalised: Normalised,
    ignored: Ignored
  },
  { $id: 'FilerImport', title: '导入结果', description: 'Result of an import of filers' }
)
export type FilerImport = Static<typeof FilerImport>

const year = { ...Year, examples: [2026] }
export const declarationParams = closed({ id: fields.item.properties.id, year })

export const schemas = [
  NewFiler,
  FilerChange,
  FilerDeparture,
  NewDeclaration,
  Declaration,
  FilerItem,
  Filer,
  FilerPage,
  FilerImport
]
