import { type Static, Type } from 'typebox'
import { closed, listOf } from '../../platform/http/schema.ts'
import { whole } from '../schema.ts'
import { item } from './fields.ts'

export const HandedInCaseItem = closed(item.properties, {
  $id: 'HandedInCaseItem',
  title: '本系统登记的信访件（列表项）',
  description: 'Case that the calling system handed in, in a list'
})
export type HandedInCaseItem = Static<typeof HandedInCaseItem>

export const HandedInCase = closed(
  { ...item.properties, terms: whole.terms },
  {
    $id: 'HandedInCase',
    title: '本系统登记的信访件',
    description: 'Case that the calling system handed in: number, status, terms and outcome'
  }
)
export type HandedInCase = Static<typeof HandedInCase>

export const HandedInCasePage = {
  ...listOf(Type.Unsafe<HandedInCaseItem>({ $ref: 'HandedInCaseItem#' })),
  $id: 'HandedInCasePage'
}

export const handedInSchemas = [HandedInCaseItem, HandedInCase, HandedInCasePage]
