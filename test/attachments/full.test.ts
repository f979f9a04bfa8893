import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { createKeyring, openStore } from '../../src/attachments/index.ts'
import { files, upload } from '../examples/files.ts'
import { nothingWritten } from '../support/assertions.ts'
import { person } from '../support/people.ts'
import { ATTACHMENT_SECRET, ok, testService } from '../support/service.ts'

const folder = mkdtempSync(join(tmpdir(), 'full-'))
t.teardown(() => rmSync(folder, { recursive: true }))
const contents = {
  store: await openStore({ ATTACHMENT_STORE: folder, DATA_DIR: folder }),
  keyring: createKeyring([ATTACHMENT_SECRET])
}
const service = await testService(t, { contents })
const county = person('220202')
const send = () => upload(service, '', '照片.jpg', files.jpg, { as: county })
const { drafts } = contents.store

t.test('a folder that cannot be written: refused, nothing written, and well again afterwards', async (t) => {
  // Also for root, who may write everywhere: a file stands where the folder should be.
  writeFileSync(drafts, '')
  await nothingWritten(t, service, async () => {
    const refused = await send()
    t.match(refused, { status: 503, body: { code: 'attachment-store-unavailable' } })
    t.ok(Number(refused.headers['retry-after']) > 0)
  })
  await t.rejects(contents.store.check())
  t.same(readdirSync(folder), ['drafts'])
  rmSync(drafts)
  await contents.store.check()
  ok(await send())
  t.same(readdirSync(drafts), [])
})

t.test('a content that cannot take its place leaves no draft', async (t) => {
  const { put } = contents.store
  mkdirSync(drafts, { recursive: true })
  t.teardown(() => {
    contents.store.put = put
  })
  contents.store.put = () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
  const before = readdirSync(folder).sort()
  t.match(await send(), { status: 503, body: { code: 'attachment-store-unavailable' } })
  t.same(readdirSync(drafts), [])
  t.same(readdirSync(folder).sort(), before)
})
