import { scheduleAgain } from '../../plans/index.ts'
import type { TreeFollower } from '../../units/index.ts'
import * as store from './store.ts'

/**
 * Inspections that have not begun follow supervision. A task whose target came back and has an open
 * inspection is scheduled again. Runs after the follower of the tasks of plans.
 */
export const follower: TreeFollower = async (work, passed) => {
  const codes = passed.map(({ code }) => code)
  for (const { targetCode, ...subject } of await store.passOn(work, codes))
    work.record('inspection.passed-on', subject, { targetCode })
  await scheduleAgain(work, await store.openTasks(work.tx, codes))
}
