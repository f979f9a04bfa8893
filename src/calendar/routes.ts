import type { App } from '../platform/http/app.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { yearAsKnown } from './reading.ts'
import * as schema from './schema.ts'

/** What the room needs. */
interface Parts {
  context: AppContext
  /** Counts the terms again that touch a changed year. */
  recompute: actions.Recompute
}

export function register(app: App, { context: { db, clock }, recompute }: Parts): void {
  const { CalendarYear, PublishedCalendar, NewCalendar } = schema
  for (const one of [CalendarYear, PublishedCalendar, NewCalendar]) app.addSchema(one)
  app.get(
    '/v1/calendar/:year',
    {
      config: { permission: 'calendar:read', scope: 'open' },
      schema: {
        ...describe('getCalendar', 'calendar', '查询年度日历', {
          zh: '返回一个年度中与通常周历不同的日期。以后年度尚未公布的，为暂定，按通常周历计算。',
          en:
            'Returns the days of a year that differ from the plain week. A later year that has not been ' +
            'announced is provisional and follows the plain week.'
        }),
        params: schema.yearParams,
        response: { 200: ref(CalendarYear) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await yearAsKnown(db, actor, params.year, localDate(clock())))
  )
  app.put(
    '/v1/calendar/:year',
    {
      config: { permission: 'calendar:write', scope: 'open', needsVersion: true },
      schema: {
        ...describe('putCalendar', 'calendar', '公布或更正年度日历', {
          zh:
            '公布或更正一个年度的休息日和调休上班日，仅限最上级单位人员和运维人员。该年度尚无日历的，If-Match 填 0。涉及该年度的未到期期限，由结果所列的长时操作重' +
            '新计算。',
          en:
            'Publishes or corrects the days of a year, for people of a unit at the top and the operator. ' +
            'Send `If-Match: "0"` for a year that has no calendar yet. The operation named in the answer ' +
            'computes running terms that touch the year again.'
        }),
        params: schema.yearParams,
        body: ref(NewCalendar),
        response: { 200: ref(PublishedCalendar) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.putCalendar(work, request.params.year, request.body, recompute)
      )
  )
}
