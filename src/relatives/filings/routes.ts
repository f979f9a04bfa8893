import type { FastifyContextConfig } from 'fastify'
import { sql } from 'kysely'
import type { Hasher } from '../../funds/index.ts'
import { placeOf, subtree, subtrees } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { documentAnswer } from '../../platform/official-document/index.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { unitParams } from '../../units/index.ts'
import * as actions from './actions.ts'
import { MOST_IN_DOCUMENT, summaryOf } from './document.ts'
import { filings } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'relative-filing'
const read: FastifyContextConfig = { permission: 'relatives:read', scope }
const file: FastifyContextConfig = { permission: 'relative-filings:file', scope }

/** What filings need of other rooms. */
export interface FilingParts {
  hashed: Hasher
  staffAmong: actions.StaffAmong
}

export function filingRoutes(app: App, context: AppContext, { hashed, staffAmong }: FilingParts): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  summary(app, context)
  filing(app, hashed)
  registering(app, staffAmong)
  changing(app, hashed)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/relative-filings',
    {
      config: read,
      schema: {
        ...describe('listRelativeFilings', 'relatives', '查询近亲属备案', {
          zh: '列出本单位和下级单位工作人员的近亲属备案，最近备案的在前。县级以上单位还可看到救助对象在其辖区内的备案。',
          en:
            'Lists the filings of the filers of a unit and the units below it, the latest first. From the ' +
            'county up the list also has filings about recipients who live within the unit.'
        }),
        querystring: filings.query,
        response: { 200: listAnswer(ref(schema.RelativeFilingPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const viewer = { ...actor, today: localDate(clock()) }
      const seen =
        query.unitCode === undefined
          ? store.seenIn(await subtree(db, actor, scope, query.within))
          : inTrees(await subtrees(db, actor, scope, query), { table: 'relative_filing', unit: 'unit_code' })
      return reply.list(filings.asked({ db }, query, seen, viewer))
    }
  )
  app.get(
    '/v1/relative-filings/:id',
    {
      config: read,
      schema: {
        ...describe('getRelativeFiling', 'relatives', '查询一条近亲属备案', {
          zh: '返回一条备案及其登记、入户核查和期限。不显示救助对象姓名，身份证号码只显示后四位。',
          en:
            'Returns one filing with its registrations, its visit and its terms. No name of the recipient ' +
            'is kept, and of the identity number the last four characters.'
        }),
        params: idParams,
        response: { 200: ref(schema.RelativeFiling) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('relative-filing-not-found')))
    }
  )
}

function summary(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/units/:code/relative-filings/document',
    {
      config: read,
      schema: {
        ...describe('getRelativeFilingsDocument', 'relatives', '近亲属备案汇总表', {
          zh: '以公文形式返回单位及其下级工作人员有效备案的汇总表，至多三千条。不含救助对象姓名。',
          en:
            'Returns the filings in force of the filers of a unit and the units below it as an official ' +
            'document, at most 3,000. It names no recipient.'
        }),
        params: unitParams,
        querystring: schema.documentQuery,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params: { code }, query: { programme } }, reply) => {
      const today = localDate(clock())
      const trees = [await placeOf(db, actor, scope, code, '{code}')]
      const seen = inTrees(trees, { table: 'relative_filing', unit: 'unit_code' })
      const wanted = {
        state: ['filed', 'registered'],
        ...(programme !== undefined && { programme: [programme] })
      }
      const rows = filings.rows(wanted, seen, { ...actor, today })
      const most = sql.lit(MOST_IN_DOCUMENT + 1)
      const found =
        await sql<schema.RelativeFilingItem>`select * from (${rows}) as shown limit ${most}`.execute(db)
      return reply.document({ version: 1 }, await summaryOf(db, { code, today }, found.rows))
    }
  )
}

function filing(app: App, hashed: Hasher): void {
  app.post(
    '/v1/relative-filings',
    {
      config: file,
      schema: {
        ...describe('fileRelative', 'relatives', '近亲属备案', {
          zh: '逐人备案享受救助的近亲属，由工作人员所在单位或者上级单位办理。备案日期由系统确定。同一救助对象可由不同的工作人员分别备案。',
          en:
            'Files a near relative who receives an allowance, person by person. The unit of the filer or a ' +
            'unit above it does so. The service sets the day. Different filers may file the same recipient.'
        }),
        body: ref(schema.NewRelativeFiling),
        response: { 201: ref(schema.RelativeFiling) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.RelativeFiling) => `/v1/relative-filings/${made.id}` },
        (work) => actions.fileRelative(work, request.body, hashed)
      )
  )
}

function registering(app: App, staffAmong: actions.StaffAmong): void {
  const { worded } = stepsOf(app, '/v1/relative-filings', schema.RelativeFiling)
  worded(
    'register',
    file,
    describe('registerRelativeFiling', 'relatives', '三级登记', {
      zh: '将备案登记到村、乡、县三级中的一级。由本级单位登记，上级单位可以代为登记并予注明。',
      en:
        'Enters a filing in the register of the village, the township or the county. The unit of that ' +
        'level does so, or a unit above on its behalf.'
    }),
    schema.RelativeRegistration,
    actions.registerFiling
  )
  worded(
    'visit',
    file,
    describe('visitRelativeHousehold', 'relatives', '登记入户核查', {
      zh: '登记县级以上单位对该户的入户核查。再次核查取代原记录。',
      en: 'Enters the visit of a county, or of a unit above it, to the household. A later visit replaces it.'
    }),
    schema.RelativeVisit,
    (work, id, body) => actions.visitHousehold(work, id, body, staffAmong)
  )
}

function changing(app: App, hashed: Hasher): void {
  const { worded } = stepsOf(app, '/v1/relative-filings', schema.RelativeFiling)
  worded(
    'correct',
    file,
    describe('correctRelativeFiling', 'relatives', '更正备案', {
      zh: '更正备案中误录的内容，说明理由。备案日期和已有的登记不变。',
      en: 'Corrects what was entered by mistake, with the reason. The day and the registrations stay.'
    }),
    schema.RelativeCorrection,
    (work, id, body) => actions.correctFiling(work, id, body, hashed)
  )
  worded(
    'end',
    file,
    describe('endRelativeFiling', 'relatives', '注销备案', {
      zh: '注销不再有效的备案，并说明原因。',
      en: 'Ends a filing that is no longer in force, with the reason.'
    }),
    schema.RelativeEnd,
    actions.endFiling
  )
}
