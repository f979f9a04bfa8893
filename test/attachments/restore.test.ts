import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { folder } from '../embedded/support.ts'
import { dutyExamples } from '../examples/duties.ts'
import { wholeService } from './whole.ts'

const run = promisify(execFile)
const bucket = {
  ATTACHMENT_STORE: 's3://evidence?endpoint=http://127.0.0.1:1',
  ATTACHMENT_STORE_KEY_ID: 'id',
  ATTACHMENT_STORE_SECRET: 'secret'
}

/** What a command of the operator prints. */
async function command(name: string, dataDir: string, to: string, env: Record<string, string> = {}) {
  const file = fileURLToPath(new URL(`../../src/commands/${name}.ts`, import.meta.url))
  const { PATH = '' } = process.env
  const { stdout } = await run(process.execPath, [file, to], { env: { PATH, DATA_DIR: dataDir, ...env } })
  return stdout
}

const dataDir = folder(t)
const elsewhere = folder(t, 'restored')
const backup = join(dirname(dataDir), 'backup')
const beside = join(dirname(dataDir), 'beside')
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(300_000)])
const copies = (store: string) =>
  readdirSync(store, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

t.test('a backup has the files of the records, and gives them back in a new folder', async (t) => {
  const first = await wholeService(t, dataDir)
  const duty = JSON.stringify({ unitCode: '22', year: 2026, ...dutyExamples.publicity })
  const record = (await first.call('POST', '/v1/duty-records', { body: duty })).body
  const to = `?subjectKind=duty-record&subjectId=${record.id}`
  const kept = (await first.upload(to, '方案.pdf', pdf)).body
  const drafts = join(dataDir, 'attachments', 'drafts')
  appendFileSync(join(drafts, 'draft'), 'of an upload under way')

  t.notMatch(await command('backup', dataDir, backup), /ATTACHMENT_STORE/)
  const later = (await first.upload(to, '补充.txt', '备份之后\n')).body
  t.match(
    await command('backup', dataDir, beside, bucket),
    /Attachments are in the bucket of ATTACHMENT_STORE, not in this backup: keep a copy of it as well/
  )
  await first.stop()

  t.equal(copies(join(backup, 'attachments')).length, 1, 'neither a draft nor what came later')
  mkdirSync(elsewhere)
  for (const name of readdirSync(dataDir).filter((name) => name.endsWith('-key')))
    copyFileSync(join(dataDir, name), join(elsewhere, name))
  t.match(await command('restore', elsewhere, backup), /^The database is that of /)
  const second = await wholeService(t, elsewhere)
  const url = `/v1/attachments/${kept.id}`
  const content = await second.call('GET', `${url}/content`)
  t.equal(content.status, 200)
  t.ok(content.bytes.equals(pdf), 'the same bytes')
  t.equal((await second.call('GET', url)).body.sha256, createHash('sha256').update(pdf).digest('hex'))
  const part = await second.call('GET', `${url}/content`, { headers: { range: 'bytes=131070-131080' } })
  t.ok(part.bytes.equals(pdf.subarray(131_070, 131_081)), 'and the same part of them')
  t.equal((await second.call('GET', `/v1/attachments/${later.id}`)).status, 404)
  t.equal((await second.upload(to, '新文件.txt', '恢复之后\n')).status, 201, 'and it takes new ones')
  await second.stop()

  const own = copies(join(elsewhere, 'attachments'))
  t.match(
    await command('restore', elsewhere, backup, bucket),
    /Attachments are in ATTACHMENT_STORE and stay as they are: put its copy of that time back as well/
  )
  const aside = readdirSync(elsewhere).filter((name) => name.startsWith('attachments.before-'))
  t.equal(aside.length, 1, 'what was there is put aside')
  t.same(copies(join(elsewhere, aside[0] as string)), own)
})

t.test('a backup in which an attachment was changed is not put in place', async (t) => {
  const damaged = join(dirname(backup), 'damaged')
  cpSync(backup, damaged, { recursive: true })
  const [object = ''] = readdirSync(join(damaged, 'attachments'))
  const [file = ''] = readdirSync(join(damaged, 'attachments', object))
  const path = join(damaged, 'attachments', object, file)
  appendFileSync(path, ' ')
  const none = join(dirname(backup), 'none')
  await t.rejects(command('restore', none, damaged), {
    message: new RegExp(`The backup is damaged: attachments/${object}/${file} is not as it was written`)
  })
  t.notOk(existsSync(join(none, 'attachments')))
})
