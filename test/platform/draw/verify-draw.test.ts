import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { plansOf } from '../../examples/plan.ts'
import { testService } from '../../support/service.ts'
import { redraw, reframe } from './redraw.ts'

const source = (name: string) => fileURLToPath(new URL(`../../../src/platform/draw/${name}`, import.meta.url))
const folder = t.testdir({})

/** Runs the script as a stranger would: on a machine that has these two files and nothing else. */
function verify(...parts: string[]) {
  const alone = join(folder, 'alone')
  mkdirSync(alone, { recursive: true })
  writeFileSync(join(alone, 'package.json'), '{"type":"module"}')
  for (const name of ['draw.ts', 'verify-draw.ts']) copyFileSync(source(name), join(alone, name))
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(alone, 'verify-draw.ts'), ...parts], {
    encoding: 'utf8',
    env: {},
    cwd: folder
  })
  return { status, stdout, stderr }
}

function file(text: string | Buffer): string {
  const path = join(folder, 'frame.txt')
  writeFileSync(path, text)
  return path
}

t.test('the same selection, hash and first substitute as the service has', async (t) => {
  const service = await testService(t)
  const { create, draws, frame } = plansOf(service)
  for (const [unitCode, seed] of [
    ['2202', '2026001'],
    ['220822', '第 1 期 "双色球" $HOME'],
    ['220771', undefined]
  ]) {
    const [draw] = await draws((await create(String(unitCode), { seed })).id)
    if (draw === undefined) throw new Error(`no draw for ${unitCode}`)
    const text = await frame(draw.id)
    const { status, stdout, stderr } = verify(file(text), draw.seed, String(draw.required))
    t.equal(status, 0)
    t.equal(stdout, draw.selected.map((code) => `${code}\n`).join(''))
    t.match(stderr, `frameHash ${draw.frameHash}`)
    const all = verify(file(text), draw.seed, String(draw.population)).stdout.trim().split('\n')
    t.match(stderr, `first substitute ${all[draw.required] ?? 'none'}`)
    t.equal(all.length, draw.population)
  }
})

t.test('the command of the package is that script', async (t) => {
  const { status, stdout } = spawnSync(
    'npm',
    ['run', '-s', 'verify-draw', '--', file('a1\nb1\n'), 'seed', '2'],
    {
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('../../../', import.meta.url))
    }
  )
  t.equal(status, 0)
  t.strictSame(stdout.trim().split('\n').sort(), ['a1', 'b1'])
})

t.test('people are drawn like units', async (t) => {
  const ids = ['019cac0f-2680-722f-ae89-c1fbeaf7bef6', '019cac0f-2680-747a-ad8e-5d14f011d92e']
  const { status, stdout } = verify(file(reframe(ids).text), '2026001', '1')
  t.equal(status, 0)
  t.strictSame(stdout.trim().split('\n'), redraw(ids, '2026001', 1))
})

t.test('a file that is no frame', async (t) => {
  const bad: Record<string, string | Buffer> = {
    'out of order': 'b1\na1\n',
    'in another order than that of the bytes': 'a1\nB1\n',
    'a code twice': 'a1\na1\nb1\n',
    'no line end at the end': 'a1\nb1',
    'Windows line ends': 'a1\r\nb1\r\n',
    'a mark at the start': '\ufeffa1\nb1\n',
    'an empty line': '\na1\nb1\n',
    'nothing at all': '',
    'bytes that are no text': Buffer.from([0x61, 0x0a, 0xff, 0x0a])
  }
  for (const [name, text] of Object.entries(bad)) {
    const { status, stdout, stderr } = verify(file(text), 'seed', '1')
    t.strictSame([status, stdout], [2, ''], name)
    t.match(stderr, /frame/, name)
  }
  t.match(verify(join(folder, 'missing.txt'), 'seed', '1'), { status: 2, stdout: '', stderr: /missing\.txt/ })
})

t.test('what it cannot be asked', async (t) => {
  const frame = 'a1\nb1\n'
  const asked: string[][] = [
    [],
    [file(frame)],
    [file(frame), 'seed'],
    ...['0', '-1', '1.5', 'two', '', '3', '1e9'].map((required) => [file(frame), 'seed', required])
  ]
  for (const parts of asked) {
    const { status, stdout, stderr } = verify(...parts)
    t.strictSame([status, stdout], [2, ''], parts.slice(1).join(' ') || 'nothing')
    t.not(stderr, '')
  }
})
