import type { FastifyContextConfig } from 'fastify'
import { isOfSystem } from '../../platform/access/permissions.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { oncePerSource } from '../../platform/http/sources.ts'
import { describe } from '../../platform/openapi/describe.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { withSource } from '../handed-in/store.ts'
import type { Vault } from '../identity/vault.ts'
import { receiveCase, SOURCE_KEY } from './actions.ts'
import { NewCase, ReceivedCase } from './schema.ts'

const receive: FastifyContextConfig = { permission: 'cases:receive', scope: 'case' }

/** Where the actor reads a case that they entered. */
function addressFor(actor: Actor, id: string): string {
  return `/v1/${isOfSystem(actor) ? 'handed-in-cases' : 'cases'}/${id}`
}

export function intakeRoutes(app: App, { db }: AppContext, vault: Vault): void {
  app.post(
    '/v1/cases',
    {
      config: receive,
      schema: {
        ...describe('receiveCase', 'cases', '登记信访件', {
          zh:
            '登记申诉求决、检举控告、意见建议或咨询，编号并开始计算第一个期限。在被检举单位或其下级登记的检举控告，交由最近的、有权查看的上级单位办理；' +
            '被检举单位的人员只得到随机回执，不得编号。同一来源编号再次登记的，返回已有信访件的标识。',
          en:
            'Receives an appeal, report, suggestion or enquiry. The case gets a number and its first ' +
            'term. A report received at an accused unit or below one goes to the nearest unit above ' +
            'that may see it; a person of an accused unit gets a random receipt code and no number. The ' +
            'same source a second time is refused with the identifier of the case that exists.'
        }),
        body: ref(NewCase),
        response: { 201: ref(ReceivedCase) }
      }
    },
    (request, reply) => {
      const { actor, body } = request
      const { source } = body
      const location = ({ id }: ReceivedCase) => addressFor(actor, id)
      return oncePerSource(
        reply.perform({ status: 201, location, single: true }, (work) => receiveCase(work, vault, body)),
        SOURCE_KEY,
        async () => source && withSource(db, actor, source)
      )
    }
  )
}
