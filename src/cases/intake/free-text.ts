import type { Fault } from '../../platform/errors/refusal.ts'
import type { App } from '../../platform/http/app.ts'
import { tellsIdNumber } from '../../platform/values/id-number.ts'
import { refuse, wordings } from '../vocabulary.ts'

const CODE = 'personal-data-in-text'
/** Where an identity number belongs; and the subject of a token, which an issuer may make of one. */
const elsewhere: readonly string[] = ['reporter', 'representatives', 'idNumber', 'sub']

/**
 * Refuses identity numbers in whatever people write about a case: everybody who sees the case would read
 * them, and they would go into the audit trail. One hook for every route of a case, so that a new text is
 * covered from the start.
 */
export function keepIdNumbersOut(app: App): void {
  app.addHook('preHandler', (request, _reply, done) => {
    if (request.routeOptions.config.scope === 'case') checkTexts(request.body)
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
