import type { FastifyContextConfig } from 'fastify'
import { frameAnswer, Verification } from '../../platform/draw/schema.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { belongingTo } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { steps } from '../rules.ts'
import { refuse as refuseInspection } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { teamDraws } from './list.ts'
import * as rules from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { isDrawnFor } from './visibility.ts'
import { refuse } from './vocabulary.ts'

const scope = 'inspection'
const read: FastifyContextConfig = { permission: 'staff:read', scope }
const draw: FastifyContextConfig = { permission: steps['draw-team'].permission, scope }

const unknown = () => refuse('team-draw-not-found')

export function teamRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  drawing(app)
  listing(app, context)
  proving(app, context)
}

function drawing(app: App): void {
  app.post(
    '/v1/inspections/:id/draw-team',
    {
      config: draw,
      schema: {
        ...describe('drawTeam', 'inspections', '随机抽取检查人员', {
          zh:
            '从检查单位及其下级的检查人员名录中随机抽取检查组（双随机）。' +
            '检查对象的人员、应回避检查对象或其上下级单位的人员、注明了可检查内容但均不符合的人员不列入抽样框。仅限检查开始前；再次抽取须说明理由，每次抽取均予保留。',
          en:
            'Draws the team of an inspection from the registers of the inspecting unit and the units ' +
            'below it. People of the target, people with a conflict of interest with the target or a ' +
            'unit above or below it, and people whose qualifications cover none of the areas are left ' +
            'out of the frame. Possible until the inspection begins. A repeated draw needs a reason; ' +
            'every draw stays on record.'
        }),
        params: idParams,
        body: ref(schema.TeamDrawing),
        response: { 201: ref(schema.TeamDraw) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.TeamDraw) => `/v1/team-draws/${made.id}` },
        (work) => actions.drawTeam(work, request.params.id, request.body)
      )
  )
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/inspections/:id/team-draws',
    {
      config: read,
      schema: {
        ...describe('listTeamDraws', 'inspections', '查询检查组抽取记录', {
          zh: '按先后列出一次检查的抽取记录。仅检查单位及其上级可以查看，检查对象不能查看。',
          en:
            'Lists the draws for an inspection, the first draw first. Visible to the inspecting unit ' +
            'and the units above it, never to the target.'
        }),
        params: idParams,
        querystring: teamDraws.query,
        response: { 200: listAnswer(ref(schema.TeamDrawPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const inspection = store.inspecting(db, actor, params.id)
      const { id } = await foundOr(inspection, () => refuseInspection('inspection-not-found'))
      const ofInspection = belongingTo('team_draw.inspection_id', id, isDrawnFor)
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(teamDraws.asked({ db }, query, ofInspection, viewer))
    }
  )
  app.get(
    '/v1/team-draws/:id',
    {
      config: read,
      schema: {
        ...describe('getTeamDraw', 'inspections', '查询一次检查组抽取', {
          zh: '返回一次检查组抽取记录。',
          en: 'Returns one draw of a team.'
        }),
        params: idParams,
        response: { 200: ref(schema.TeamDraw) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = await foundOr(store.find(db, actor, params.id), unknown)
      return reply.versioned({ ...found, version: 1 })
    }
  )
}

function proving(app: App, { db }: AppContext): void {
  app.get(
    '/v1/team-draws/:id/frame',
    {
      config: read,
      schema: {
        ...describe('getTeamFrame', 'inspections', '下载检查人员抽样框', {
          zh: '返回抽取所用的抽样框，与计算摘要时逐字节一致。',
          en: 'Returns the frame of a draw, byte for byte as it was hashed.'
        }),
        params: idParams,
        response: { 200: frameAnswer }
      }
    },
    async ({ actor, params }, reply) => {
      const frame = await foundOr(store.frame(db, actor, params.id), unknown)
      return reply.type('text/plain; charset=utf-8').header('etag', '"1"').serializer(String).send(frame)
    }
  )
  app.get(
    '/v1/team-draws/:id/verification',
    {
      config: read,
      schema: {
        ...describe('verifyTeamDraw', 'inspections', '核验检查组抽取', {
          zh: '重新计算一次抽取，并与留存的记录比对；最后一次抽取还与现有检查组比对。',
          en:
            'Recomputes a draw and compares it with the records. The last draw is also compared with ' +
            'the present team.'
        }),
        params: idParams,
        response: { 200: ref(Verification) }
      }
    },
    async ({ actor, params }) => rules.verify(await foundOr(store.drawn(db, actor, params.id), unknown))
  )
}
