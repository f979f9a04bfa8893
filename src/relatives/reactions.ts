import type { Reactions } from '../platform/work/events.ts'
import { settleRosterTerms } from './filings/roster-terms.ts'

/** The migration with which this reaction came. */
const since = '0079_relative_disputes'

/** A household that is no longer on the roster has its filings ended; one that is back keeps them. */
export const reactions: Reactions = {
  'disbursement.roster-uploaded': {
    since,
    react: (work, { subjectId }) => settleRosterTerms(work, { disbursementId: subjectId })
  }
}
