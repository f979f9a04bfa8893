import { runOperation } from '../platform/operations/index.ts'
import type { Jobs } from '../platform/work/jobs.ts'
import type { AppContext } from '../platform/work/work.ts'
import { constraints, handlers } from '../rooms.ts'

/** Operations that wait, run one after another by whoever started them. */
export class Queue implements Jobs {
  readonly #waiting: string[] = []

  async enqueue(_tx: unknown, { operationId }: { operationId: string }): Promise<void> {
    this.#waiting.push(operationId)
  }

  async run(context: AppContext): Promise<void> {
    for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift())
      await runOperation(context, handlers, constraints, { operationId: id, isLast: true })
  }

  async start(): Promise<void> {}
  isReady(): boolean {
    return true
  }
  async stop(): Promise<void> {}
}
