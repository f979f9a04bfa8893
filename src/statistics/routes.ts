import type { Statistic, Statistics } from '../platform/access/statistics.ts'
import type { Reads } from '../platform/database/reads.ts'
import type { App } from '../platform/http/app.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import type { AppContext } from '../platform/work/work.ts'
import { answerFigures, type Sources, scope } from './answer.ts'
import { pictureAnswer } from './charts/answer.ts'
import { overview } from './overview.ts'
import { page, type SignIn } from './page/routes.ts'
import * as schema from './schema.ts'

/** What the room needs. */
interface Parts {
  context: AppContext
  reads: Reads
  /** What is counted, by subject. */
  statistics: Statistics
  signIn: SignIn
}

export function register(app: App, { context, reads, statistics, signIn }: Parts): void {
  for (const [subject, statistic] of Object.entries(statistics))
    figures(app, { context, reads }, subject, statistic)
  overview(app, { context, reads }, statistics)
  page(app, signIn)
}

/** The figures of one subject, as a list and as a picture. */
function figures(app: App, sources: Sources, subject: string, statistic: Statistic): void {
  const { name, line, page, query } = schema.schemasOf(subject, statistic)
  app.addSchema(line)
  app.addSchema(page)
  const { permission, title, zh, en } = statistic
  const answer = listAnswer(ref(page))
  app.get(
    `/v1/statistics/${subject}`,
    {
      config: { permission, scope },
      schema: {
        ...describe(`get${name}`, 'statistics', `统计：${title}`, { zh, en }),
        querystring: query,
        response: { 200: { ...answer, content: { ...answer.content, ...pictureAnswer } } }
      }
    },
    (request, reply) => answerFigures(request as never, reply, sources, statistic)
  )
}
