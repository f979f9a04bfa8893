import { Type } from 'typebox'
import { anyone } from '../../platform/auth/actor.ts'
import type { App } from '../../platform/http/app.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { idParams, ref } from '../../platform/schema.ts'
import type { Workshop } from '../../platform/work.ts'
import * as rules from '../rules.ts'
import * as plans from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as words from './schema.ts'
import * as store from './store.ts'

const config = { roles: anyone, scope: 'inspection-plan' } as const

export function drawRoutes(app: App, { db }: Workshop): void {
  for (const schema of [words.Draw, words.Draws, words.Verification]) app.addSchema(schema)
  app.get(
    '/v1/inspection-plans/:id/draws',
    {
      config,
      schema: {
        ...describe(
          'listDraws',
          'plans',
          '查询计划的抽签',
          'The draws of a plan: frame, seed, selection, replacements'
        ),
        params: idParams,
        response: { 200: ref(words.Draws) }
      }
    },
    async (request) => {
      if (!(await plans.isSeen(db, request.actor, request.params.id))) throw refuse('plan-not-found')
      return { items: await store.list(db, request.params.id) }
    }
  )
  app.get(
    '/v1/draws/:id/frame',
    {
      config,
      schema: {
        ...describe('getFrame', 'plans', '下载抽样框', 'The frame of a draw, byte for byte as it was hashed'),
        params: idParams,
        response: {
          200: {
            description: '代码按字节升序，每行一个。Codes in byte order, a line each',
            content: { 'text/plain': { schema: Type.String() } }
          }
        }
      }
    },
    async (request, reply) => {
      const frame = await store.frame(db, request.actor, request.params.id)
      if (frame === undefined) throw refuse('draw-not-found')
      return reply.type('text/plain; charset=utf-8').header('etag', '"1"').serializer(String).send(frame)
    }
  )
  app.get(
    '/v1/draws/:id/verification',
    {
      config,
      schema: {
        ...describe(
          'verifyDraw',
          'plans',
          '核验抽签',
          'Recomputes a draw and compares it with all that is on record'
        ),
        params: idParams,
        response: { 200: ref(words.Verification) }
      }
    },
    async (request) => {
      const drawn = await store.drawn(db, request.actor, request.params.id)
      if (drawn === undefined) throw refuse('draw-not-found')
      return rules.verify(drawn)
    }
  )
}
