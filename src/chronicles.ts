import * as accountability from './accountability/index.ts'
import * as findings from './findings/index.ts'
import * as inspections from './inspections/index.ts'
import * as interviews from './interviews/index.ts'
import * as notices from './notices/index.ts'
import * as plans from './plans/index.ts'
import type { Chronicle } from './platform/work/chronicle.ts'

/** What is told of a unit in its timeline. */
export const chronicles: readonly Chronicle[] = [
  plans.chronicle,
  notices.chronicle,
  interviews.chronicle,
  accountability.chronicle,
  findings.chronicle,
  inspections.chronicle
]
