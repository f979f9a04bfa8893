import { type Static, Type } from 'typebox'
import { ProgrammeCode } from '../../funds/index.ts'
import { actions, closed, LocalDate, listOf, text } from '../../platform/http/schema.ts'
import { Ignored, Normalised } from '../../platform/table/schema.ts'
import { RelationCode } from '../../policy/index.ts'
import type { Term } from '../../terms/index.ts'
import { IdNumber } from '../filers/fields.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

const content = {
  programme: ProgrammeCode,
  recipientNo: fields.RecipientNo,
  villageCode: fields.VillageCode,
  idNumber: { ...IdNumber, description: 'Identity number of the relative; a keyed hash of it is kept' },
  relation: RelationCode,
  isHead: fields.IsHead
}

export const NewRelativeFiling = closed(
  {
    filerId: fields.FilerId,
    ...content,
    trigger: fields.Trigger,
    fileNo: Type.Optional(fields.FileNo)
  },
  {
    $id: 'NewRelativeFiling',
    title: '近亲属备案',
    description: 'New filing of a near relative who receives an allowance; its day is that of the service',
    examples: [
      {
        filerId: '019f3c2a-7d10-7c3e-9b52-6f1d2a4c8e01',
        programme: 'rural-low-income',
        recipientNo: 'R0001',
        villageCode: '220102001001',
        idNumber: '000000194001010023',
        relation: 'parent',
        isHead: true,
        trigger: 'application'
      }
    ]
  }
)
export type NewRelativeFiling = Static<typeof NewRelativeFiling>

export const RelativeRegistration = closed(
  { level: fields.Level, onBehalf: Type.Optional(fields.OnBehalf) },
  {
    $id: 'RelativeRegistration',
    title: '三级登记',
    description: 'Registration of a filing at a level',
    examples: [{ level: 'county' }]
  }
)
export type RelativeRegistration = Static<typeof RelativeRegistration>

export const RelativeVisit = closed(
  {
    visitedOn: fields.VisitedOn,
    visitors: fields.Visitors,
    conclusion: fields.Conclusion,
    remarks: Type.Optional(fields.Remarks)
  },
  {
    $id: 'RelativeVisit',
    title: '入户核查',
    description: 'Visit of the county to the household',
    examples: [
      {
        visitedOn: '2026-03-02',
        visitors: ['019f3c2a-7d10-7c3e-9b52-6f1d2a4c8e01'],
        conclusion: 'sound'
      }
    ]
  }
)
export type RelativeVisit = Static<typeof RelativeVisit>

export const RelativeCorrection = closed(
  {
    recipientNo: Type.Optional(content.recipientNo),
    villageCode: Type.Optional(content.villageCode),
    idNumber: Type.Optional(content.idNumber),
    relation: Type.Optional(content.relation),
    isHead: Type.Optional(content.isHead),
    fileNo: Type.Optional(fields.FileNo),
    reason: text(500, '更正理由', 'Reason of the correction, without names and numbers of people')
  },
  {
    $id: 'RelativeCorrection',
    title: '更正备案',
    description: 'Correction of a filing; its day and its registrations stay',
    minProperties: 2,
    examples: [{ recipientNo: 'R0002', reason: '编号录入有误' }]
  }
)
export type RelativeCorrection = Static<typeof RelativeCorrection>

export const RelativeEnd = closed(
  {
    on: { ...LocalDate, title: '注销日期', description: 'Day from which the filing is not in force' },
    reason: fields.EndReason
  },
  {
    $id: 'RelativeEnd',
    title: '注销备案',
    description: 'End of a filing',
    examples: [{ on: '2026-03-02', reason: 'left-programme' }]
  }
)
export type RelativeEnd = Static<typeof RelativeEnd>

export const RelativeFilingItem = closed(fields.item.properties, {
  $id: 'RelativeFilingItem',
  title: '近亲属备案（列表项）',
  description: 'Filing of a near relative in a list'
})
export type RelativeFilingItem = Static<typeof RelativeFilingItem>

export const RelativeFiling = closed(
  {
    ...fields.item.properties,
    ...fields.details.properties,
    terms: Type.Array(Type.Unsafe<Term>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Terms of the filing: for filing, and for ending it'
    }),
    actions: actions(stepNames)
  },
  {
    $id: 'RelativeFiling',
    title: '近亲属备案',
    description: 'Near relative of a filer who receives an allowance, filed person by person'
  }
)
export type RelativeFiling = Static<typeof RelativeFiling>

export const RelativeFilingPage = {
  ...listOf(Type.Unsafe<RelativeFilingItem>({ $ref: 'RelativeFilingItem#' })),
  $id: 'RelativeFilingPage'
}

export const documentQuery = closed({ programme: Type.Optional(ProgrammeCode) })

export const FilingImport = closed(
  {
    received: Type.Integer({ title: '收到行数', description: 'Number of lines read' }),
    created: Type.Integer({ title: '新增', description: 'Number of filings made' }),
    late: Type.Integer({ title: '其中逾期', description: 'Number of these that came after their term' }),
    normalised: Normalised,
    ignored: Ignored
  },
  { $id: 'RelativeFilingImport', title: '导入结果', description: 'Result of an import of filings' }
)
export type FilingImport = Static<typeof FilingImport>

export const schemas = [
  NewRelativeFiling,
  RelativeRegistration,
  RelativeVisit,
  RelativeCorrection,
  RelativeEnd,
  RelativeFilingItem,
  RelativeFiling,
  RelativeFilingPage,
  FilingImport
]
