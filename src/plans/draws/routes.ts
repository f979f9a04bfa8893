import { frameAnswer, Verification } from '../../platform/draw/schema.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as rules from '../rules.ts'
import * as plans from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const config = { permission: 'plans:read', scope: 'inspection-plan' } as const

const unknown = () => refuse('draw-not-found')

export function drawRoutes(app: App, { db }: AppContext): void {
  for (const one of [schema.Draw, schema.Draws, Verification]) app.addSchema(one)
  app.get(
    '/v1/inspection-plans/:id/draws',
    {
      config,
      schema: {
        ...describe('listDraws', 'plans', '查询计划的抽签', {
          zh: '列出一份计划的抽签：抽样框、种子、抽中对象和替换情况。',
          en: 'Lists the draws of a plan: frame, seed, selection and replacements.'
        }),
        params: idParams,
        response: { 200: ref(schema.Draws) }
      }
    },
    async (request) => {
      const plan = plans.seen(db, request.actor, request.params.id)
      const { id } = await foundOr(plan, () => refuse('plan-not-found'))
      return { items: await store.list(db, id) }
    }
  )
  app.get(
    '/v1/draws/:id/frame',
    {
      config,
      schema: {
        ...describe('getFrame', 'plans', '下载抽样框', {
          zh: '下载抽签所用的抽样框，与计算摘要时的内容逐字节相同。',
          en: 'Downloads the frame of a draw, byte for byte as it was hashed.'
        }),
        params: idParams,
        response: { 200: frameAnswer }
      }
    },
    async (request, reply) => {
      const frame = await foundOr(store.frame(db, request.actor, request.params.id), unknown)
      return reply.type('text/plain; charset=utf-8').header('etag', '"1"').serializer(String).send(frame)
    }
  )
  app.get(
    '/v1/draws/:id/verification',
    {
      config,
      schema: {
        ...describe('verifyDraw', 'plans', '核验抽签', {
          zh: '重新计算一次抽签，并与记录逐项比对。',
          en: 'Recomputes a draw and compares the result with everything that is recorded of it.'
        }),
        params: idParams,
        response: { 200: ref(Verification) }
      }
    },
    async (request) => {
      return rules.verify(await foundOr(store.drawn(db, request.actor, request.params.id), unknown))
    }
  )
}
