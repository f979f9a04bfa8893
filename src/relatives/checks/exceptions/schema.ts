import { type Static, Type } from 'typebox'
import type { Finding } from '../../../findings/index.ts'
import { closed, LocalDate, listOf, oneOf, text } from '../../../platform/http/schema.ts'
import { ExceptionWord, exceptionFields } from './fields.ts'

const { position: _, ...properties } = exceptionFields.properties

export const RelativeException = closed(properties, {
  $id: 'RelativeException',
  title: '近亲属备案异常',
  description: 'Exception that a check of near relatives found'
})
export type RelativeException = Static<typeof RelativeException>

export const ExceptionPage = {
  ...listOf(Type.Unsafe<RelativeException>({ $ref: 'RelativeException#' })),
  $id: 'RelativeExceptionPage'
}

export const CheckFindings = closed(
  {
    types: Type.Optional(
      Type.Array(ExceptionWord, {
        minItems: 1,
        maxItems: 20,
        uniqueItems: true,
        title: '异常类型',
        description: 'Types of exceptions, one finding for each unit; default: all types that occurred'
      })
    ),
    severity: oneOf(['minor', 'serious', 'grave'], {
      title: '严重程度',
      description: 'Severity of the findings'
    }),
    text: Type.Optional(
      text(3000, '问题描述', 'Text before the figures, which are added automatically; it names no recipient')
    ),
    rectifyBy: Type.Optional({
      ...LocalDate,
      title: '整改期限',
      description: 'Last day for the rectification'
    })
  },
  {
    $id: 'RelativeCheckFindings',
    title: '近亲属备案异常转问题',
    description: 'Findings to be made from exceptions',
    examples: [{ types: ['unfiled', 'short'], severity: 'serious' }]
  }
)
export type CheckFindings = Static<typeof CheckFindings>

export const FindingsMade = Type.Object(
  { items: Type.Array(Type.Unsafe<Finding>({ $ref: 'Finding#' })) },
  { $id: 'RelativeCheckFindingsMade', title: '登记的问题', description: 'Findings that were made' }
)

export const exceptionSchemas = [RelativeException, ExceptionPage, CheckFindings, FindingsMade]
