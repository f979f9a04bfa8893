import { type Static, Type } from 'typebox'
import type { Finding } from '../../findings/index.ts'
import { accounts } from '../../funds/index.ts'
import { closed, LocalDate, listOf, oneOf, text } from '../../platform/http/schema.ts'
import { ExceptionWord, exceptionFields } from './fields.ts'

const { position: _, ...properties } = exceptionFields(accounts.whole).properties

export const FundException = closed(properties, {
  $id: 'FundException',
  title: '资金异常',
  description: 'Exception that a fund check found'
})
export type FundException = Static<typeof FundException>

export const ExceptionPage = {
  ...listOf(Type.Unsafe<FundException>({ $ref: 'FundException#' })),
  $id: 'FundExceptionPage'
}

export const CheckFindings = closed(
  {
    types: Type.Optional(
      Type.Array(ExceptionWord, {
        minItems: 1,
        maxItems: 20,
        uniqueItems: true,
        title: '异常类型',
        description: 'Types of exceptions, one finding for each; default: all types that occurred'
      })
    ),
    severity: oneOf(['minor', 'serious', 'grave'], {
      title: '严重程度',
      description: 'Severity of the findings'
    }),
    text: Type.Optional(text(3000, '问题描述', 'Text before the figures, which are added automatically')),
    rectifyBy: Type.Optional({
      ...LocalDate,
      title: '整改期限',
      description: 'Last day for the rectification'
    })
  },
  {
    $id: 'FundCheckFindings',
    title: '异常转问题',
    description: 'Findings to be made from exceptions',
    examples: [{ severity: 'serious' }]
  }
)
export type CheckFindings = Static<typeof CheckFindings>

export const FindingsMade = Type.Object(
  { items: Type.Array(Type.Unsafe<Finding>({ $ref: 'Finding#' })) },
  { $id: 'FundCheckFindingsMade', title: '登记的问题', description: 'Findings that were made' }
)

export const exceptionSchemas = [FundException, ExceptionPage, CheckFindings, FindingsMade]
