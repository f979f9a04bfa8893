import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient } from '@hey-api/openapi-ts'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { generate } from 'orval'
import { generateApi } from 'swagger-typescript-api'

/** `node generate.ts FOLDER`: what each generator makes of the document, and a client that uses it. */
const folder = resolve(process.argv[2] ?? 'generated')
const document = new URL('../openapi.json', import.meta.url)
const path = fileURLToPath(document)
mkdirSync(folder, { recursive: true })

writeFileSync(join(folder, 'openapi-typescript.ts'), astToString(await openapiTypescript(document)))
await createClient({ input: path, output: { path: join(folder, 'hey-api') }, logs: { level: 'silent' } })
for (const client of ['fetch', 'zod'] as const) {
  const target = join(folder, `orval-${client}.ts`)
  await generate({ input: { target: path }, output: { target, client, mode: 'single' } })
}
await generateApi({
  input: path,
  output: join(folder, 'swagger-typescript-api'),
  fileName: 'api.ts',
  silent: true
})
copyFileSync(new URL('client.ts', import.meta.url), join(folder, 'client.ts'))
