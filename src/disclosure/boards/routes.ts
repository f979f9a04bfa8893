import type { FastifyContextConfig } from 'fastify'
import { provinceTree } from '../../platform/access/province.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { boards } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'disclosure'
const read: FastifyContextConfig = { permission: 'disclosures:read', scope }
const keep: FastifyContextConfig = { permission: 'disclosures:keep', scope }

export function boardRoutes(app: App, { db, clock }: AppContext): void {
  for (const one of schema.boardSchemas) app.addSchema(one)
  app.get(
    '/v1/notice-boards',
    {
      config: read,
      schema: {
        ...describe('listNoticeBoards', 'disclosure', '查询公示板', {
          zh: '按单位列出公示板。全省人员均可查看。',
          en: 'Lists notice boards by unit. Everybody of the province may read them.'
        }),
        querystring: boards.query,
        response: { 200: listAnswer(ref(schema.NoticeBoardPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await provinceTree(db, actor, query.within)
      const seen = inTrees([tree], { table: 'notice_board', unit: 'unit_code' })
      return reply.list(boards.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/notice-boards/:id',
    {
      config: read,
      schema: {
        ...describe('getNoticeBoard', 'disclosure', '查询一块公示板', {
          zh: '返回一块公示板。全省人员均可查看。',
          en: 'Returns one notice board. Everybody of the province may read it.'
        }),
        params: idParams,
        response: { 200: ref(schema.NoticeBoard) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('notice-board-not-found')))
    }
  )
  writing(app)
}

function writing(app: App): void {
  app.post(
    '/v1/notice-boards',
    {
      config: keep,
      schema: {
        ...describe('enterNoticeBoard', 'disclosure', '登记公示板', {
          zh: '登记一个单位的公示板。由本单位或其上级办理。',
          en: 'Records a notice board. For people of the unit and of the units above it.'
        }),
        body: ref(schema.NewNoticeBoard),
        response: { 201: ref(schema.NoticeBoard) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.NoticeBoard) => `/v1/notice-boards/${made.id}` },
        (work) => actions.enterBoard(work, request.body)
      )
  )
  app.patch(
    '/v1/notice-boards/:id',
    {
      config: { ...keep, needsVersion: true },
      schema: {
        ...describe('changeNoticeBoard', 'disclosure', '变更公示板', {
          zh: '变更公示板的地点或日期，或登记停用。停用前应登记其上公示的撤除。',
          en:
            'Changes the place or the days of a notice board, or ends it. The notices on it have to be ' +
            'removed first.'
        }),
        params: idParams,
        body: ref(schema.NoticeBoardChange),
        response: { 200: ref(schema.NoticeBoard) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.changeBoard(work, request.params.id, request.body))
  )
}
