import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { checkedKey } from '../work/idempotency.ts'
import { type Work, work } from '../work/work.ts'
import type { Spooled } from './limits/spool.ts'
import { whileHeld } from './limits/transfers.ts'
import type { AnswerParts } from './performance.ts'
import { versionsFrom } from './versions.ts'

/** The answer to an upload: something that is made of it, and that nobody keeps. */
export interface Exchanged {
  type: string
  headers?: Record<string, string>
  /** Called once, after the transaction. */
  content: () => Readable
}

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Takes an upload with names or numbers of people, and answers with a file made of it. The upload is
     * encrypted while it is on the disk. Neither it nor the answer is kept: a request with the same
     * Idempotency-Key is done again. The file is closed before the answer begins.
     */
    exchange(maxBytes: number, action: (work: Work, file: Spooled) => Promise<Exchanged>): Promise<never>
  }
}

export function exchanges(app: FastifyInstance, { context, transfers }: AnswerParts): void {
  app.decorateReply('exchange', async function (this: FastifyReply, maxBytes, action) {
    const { actor, id: requestId, traceId, headers } = this.request
    const key = headers['idempotency-key']
    if (key !== undefined) checkedKey(String(key))
    const body = (this.request.body ?? Readable.from([])) as Readable
    // First: what is refused here must not hold a place.
    const caller = { actor, requestId, traceId, versions: versionsFrom(headers['if-match']) }
    const held = await transfers.take(body, this, { maxBytes, isSealed: true })
    const answer = await whileHeld(held, () =>
      work(context, caller, async (work) => {
        const exchanged = await action(work, held.file)
        held.file.signal.throwIfAborted()
        return exchanged
      })
    )
    transfers.watch(this)
    return this.type(answer.type)
      .headers({ ...answer.headers, vary: 'accept' })
      .serializer((payload: unknown) => payload as string)
      .send(answer.content()) as never
  })
}
