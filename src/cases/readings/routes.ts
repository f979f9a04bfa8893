import { subtree } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { ofReports, readings } from './list.ts'
import { Reading, ReadingPage } from './schema.ts'

const scope = 'report-reading'

/**
 * The readings of reports. They are kept apart from the audit trail, which the handlers of a report can read.
 */
export function readingRoutes(app: App, { db, clock }: AppContext): void {
  for (const one of [Reading, ReadingPage]) app.addSchema(one)
  app.get(
    '/v1/report-readings',
    {
      config: { permission: 'readings:read', scope },
      schema: {
        ...describe('listReportReadings', 'cases', '查询检举控告查阅记录', {
          zh: '列出谁查阅过检举控告的内容，最近的在前。限办理单位的上级单位审计人员；由最上级单位办理的，限该单位审计人员。',
          en:
            'Lists who read the text of reports, the latest first. For auditors of a unit above the ' +
            'handling unit; for a report that the unit at the top handles, for auditors of that unit.'
        }),
        querystring: readings.query,
        response: { 200: listAnswer(ref(ReadingPage)) }
      }
    },
    async (request, reply) => {
      const { actor, query } = request
      const tree = await subtree(db, actor, scope, query.within)
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(readings.asked({ db }, query, ofReports(tree), viewer))
    }
  )
}
