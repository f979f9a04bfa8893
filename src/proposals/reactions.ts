import type { Reactions } from '../platform/work/events.ts'
import { compute } from './compute.ts'
import { targetOfFinding } from './store.ts'

/** The migration with which proposals, and so these reactions, came. */
const since = '0086_proposals'

/** What a check or a missed term shows is proposed at once; the rest once a day. */
export const reactions: Reactions = {
  'fund-check.made': {
    since,
    react: async (work, { unitCode }) => {
      if (unitCode !== null) await compute(work, 'payments-late', [unitCode])
    }
  },
  'finding.term-missed': {
    since,
    react: async (work, { subjectId }) => {
      const target = await targetOfFinding(work.tx, subjectId)
      if (target !== undefined) await compute(work, 'findings-overdue', [target])
    }
  }
}
