import type { Api } from './connect.ts'
import { dataOf } from './results.ts'
import { sleep } from './retries.ts'
import type { components } from './schema.ts'

export type Operation = components['schemas']['Operation']

/** An operation that has failed. */
export class OperationFailed extends Error {
  readonly operation: Operation

  constructor(operation: Operation) {
    super(`The operation ${operation.kind} has failed: ${String(operation.problem?.detail ?? operation.id)}`)
    this.name = 'OperationFailed'
    this.operation = operation
  }
}

/**
 * Waits until an operation has ended, and returns it with its result. `progress` is called after each request.
 *
 * @throws OperationFailed
 * @throws Refusal
 */
export function finished(api: Api) {
  return async (
    id: string,
    { signal, progress }: { signal?: AbortSignal; progress?: (operation: Operation) => void } = {}
  ): Promise<Operation> => {
    for (;;) {
      const params = { path: { id }, query: { wait: 30 } }
      const result = await api.GET('/v1/operations/{id}', { params, ...(signal && { signal }) })
      const operation = dataOf<Operation>(result)
      progress?.(operation)
      if (operation.state === 'succeeded') return operation
      if (operation.state === 'failed') throw new OperationFailed(operation)
      await sleep(Number(result.response.headers.get('retry-after') ?? 1) * 1000, signal)
    }
  }
}
