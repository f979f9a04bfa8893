import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import t from 'tap'
import { folder } from '../embedded/support.ts'
import { files } from '../examples/files.ts'
import { filesWith, foundIn, planted } from '../examples/people.ts'
import { freePort } from '../support/ports.ts'
import { until } from '../support/until.ts'
import { wholeService } from './whole.ts'

// A report and its files. What the files say may lie nowhere in clear; what the report itself says may.

const MARK = '检举截留低保资金甲乙丙'
const NAME = '举报人手写材料丁戊己'
const dataDir = folder(t)
// Bodies are spooled inside the searched folder.
const port = await freePort()
const env = { SPOOL_DIR: dataDir, ATTACHMENT_MAX_MB: '1', METRICS_PORT: String(port) }
const service = await wholeService(t, dataDir, env)
const { call, upload, address, bearer, logged } = service
const text = Buffer.from(`${planted.join('\n')}\n`.repeat(2000))
const word = (content: string) =>
  Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(
        '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-' +
          'officedocument.wordprocessingml.document.main+xml"/></Types>'
      ),
      'word/document.xml': [strToU8(content), { level: 0 }]
    })
  )
const contents = {
  txt: text,
  csv: Buffer.from(`姓名,电话,身份证号,住址\n${planted.join()}\n`),
  pdf: Buffer.concat([Buffer.from('%PDF-1.7\n'), text]),
  docx: word(planted.join()),
  jpg: Buffer.concat([files.jpg, text])
}
const answers: string[] = []
const told = ({ status, headers, body }: Awaited<ReturnType<typeof call>>) => {
  answers.push(JSON.stringify([...headers]), JSON.stringify(body ?? ''))
  return { status, body }
}

t.test('what the files of a report say lies nowhere in clear', async (t) => {
  const petition = {
    kind: 'report',
    channel: 'visit',
    receivedAt: new Date(Date.now() - 60_000).toISOString(),
    unitCode: '22',
    accusedUnitCode: '2201',
    category: 'conduct',
    summary: MARK,
    anonymous: true
  }
  const report = (await call('POST', '/v1/cases', { body: JSON.stringify(petition) })).body
  const to = `?subjectKind=case&subjectId=${report.id}`
  const kept: string[] = []
  for (const [type, content] of Object.entries(contents)) {
    const key = { 'idempotency-key': `upload-${type}` }
    const { status, body } = told(await upload(to, `${NAME}.${type}`, content, key))
    t.equal(status, 201, type)
    t.equal(told(await upload(to, `${NAME}.${type}`, content, key)).body.id, body.id, 'repeated')
    kept.push(body.id)
  }
  const form = Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'),
    text,
    Buffer.from('\r\n--x--\r\n')
  ])
  const type = 'multipart/form-data; boundary=x'
  t.equal(told(await call('POST', `/v1/attachments${to}`, { body: form, type })).status, 201)
  const waiting = told(await upload('', `${NAME}.txt`, text)).body
  await call('POST', `/v1/attachments/${waiting.id}/link`, {
    body: JSON.stringify({ kind: 'case', id: report.id })
  })

  t.test('nor what refused files say', async (t) => {
    const nowhere = '?subjectKind=case&subjectId=019cac0f-2680-7000-8000-000000000001'
    const large = Buffer.concat(Array(12).fill(text))
    const broken = form.subarray(0, -12)
    t.same(
      [
        told(await upload(to, `${NAME}.pdf`, text)).body.code,
        told(await upload(to, `${NAME}.exe`, text)).body.code,
        told(await upload(to, `${NAME}.txt`, Buffer.concat([text, Buffer.from([0])]))).body.code,
        told(await upload(nowhere, `${NAME}.txt`, text)).body.code,
        told(await upload(to, `${NAME}.txt`, large)).body.code,
        told(await call('POST', `/v1/attachments${to}`, { body: broken, type })).body.code
      ],
      [
        'attachment-type-differs',
        'attachment-type-unknown',
        'attachment-type-differs',
        'attachment-subject-unknown',
        'attachment-too-large',
        'attachment-form'
      ]
    )
  })
  await leavingInTheMiddle(to)

  for (const id of kept) {
    const { status, bytes } = await call('GET', `/v1/attachments/${id}/content`)
    t.equal(status, 200)
    t.same(foundIn(bytes, planted), planted, 'its readers get it')
    const headers = { range: 'bytes=10-400' }
    t.equal((await call('GET', `/v1/attachments/${id}/content`, { headers })).status, 206)
    told(await call('GET', `/v1/attachments/${id}`))
  }
  t.equal(told(await call('DELETE', `/v1/attachments/${kept[0]}`)).status, 204)
  for (const url of [`/v1/attachments${to}`, '/v1/audit', '/v1/units/22/timeline'])
    told(await call('GET', url))
  const metrics = Buffer.from(await (await fetch(`http://127.0.0.1:${port}/metrics`)).arrayBuffer())
  const store = readdirSync(join(dataDir, 'attachments'), { recursive: true }) as string[]
  await service.stop()

  const { length } = store.filter((path) => /[0-9a-f]{64}$/.test(path))
  t.ok(length >= Object.keys(contents).length, `${length} contents are in the store`)
  t.ok(filesWith(dataDir, [MARK]).length > 0, 'what may lie there is found')
  t.same(
    filesWith(dataDir, planted),
    [],
    'neither in the database with its log nor in the store or the spool'
  )
  t.same(foundIn(Buffer.from(answers.join('\n')), planted), [], 'in no other answer')
  const all = [...planted, MARK, NAME]
  t.same(foundIn(Buffer.from(logged.join('\n')), all), [], 'in no line of the log, and the name neither')
  t.match(metrics.toString(), /^http_/m)
  t.same(foundIn(metrics, all), [], 'in no metric')
})

/** A client that leaves in the middle of its file. */
async function leavingInTheMiddle(to: string): Promise<void> {
  const headers = {
    authorization: `Bearer ${bearer}`,
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="left.txt"',
    'content-length': 2 * text.length
  }
  const sent = request(`${address}/v1/attachments${to}`, { method: 'POST', headers })
  sent.on('error', () => {})
  await new Promise<void>((done) => sent.write(text, () => done()))
  const before = logged.length
  const isOver = new Promise((done) => sent.on('close', done))
  sent.destroy()
  await isOver
  await until(() => logged.length > before, 'the service has noticed')
}
