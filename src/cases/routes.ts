import type { FastifyContextConfig } from 'fastify'
import { disclosed, subtrees } from '../platform/access/scope.ts'
import type { Reads } from '../platform/database/reads.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { inTrees } from '../platform/http/lists/scopes.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { batchRoutes } from './batches/routes.ts'
import { bulletinRoutes } from './bulletins/routes.ts'
import { correctionRoutes } from './corrections/routes.ts'
import { handedInRoutes } from './handed-in/routes.ts'
import { type IdentityParts, identityRoutes } from './identity/routes.ts'
import { keepIdNumbersOut } from './intake/free-text.ts'
import { intakeRoutes } from './intake/routes.ts'
import { intakeSchemas } from './intake/schema.ts'
import { letterRoutes } from './letters/routes.ts'
import { cases } from './queue/list.ts'
import { CasePage } from './queue/schema.ts'
import { noteReading, noteReadings } from './readings/note.ts'
import { readingRoutes } from './readings/routes.ts'
import { referralRoutes } from './referrals/routes.ts'
import type { ClueSources } from './referrals/sources.ts'
import * as schema from './schema.ts'
import { stepRoutes } from './steps/routes.ts'
import * as store from './store.ts'
import { timelineRoutes } from './timeline/routes.ts'
import { refuse } from './vocabulary.ts'

const scope = 'case'
const read: FastifyContextConfig = { permission: 'cases:read', scope }

const unknown = () => refuse('case-not-found')

/** What the room needs. */
interface Parts extends IdentityParts {
  context: AppContext
  reads: Reads
  clueSources: ClueSources
}

export function register(app: App, { context, reads, clueSources, ...identities }: Parts): void {
  const { Case, CaseItem } = schema
  for (const one of [...intakeSchemas, ...schema.parts, Case, CaseItem, CasePage]) app.addSchema(one)
  keepIdNumbersOut(app)
  intakeRoutes(app, context, identities.vault)
  batchRoutes(app, identities.vault)
  handedInRoutes(app, context)
  listing(app, context, reads)
  reading(app, context)
  stepRoutes(app)
  correctionRoutes(app)
  timelineRoutes(app, context)
  identityRoutes(app, context, identities)
  letterRoutes(app, context)
  referralRoutes(app, context, clueSources)
  bulletinRoutes(app, context)
  readingRoutes(app, context)
}

function listing(app: App, context: AppContext, reads: Reads): void {
  const { db, clock } = context
  app.get(
    '/v1/cases',
    {
      config: read,
      schema: {
        ...describe('listCases', 'cases', '查询信访件', {
          zh: '列出待办和已办的信访件，到期日最早的在前。',
          en: 'Lists cases as a work queue; the earliest last day of a term comes first.'
        }),
        querystring: cases.query,
        response: { 200: listAnswer(ref(CasePage)) }
      }
    },
    async (request, reply) => {
      const { actor, query } = request
      const trees = await subtrees(reads, actor, scope, query)
      const place = { table: 'petition_case', unit: 'unit_code' }
      const seen = inTrees(trees, place, (viewer) => disclosed(viewer, 'petition_case'))
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list({
        ...cases.asked({ db, reads }, query, seen, viewer),
        onRead: noteReadings(context, actor, cases.where(query, seen, viewer))
      })
    }
  )
}

function reading(app: App, context: AppContext): void {
  const { db, clock } = context
  app.get(
    '/v1/cases/:id',
    {
      config: read,
      schema: {
        ...describe('getCase', 'cases', '查询一件信访件', {
          zh: '返回一件信访件及其期限、书面意见和转送记录。',
          en: 'Returns one case with its terms, decisions and forwardings.'
        }),
        params: idParams,
        response: { 200: ref(schema.Case) }
      }
    },
    async (request, reply) => {
      const today = localDate(clock())
      const one = await foundOr(store.find(db, request.actor, request.params.id, today), unknown)
      await noteReading(context, request, one)
      return reply.versioned(one)
    }
  )
}
