import { type Static, Type } from 'typebox'
import { closed, listOf } from '../http/schema.ts'
import { item } from './fields.ts'

const { done, total, phase, ...properties } = item.properties

export const Operation = closed(
  { ...properties, progress: closed({ done, total, phase }, { title: '进度', description: 'Progress' }) },
  {
    $id: 'Operation',
    title: '长时操作',
    description: 'Work that takes longer than a request. Read it again until `state` is succeeded or failed.'
  }
)

export type Operation = Static<typeof Operation>

export const OperationPage = {
  ...listOf(Type.Unsafe<Operation>({ $ref: 'Operation#' })),
  $id: 'OperationPage'
}
