import { mkdirSync } from 'node:fs'
import { dataDir, prepareCluster } from './cluster.ts'

mkdirSync(dataDir, { recursive: true })
await prepareCluster()
// Leaves PostgreSQL running for the test files; after.ts takes it over and stops it.
process.exit(0)
