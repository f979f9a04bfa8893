import { writeFileSync } from 'node:fs'
import { createKeyring, openStore } from '../attachments/index.ts'
import { createVault } from '../cases/index.ts'
import { readConfig } from '../config.ts'
import { recipientHasher } from '../funds/index.ts'
import { auditKey } from '../platform/audit/key.ts'
import { Tokens } from '../platform/auth/tokens.ts'
import { connect } from '../platform/database/connect.ts'
import { createLog } from '../platform/observability/log.ts'
import { createMetrics } from '../platform/observability/metrics.ts'
import { createJobs } from '../platform/work/jobs.ts'
import { buildService } from '../service.ts'

/** `npm run openapi`: writes openapi/openapi.json from the routes. It connects to nothing. */
const url = 'postgres://nowhere'
const { db, pool } = connect({ url, max: 1, statementTimeoutMs: 1, name: 'openapi', onError: () => {} })
const clock = () => new Date()
const issuer = {
  issuer: '',
  audience: '',
  key: () => Promise.reject(new Error('no token is checked here')),
  longestHours: 0
}
const config = readConfig({})
const app = await buildService({
  config,
  context: {
    db,
    auditKey: auditKey('no line is written here'),
    clock,
    log: createLog({ LOG_LEVEL: 'silent' })
  },
  pool,
  tokens: new Tokens(issuer, clock, config),
  jobs: createJobs(url, () => {}),
  metrics: createMetrics(),
  vault: createVault(['no identity is sealed here']),
  contents: { store: await openStore(config), keyring: createKeyring(['no file is sealed here']) },
  hashed: recipientHasher('no number is hashed here')
})
writeFileSync(
  new URL('../../openapi/openapi.json', import.meta.url),
  `${JSON.stringify(app.swagger(), null, 2)}\n`
)
await app.close()
