import type { Reactions } from '../platform/work/events.ts'
import { compute } from './computing/compute.ts'
import { targetOfFinding } from './store.ts'

/** The migration with which proposals, and so these reactions, came. */
const since = '0086_proposals'

/** The migration with which the other facts came. */
const sinceFacts = '0087_proposal_facts'

/** What a check, a missed term or an evaluation shows is proposed at once; the rest once a day. */
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
  },
  'disclosure-check.made': {
    since: sinceFacts,
    react: async (work, { data }) => {
      if (data.leaks > 0) await compute(work, 'leak', [data.targetCode])
    }
  },
  'evaluation.published': {
    since: sinceFacts,
    react: async (work) => {
      await compute(work, 'evaluation')
    }
  }
}
