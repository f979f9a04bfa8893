import { Readable } from 'node:stream'
import { charsetOf } from '../../platform/csv/read.ts'
import type { App } from '../../platform/http/app.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { ref } from '../../platform/schema.ts'
import { ImportResult } from '../schema.ts'
import { importUnits, takeIn } from './index.ts'
import type { Uploaded } from './upload.ts'

const MOST_BYTES = 256 * 1024 * 1024

const table = 'code,name,level,parentCode\n220102,南关区,county,2201\n'

/** In a context of its own: only here is a table taken, and streamed instead of parsed. */
export function importRoutes(app: App): void {
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
        let uploaded: Uploaded
        const charset = charsetOf(request.headers['content-type'])
        // Without a content type no parser has looked at the body, and nobody said that it is a table.
        const stream = (request.body ?? Readable.from([])) as Readable
        const intake = async (work: Parameters<typeof takeIn>[0]) => {
          uploaded = await takeIn(work, { stream, charset, maxBytes: MOST_BYTES })
          // All has come in: the silence that follows is our work, not a client that has gone.
          request.raw.socket.setTimeout?.(0)
          return uploaded.digest
        }
        return reply.perform({ status: 200, intake }, (work) => importUnits(work, uploaded))
      }
    )
  })
}
