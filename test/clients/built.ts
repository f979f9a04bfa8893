import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

const root = fileURLToPath(new URL('../../', import.meta.url))
const client = join(root, 'clients/typescript')
const windows = process.platform === 'win32'

type Request = (path: string, options?: object) => Promise<{ response: Response }>

/** The client as the tests use it. Its own types are made by its build, and its examples are compiled with them. */
export interface Client {
  connect(settings: object): {
    api: Record<'GET' | 'POST' | 'PATCH', Request>
    items(path: string, params?: object): AsyncIterable<{ code: string }>
    finished(id: string, options?: { progress(operation: { state: string }): void }): Promise<object>
  }
  etagOf(answer: { response: Response }): string
  dataOf(answer: { response: Response }): { id: string }
  Refusal: new (problem: object) => Error
}

/** Whether the tools of the client could be installed: without the registry, nothing of it is tried. */
export function hasTools(): boolean {
  if (existsSync(join(client, 'node_modules/.package-lock.json'))) return true
  try {
    const args = ['install', '--no-package-lock', '--no-audit', '--no-fund', '--silent']
    execFileSync('npm', args, { cwd: client, shell: windows, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Builds the client, and installs its file in a new folder beside the examples, without the registry. */
export function installed(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  execFileSync(process.execPath, ['build.ts', folder], { cwd: client, stdio: 'ignore' })
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz')) as string
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }')
  const args = ['install', '--offline', '--no-audit', '--no-fund', '--silent', `./${file}`]
  execFileSync('npm', args, { cwd: folder, shell: windows, stdio: 'ignore' })
  for (const name of ['hotline.ts', 'payments.ts']) cpSync(join(client, 'examples', name), join(folder, name))
  cpSync(join(root, 'test/clients/stranger.mjs'), join(folder, 'stranger.mjs'))
  return folder
}

/** What the compiler of the client says to its examples. */
export function compiled(): string {
  const tsc = join(client, 'node_modules/typescript/bin/tsc')
  try {
    execFileSync(process.execPath, [tsc, '--project', 'examples'], { cwd: client, encoding: 'utf8' })
    return ''
  } catch (fault) {
    return String((fault as { stdout: string }).stdout)
  }
}

/** Runs the script of the stranger; gives its facts one by one. */
export async function* factsOf(folder: string, env: Record<string, string>): AsyncGenerator<object> {
  const script = spawn(process.execPath, ['stranger.mjs'], { cwd: folder, env: { ...process.env, ...env } })
  let wrong = ''
  script.stderr.on('data', (text) => {
    wrong += text
  })
  const code = new Promise<number | null>((resolve) => script.on('close', resolve))
  let rest = ''
  for await (const text of script.stdout) {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line)
  }
  if ((await code) !== 0) throw new Error(wrong)
}
