import { Period, ProgrammeCode } from '../../funds/index.ts'
import { event } from '../../platform/work/catalogue.ts'
import { AsOf, Checked, details, Exceptions } from './fields.ts'

/** Checks of filings: numbers only, no person. */
export const checkEvents = {
  'relative-check.made': event(
    { zh: '近亲属备案检查', en: 'Check of near relatives made' },
    'A check was made. Its result never changes: the number of exceptions of each type.',
    {
      targetCode: Checked,
      programme: ProgrammeCode,
      period: Period,
      asOf: AsOf,
      exceptions: Exceptions,
      contentHash: details.properties.contentHash
    }
  )
}
