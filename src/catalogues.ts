import * as accountability from './accountability/index.ts'
import * as calendar from './calendar/index.ts'
import * as cases from './cases/index.ts'
import * as findings from './findings/index.ts'
import * as fundChecks from './fund-checks/index.ts'
import * as funds from './funds/index.ts'
import * as inspections from './inspections/index.ts'
import * as interviews from './interviews/index.ts'
import * as notices from './notices/index.ts'
import * as plans from './plans/index.ts'
import type { Catalogues } from './platform/work/catalogue.ts'
import type { Reactions } from './platform/work/events.ts'
import * as policy from './policy/index.ts'
import * as units from './units/index.ts'

/** What each room records, by the name of the room. */
export const catalogues: Catalogues = {
  units: units.events,
  calendar: calendar.events,
  policy: policy.events,
  plans: plans.events,
  notices: notices.events,
  interviews: interviews.events,
  accountability: accountability.events,
  findings: findings.events,
  inspections: inspections.events,
  cases: cases.events,
  funds: funds.events,
  'fund-checks': fundChecks.events
}

/** What rooms do when something has happened below them, by the name of the room. */
export const reactionsOf: Readonly<Record<string, Reactions>> = { findings: findings.reactions }
