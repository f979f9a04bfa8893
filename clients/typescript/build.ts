import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `node build.ts [FOLDER]`: makes the types from the OpenAPI document, compiles the client, and packs it with
 * the library that it needs, so that the file can be installed where there is no Internet.
 */
const here = fileURLToPath(new URL('./', import.meta.url))
const windows = process.platform === 'win32'
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'], shell: windows })

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
const service = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
if (version !== service.version)
  throw new Error(`The client has version ${version}, the service ${service.version}: change package.json.`)

if (!existsSync(`${here}node_modules/.package-lock.json`))
  run('npm', 'install', '--no-package-lock', '--no-audit', '--no-fund', '--silent')
const { default: types, astToString } = await import('openapi-typescript')
const document = new URL('../../openapi/openapi.json', import.meta.url)
writeFileSync(new URL('src/schema.ts', import.meta.url), astToString(await types(document)))
rmSync(new URL('dist', import.meta.url), { recursive: true, force: true })
run(process.execPath, 'node_modules/typescript/bin/tsc')
run('npm', 'pack', '--silent', '--pack-destination', resolve(process.argv[2] ?? here))
