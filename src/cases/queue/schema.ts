import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, LocalDate, listOf, oneOf, UnitCode } from '../../platform/http/schema.ts'
import { type CaseItem, Category, Cause, Kind, State } from '../schema.ts'

export const CasePage = { ...listOf(Type.Unsafe<CaseItem>({ $ref: 'CaseItem#' })), $id: 'CasePage' }

export const caseQuery = closed({
  within,
  unitCode: Type.Optional({
    ...UnitCode,
    title: '办理单位',
    description: 'Handling unit of the cases listed'
  }),
  kind: Type.Optional(Kind),
  state: Type.Optional(State),
  category: Type.Optional(Category),
  cause: Type.Optional(Cause),
  overdue: Type.Optional(
    Type.Boolean({ title: '是否超期', description: 'Whether a running term is past its last day' })
  ),
  dueBefore: Type.Optional({
    ...LocalDate,
    title: '到期日之前',
    description: 'Only cases with a term that ends before this day'
  }),
  receivedFrom: Type.Optional({ ...LocalDate, title: '收到日期起', description: 'First day of receipt' }),
  receivedTo: Type.Optional({ ...LocalDate, title: '收到日期止', description: 'Last day of receipt' }),
  handler: Type.Optional(
    oneOf(['me'], { title: '经办人', description: 'Handler; `me`: cases that the caller handles' })
  ),
  receipt: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 40,
      title: '登记回执',
      description: 'Receipt code of a report, as shown by the person who brought it'
    })
  ),
  q: Type.Optional(
    Type.String({ minLength: 2, maxLength: 100, title: '关键词', description: 'Words in the summary' })
  ),
  sort: Type.Optional(
    oneOf(['dueOn', '-receivedAt'], {
      title: '排序',
      description: 'Order: earliest last day first (default), or latest receipt first',
      default: 'dueOn'
    })
  ),
  ...pageParameters
})
export type CaseQuery = Static<typeof caseQuery>
