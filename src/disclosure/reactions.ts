import { localDate } from '../platform/values/days.ts'
import type { Reactions } from '../platform/work/events.ts'
import { beginWebsite } from './website/begin.ts'

/** The migration with which websites, and so this reaction, came. */
const since = '0068_disclosure'

/** A roster that stands is to be shown on the website of the county. */
export const reactions: Reactions = {
  'disbursement.roster-uploaded': {
    since,
    react: (work, { at, subjectId }) => beginWebsite(work, subjectId, localDate(new Date(at)))
  }
}
