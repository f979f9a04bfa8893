import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Test } from 'tap'

// A real Chromium without a window, spoken to by the DevTools protocol over a pipe-like socket of its own.

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of a Chromium here; where there is none, the Debian package is fetched if it can be. */
export function chromium(): string | undefined {
  return found() ?? (fetched() ? found() : undefined)
}

function found(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = [
    process.env.CHROMIUM,
    ...folders.flatMap((folder) => names.map((name) => join(folder, name)))
  ]
  return candidates.find((path) => path !== undefined && path !== '' && isExecutable(path))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Only root installs packages, and only where there is a Debian: elsewhere nothing is tried. */
function fetched(): boolean {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return false
  const get = (...args: string[]) =>
    spawnSync('/usr/bin/apt-get', ['-qq', ...args], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    }).status === 0
  return get('update') && get('install', '-y', '--no-install-recommends', 'chromium')
}

interface Message {
  id?: number
  method?: string
  params?: Record<string, unknown>
  result?: Record<string, unknown>
  error?: { message: string }
}

export interface Page {
  /** Addresses that the page asked for, in order. */
  requested: string[]
  /** What went wrong in its scripts. */
  errors: string[]
  open(url: string): Promise<void>
  /** The value of an expression in the page. */
  run<T>(expression: string): Promise<T>
  /** What is on the screen, as a PNG. */
  picture(): Promise<Buffer>
  /** The page as it is printed, as a PDF. */
  print(): Promise<Buffer>
}

/** A page of a browser that ends with the test. */
export async function openPage(t: Test, path: string): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'))
  const child = spawn(path, [...flags, `--user-data-dir=${folder}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const ended = new Promise((done) => child.once('exit', done))
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  const socket = new WebSocket(await endpointOf(child))
  await new Promise((done, fail) => {
    socket.onopen = done
    socket.onerror = () => fail(new Error('the browser does not answer'))
  })
  return pageOn(socket)
}

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
  '--window-size=1400,1000',
  '--remote-debugging-port=0'
]

function endpointOf({ stderr }: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((done, fail) => {
    stderr?.on('data', (text) => {
      said += text
      const [, url] = /DevTools listening on (ws:\S+)/.exec(said) ?? []
      if (url !== undefined) done(url)
    })
    stderr?.once('close', () => fail(new Error(`the browser did not start: ${said.slice(0, 500)}`)))
  })
}

async function pageOn(socket: WebSocket): Promise<Page> {
  const waiting = new Map<number, (message: Message) => void>()
  const [requested, errors]: [string[], string[]] = [[], []]
  let last = 0
  let sessionId: string | undefined
  const send = (method: string, params: object = {}) =>
    new Promise<Record<string, unknown>>((done, fail) => {
      last += 1
      waiting.set(last, ({ result = {}, error }) => (error ? fail(new Error(error.message)) : done(result)))
      socket.send(JSON.stringify({ id: last, method, params, ...(sessionId && { sessionId }) }))
    })
  socket.onmessage = ({ data }) => {
    const { id, method, params, ...rest } = JSON.parse(String(data)) as Message
    if (id !== undefined) waiting.get(id)?.(rest)
    if (method === 'Network.requestWillBeSent') requested.push(addressOf(params))
    if (method === 'Network.webSocketCreated') requested.push(String(params?.url))
    if (method === 'Runtime.exceptionThrown') errors.push(JSON.stringify(params).slice(0, 500))
  }
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
  const attached = await send('Target.attachToTarget', { targetId, flatten: true })
  sessionId = String(attached.sessionId)
  for (const domain of ['Network', 'Page', 'Runtime']) await send(`${domain}.enable`)
  return {
    requested,
    errors,
    open: async (url) => void (await send('Page.navigate', { url })),
    picture: async () => {
      const { data } = await send('Page.captureScreenshot', {})
      return Buffer.from(String(data), 'base64')
    },
    print: async () => {
      const { data } = await send('Page.printToPDF', { preferCSSPageSize: true })
      return Buffer.from(String(data), 'base64')
    },
    run: async <T>(expression: string) => {
      const { result } = await send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true
      })
      return (result as { value: T }).value
    }
  }
}

function addressOf(params: Message['params'] = {}): string {
  return (params.request as { url: string }).url
}
