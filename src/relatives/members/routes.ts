import { disbursements, refuseFunds } from '../../funds/index.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Operation } from '../../platform/operations/index.ts'
import { isLong } from '../../platform/table/long.ts'
import { tableQuery } from '../../platform/table/schema.ts'
import type { AppContext, Work } from '../../platform/work/work.ts'
import { XLSX } from '../../platform/xlsx/media-type.ts'
import { MOST_BYTES } from '../uploads/intake.ts'
import { takingTables, type UploadParts } from '../uploads/routes.ts'
import { mustHaveRoster, takeMembers } from './actions.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const table = 'recipientNo,idNumber\n'

export function memberRoutes(app: App, { db }: AppContext, parts: UploadParts): void {
  for (const one of schema.schemas) app.addSchema(one)
  app.get(
    '/v1/disbursements/:id/members',
    {
      config: { permission: 'funds:read', scope: 'fund' },
      schema: {
        ...describe('getHouseholdMembers', 'relatives', '查询共同生活成员', {
          zh: '返回一个发放批次各户共同生活成员的数量，不含任何人员信息。',
          en: 'Returns the number of members of the households of a disbursement, without people.'
        }),
        params: idParams,
        response: { 200: ref(schema.HouseholdMembers) }
      }
    },
    async ({ actor, params }, reply) => {
      const batch = disbursements.seen(db, actor, params.id)
      const { version } = await foundOr(batch, () => refuseFunds('disbursement-not-found'))
      return reply.versioned({ ...(await store.countsOf(db, params.id)), version })
    }
  )
  takingTables(app, (upload) => taking(upload, parts))
}

function taking(app: App, { hashed, workbooks }: UploadParts): void {
  app.put(
    '/v1/disbursements/:id/members',
    {
      config: { permission: 'funds:keep', scope: 'fund', table },
      bodyLimit: MOST_BYTES,
      schema: {
        ...describe('putHouseholdMembers', 'relatives', '上传共同生活成员', {
          zh:
            '上传名册各户的共同生活成员，供近亲属备案比对使用：名册只列户主。身份证号码只保存加密摘要，姓名等其他列不予保存。' +
            '全部写入或全部不写入，新文件取代原文件。',
          en:
            'Uploads the members of the households on the roster, for the comparison of filings: rosters ' +
            'name the heads only. Keyed hashes of the identity numbers are kept, and other columns such as ' +
            'names are not. All lines are written, or none; the file replaces the one before.'
        }),
        consumes: ['text/csv', XLSX],
        params: idParams,
        querystring: tableQuery,
        response: { 200: ref(schema.HouseholdMembersTaken), 202: ref(Operation) }
      }
    },
    ({ params: { id }, headers, query: { sheet, allowEmpty = false } }, reply) => {
      const given = { contentType: headers['content-type'], sheet, allowEmpty, workbooks }
      const check = async (work: Work) => void (await mustHaveRoster(work, id))
      const subject = { kind: 'disbursement', id }
      const operation = { kind: 'relatives.members', input: { disbursementId: id }, subject, isLong, check }
      const effect = { status: 200, maxBytes: MOST_BYTES, isSealed: true, operation } as const
      return reply.receive(effect, (work, body, tell) =>
        takeMembers(work, id, { body, tell, ...given }, hashed)
      )
    }
  )
}
