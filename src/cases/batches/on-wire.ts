import type { FastifyRequest } from 'fastify'
import { type SchemaError, schemaFaults } from '../../platform/errors/faults.ts'
import { languageOf, problemOf } from '../../platform/errors/problems.ts'
import type { Fault } from '../../platform/errors/refusal.ts'
import type { Result } from './actions.ts'
import { faultsByCase, placeOf } from './rules.ts'
import type { CaseBatchResult } from './schema.ts'

/**
 * What is wrong with the form of single cases.
 *
 * @throws validation-failed where the batch itself has not the form of one
 */
export function faultsIn({ validationError: error }: FastifyRequest): Map<number, Fault[]> {
  if (error === undefined) return new Map()
  const faults = schemaFaults((error.validation ?? []) as unknown as SchemaError[], 'body')
  const byCase = error.validationContext === 'body' ? faultsByCase(faults) : undefined
  if (byCase === undefined) throw error
  // Each pointer gets its place in the batch back where the result is made.
  return new Map(
    [...byCase].map(([index, list]) => [
      index,
      list.map((one) => ({ ...one, pointer: one.pointer.slice(placeOf(index).length) }))
    ])
  )
}

export function onWire(result: Result, request: FastifyRequest): CaseBatchResult {
  if (!('refusal' in result)) return { ...result, problem: null }
  const { errors, ...problem } = problemOf(result.refusal, languageOf(request))
  const place = { instance: request.url.split('?', 1)[0] ?? '', requestId: request.id }
  const full = { ...problem, ...place, ...(errors.length > 0 && { errors }) } as CaseBatchResult['problem']
  return { index: result.index, id: null, number: null, receipt: null, problem: full }
}
