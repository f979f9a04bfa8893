import { constraintsIn } from '../../platform/database/failures.ts'
import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import type { Vault } from '../identity/vault.ts'
import { wordings } from '../vocabulary.ts'
import { receiveCases } from './actions.ts'
import { faultsIn, onWire } from './on-wire.ts'
import { batchSchemas, CaseBatch, NewCaseBatch } from './schema.ts'

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
          zh:
            '一次登记至多五百件信访件。每件与单独登记相同，结果逐件返回编号、回执或者错误；' +
            '一件有误，不影响其他各件。以同一幂等键重发的，返回同一结果；' +
            '来源编号已有记录的，返回已有信访件的标识。',
          en:
            'Receives up to 500 cases, each as if it were sent alone, and returns a result for each: ' +
            'number or receipt code, or the problem. A case that is refused stops no other. The same ' +
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
