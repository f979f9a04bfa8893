import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import t from 'tap'
import { claim, DataFolderTaken } from '../../src/embedded/owner.ts'
import { birthOf } from '../../src/embedded/process.ts'
import { folder, watch } from './support.ts'

const CROWD = 6

t.test('one owner at a time', async (t) => {
  const dataDir = made(folder(t))
  const release = await claim(dataDir)
  t.equal(readFileSync(join(dataDir, 'service.pid'), 'utf8').split(' ')[0], String(process.pid))
  await t.rejects(claim(dataDir), DataFolderTaken)
  release()
  release()
  t.same(readdirSync(dataDir), [])
  ;(await claim(dataDir))()
})

t.test('an owner who is gone is succeeded', async (t) => {
  const gone = [
    `${process.pid} some-other-birth 1\n`,
    `4194304999 ${birthOf(process.pid)} 1\n`,
    '0\n',
    'no process id',
    ''
  ]
  for (const mark of gone) {
    const dataDir = made(folder(t))
    writeFileSync(join(dataDir, 'service.pid'), mark)
    const release = await claim(dataDir)
    t.same(readdirSync(dataDir), ['service.pid'], JSON.stringify(mark))
    release()
  }
})

t.test('a release leaves the mark of another owner alone', async (t) => {
  const dataDir = made(folder(t))
  const release = await claim(dataDir)
  writeFileSync(join(dataDir, 'service.pid'), 'another')
  release()
  t.same(readdirSync(dataDir), ['service.pid'])
})

t.test('of many who come at once, one succeeds an owner who is gone', async (t) => {
  const dataDir = made(folder(t))
  writeFileSync(join(dataDir, 'service.pid'), `${process.pid} some-other-birth 1\n`)
  const crowd = Array.from({ length: CROWD }, () => claimant(t, dataDir))
  await Promise.all(crowd.map(({ line }) => line('said')))
  for (const { child } of crowd) child.stdin!.write('now\n')
  const answers = await Promise.all(crowd.map(({ line }) => line('ready', 'failed')))
  t.equal(answers.filter(({ ready }) => ready).length, 1)
  t.equal(answers.filter(({ failed }) => failed === 'DataFolderTaken').length, CROWD - 1)
  t.same(readdirSync(dataDir), ['service.pid'])
})

function claimant(t: Test, dataDir: string) {
  const script = fileURLToPath(new URL('claimant.ts', import.meta.url))
  return watch(t, spawn(process.execPath, [script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] }))
}

function made(dataDir: string): string {
  mkdirSync(dataDir)
  return dataDir
}
