import type { Db } from '../platform/database/connect.ts'
import type { App } from '../platform/http/app.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import * as actions from './actions.ts'
import { yearAsKnown } from './reading.ts'
import * as schema from './schema.ts'

export function calendarRoutes(app: App, db: Db, recompute: actions.Recompute): void {
  const { CalendarYear, PublishedCalendar, NewCalendar } = schema
  for (const one of [CalendarYear, PublishedCalendar, NewCalendar]) app.addSchema(one)
  app.get(
    '/v1/calendar/:year',
    {
      config: { permission: 'calendar:read', scope: 'open' },
      schema: {
        ...describe(
          'getCalendar',
          'calendar',
          '查询年度日历',
          'The days of a year that differ from the plain week',
          'A later year that has not been announced is provisional: the plain week counts.'
        ),
        params: schema.yearParams,
        response: { 200: ref(CalendarYear) }
      }
    },
    async (request, reply) => reply.versioned(await yearAsKnown(db, request.params.year))
  )
  app.put(
    '/v1/calendar/:year',
    {
      config: { permission: 'calendar:write', scope: 'open', needsVersion: true },
      schema: {
        ...describe(
          'putCalendar',
          'calendar',
          '公布或更正年度日历',
          'Publishes or corrects the days of a year',
          'For people of a unit at the top, and the operator. `If-Match: "0"` for a year that is not there ' +
            'yet. Running terms that touch the year are counted again by the operation that is named.'
        ),
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
