import { claim } from '../../src/embedded/owner.ts'

// Tries to become the owner of a data folder when told to, tells how it went, and stays until it is ended.
process.stdin.once('data', async () => {
  try {
    await claim(process.argv[2] as string)
    process.stdout.write('{"ready":{}}\n')
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ failed: (error as Error).name })}\n`)
  }
})
process.stdout.write('{"said":"here"}\n')
