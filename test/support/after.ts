import { rmSync } from 'node:fs'
import { startEmbedded } from '../../src/platform/embedded/index.ts'
import { dataDir } from './cluster.ts'

if (process.env.TEST_DATABASE_URL === undefined) {
  const { stop } = await startEmbedded({ dataDir, say: () => {} })
  await stop()
}
rmSync(dataDir, { recursive: true, force: true })
process.exit(0)
