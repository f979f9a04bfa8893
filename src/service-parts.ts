import type { Pool } from 'pg'
import type { Contents } from './attachments/index.ts'
import type { Vault } from './cases/index.ts'
import type { Config } from './config.ts'
import type { Hasher } from './funds/index.ts'
import type { SealWatch } from './platform/audit/watch.ts'
import type { Tokens } from './platform/auth/tokens.ts'
import type { Background } from './platform/observability/health.ts'
import type { Metrics } from './platform/observability/metrics.ts'
import type { Traces } from './platform/observability/traces/index.ts'
import type { Jobs } from './platform/work/jobs.ts'
import type { AppContext } from './platform/work/work.ts'

/** The parts from which the service is built, by `start.ts` and by tests. */
export interface ServiceParts {
  config: Config
  context: AppContext
  pool: Pool
  tokens: Tokens
  jobs: Jobs
  metrics: Metrics
  /** Seals the identities of reporters. */
  vault: Vault
  /** Hashes the identity numbers of recipients. */
  hashed: Hasher
  /** The store of attachments, and the keys that seal them. */
  contents: Contents
  /** Left out: no collector receives traces. */
  traces?: Traces | undefined
  /** Background steps whose state `/readyz` reports; tests have none. */
  background?: Background | undefined
  /** Whether the service is about to stop. */
  isDraining?: (() => boolean) | undefined
  /** Keeps the last seal of the audit trail outside the database; tests may do without. */
  watch?: SealWatch | undefined
}
