import { charsetOf } from '../../platform/csv/read.ts'
import type { App } from '../../platform/http/app.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { ref } from '../../platform/schema.ts'
import { ImportResult } from '../schema.ts'
import type { TreeFollower } from '../succession/index.ts'
import { importUnits } from './index.ts'

const MOST_BYTES = 256 * 1024 * 1024

const table = 'code,name,level,parentCode\n220102,南关区,county,2201\n'

/** In a context of its own: only here is a table taken, and spooled instead of parsed. */
export function importRoutes(app: App, followers: readonly TreeFollower[]): void {
  app.register(async (upload) => {
    upload.removeAllContentTypeParsers()
    upload.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload))
    upload.post(
      '/v1/units/import',
      {
        config: { permission: 'units:import', scope: 'unit', table },
        bodyLimit: MOST_BYTES,
        schema: {
          ...describe(
            'importUnits',
            'units',
            '导入单位',
            'Adds and changes units from a table',
            'Columns code, name, level, parentCode and optionally countsInQuota; rows in any order; ' +
              'UTF-8 or `charset=gb18030`. All of it or nothing.'
          ),
          consumes: ['text/csv'],
          response: { 200: ref(ImportResult) }
        }
      },
      (request, reply) => {
        const charset = charsetOf(request.headers['content-type'])
        return reply.receive({ status: 200, maxBytes: MOST_BYTES }, (work, file) =>
          importUnits(work, { stream: file.stream(), charset }, followers)
        )
      }
    )
  })
}
