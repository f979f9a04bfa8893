import type { Fault } from '../../platform/errors/refusal.ts'
import type { App } from '../../platform/http/app.ts'
import { tellsIdNumber } from '../../platform/values/id-number.ts'
import { refuse, wordings } from '../vocabulary.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body has many cases, whose texts are checked one by one. */
    checksEach?: boolean
  }
}

const CODE = 'personal-data-in-text'
/** Fields that may hold an identity number; `sub`, because an issuer may form subjects from them. */
const elsewhere: readonly string[] = ['reporter', 'representatives', 'idNumber', 'sub']

/**
 * Refuses identity numbers in free text about a case, because everybody who sees the case would read them and
 * the audit trail would keep them. One hook covers every route of a case, also routes that are added later.
 */
export function keepIdNumbersOut(app: App): void {
  app.addHook('preHandler', (request, _reply, done) => {
    const { scope, checksEach } = request.routeOptions.config
    if (scope === 'case' && checksEach !== true) checkTexts(request.body)
    done()
  })
}

/** @throws personal-data-in-text, with a pointer to each place */
export function checkTexts(body: unknown): void {
  const faults: Fault[] = []
  const open: [path: string, value: unknown][] = [['', body]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, here] = next
    if (typeof here === 'string') {
      if (tellsIdNumber(here)) faults.push({ pointer: path, code: CODE, sentence: wordings[CODE].detail })
    } else if (typeof here === 'object' && here !== null) {
      for (const [name, inner] of Object.entries(here)) {
        if (!elsewhere.includes(name)) open.push([`${path}/${name}`, inner])
      }
    }
  }
  if (faults.length > 0) throw refuse(CODE, { faults: faults.reverse() })
}
