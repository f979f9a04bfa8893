import type { FastifyRequest } from 'fastify'
import { constraintsIn } from '../../platform/database/failures.ts'
import { type SchemaError, schemaFaults } from '../../platform/errors/faults.ts'
import { languageOf, problemOf } from '../../platform/errors/problems.ts'
import type { Fault } from '../../platform/errors/refusal.ts'
import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import type { Vault } from '../identity/vault.ts'
import { wordings } from '../vocabulary.ts'
import { type Result, receiveCases } from './actions.ts'
import { faultsByCase, placeOf } from './rules.ts'
import { batchSchemas, CaseBatch, type CaseBatchResult, NewCaseBatch } from './schema.ts'

/** Five hundred cases with long texts; ordinary ones need a tenth of it. */
const MOST_BYTES = 8 * 1024 * 1024

export function batchRoutes(app: App, vault: Vault): void {
  for (const one of batchSchemas) app.addSchema(one)
  app.post(
    '/v1/cases/batch',
    {
      config: { permission: 'cases:receive', scope: 'case', checksEach: true },
      bodyLimit: MOST_BYTES,
      attachValidation: true,
      schema: {
        ...describe('receiveCases', 'cases', '批量登记信访件', {
          zh: '一次登记至多五百件信访件。每件与单独登记相同，结果逐件返回：编号或者回执，或者错误；一件有误，不影响其他各件。以同一幂等键重发的，返回同一结果；来源编号已有记录的，返回已有信访件的标识。',
          en:
            'Receives up to 500 cases, each as if it were sent alone, and returns a result for each: number ' +
            'or receipt code, or the problem. A case that is refused stops no other. The same ' +
            'Idempotency-Key gives the same results; a source that is on record already gives the ' +
            'identifier of the case that exists.'
        }),
        body: ref(NewCaseBatch),
        response: { 200: ref(CaseBatch) }
      }
    },
    (request, reply) => {
      const faults = faultsIn(request)
      const { cases } = request.body
      const parts = { vault, constraints: constraintsIn(wordings) }
      return reply.perform({ status: 200 }, async (work) => {
        const results = await receiveCases(work, parts, cases, faults)
        const shown = results.map((one) => onWire(one, request))
        const refused = shown.filter(({ problem }) => problem !== null).length
        return { received: shown.length - refused, refused, results: shown }
      })
    }
  )
}

/**
 * What is wrong with the form of single cases.
 *
 * @throws validation-failed where the batch itself has not the form of one
 */
function faultsIn({ validationError: error }: FastifyRequest): Map<number, Fault[]> {
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

function onWire(result: Result, request: FastifyRequest): CaseBatchResult {
  if (!('refusal' in result)) return { ...result, problem: null }
  const { errors, ...problem } = problemOf(result.refusal, languageOf(request))
  const place = { instance: request.url.split('?', 1)[0] ?? '', requestId: request.id }
  const full = { ...problem, ...place, ...(errors.length > 0 && { errors }) } as CaseBatchResult['problem']
  return { index: result.index, id: null, number: null, receipt: null, problem: full }
}
