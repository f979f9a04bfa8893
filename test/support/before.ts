import { prepareCluster } from './cluster.ts'

await prepareCluster()
// Leaves PostgreSQL running for the test files; after.ts takes it over and stops it.
process.exit(0)
