import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import { closed, LocalDate, listOf, oneOf, UnitCode } from '../../platform/http/schema.ts'
import { type CaseItem, Category, Cause, Kind, State } from '../schema.ts'

export const CasePage = { ...listOf(Type.Unsafe<CaseItem>({ $ref: 'CaseItem#' })), $id: 'CasePage' }

export const caseQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Cases that this unit handles' }),
  kind: Type.Optional(Kind),
  state: Type.Optional(State),
  category: Type.Optional(Category),
  cause: Type.Optional(Cause),
  overdue: Type.Optional(Type.Boolean({ title: '是否超期', description: 'A running term has ended' })),
  dueBefore: Type.Optional({ ...LocalDate, description: 'Something is due before that day' }),
  receivedFrom: Type.Optional({ ...LocalDate, description: 'Received on that day or later' }),
  receivedTo: Type.Optional({ ...LocalDate, description: 'Received on that day or earlier' }),
  handler: Type.Optional(
    oneOf(['me'], { title: '经办人', description: '`me`: cases that the caller handles' })
  ),
  receipt: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 40,
      title: '登记回执',
      description: 'Receipt that the bringer of a report shows'
    })
  ),
  q: Type.Optional(
    Type.String({ minLength: 2, maxLength: 100, title: '关键词', description: 'Words of the summary' })
  ),
  sort: Type.Optional(
    oneOf(['dueOn', '-receivedAt'], {
      title: '排序',
      description: 'What is due first (default), or what came in last',
      default: 'dueOn'
    })
  ),
  ...pageParameters
})
export type CaseQuery = Static<typeof caseQuery>
