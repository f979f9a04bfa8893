import { startEmbedded } from '../../src/embedded/index.ts'

// A service in a process of its own, which a test may kill. Tells in lines of JSON what happened.
const tell = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)

process.stdin.resume()
try {
  const { stop, ...embedded } = await startEmbedded({
    dataDir: process.argv[2] as string,
    say: (line) => tell({ said: line }),
    onCrash: (message) => tell({ crash: message })
  })
  process.once('SIGTERM', () => stop().then(() => process.exit(0)))
  tell({ ready: embedded })
} catch (error) {
  tell({ failed: (error as Error).name, message: (error as Error).message })
  process.exit(1)
}
