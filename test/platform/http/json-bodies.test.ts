import t from 'tap'
import { testService } from '../../support/service.ts'

const { app, call, token } = await testService(t)
const gbk = Buffer.from('b7b4d3b3b5cdb1a3', 'hex') // 反映低保
const utf8 = Buffer.from('反映低保')
const authorization = `Bearer ${await token({ unit: '22', roles: ['admin'] })}`
let made = 0

async function send(name: Buffer, contentType: string, start = Buffer.alloc(0)) {
  const code = `22j${made++}`
  const [before, after] = [`{"code":"${code}","name":"`, '","level":"city","parentCode":"22"}']
  const payload = Buffer.concat([start, Buffer.from(before), name, Buffer.from(after)])
  const headers = { authorization, 'content-type': contentType }
  const answer = await app.inject({ method: 'POST', url: '/v1/units', headers, payload })
  const kept = (await call('GET', `/v1/units/${code}`)).status
  return { status: answer.statusCode, body: answer.json(), kept }
}

t.test('bytes that are not UTF-8 are refused, and nothing is written', async (t) => {
  const broken = [gbk, Buffer.from([0xc3]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xc0, 0xaf])]
  for (const name of broken) {
    for (const type of ['application/json', 'application/json; charset=utf-8']) {
      const refused = { status: 400, body: { code: 'encoding-broken' }, kept: 404 }
      t.match(await send(name, type), refused, `${name.toString('hex')} as ${type}`)
    }
  }
})

t.test('another charset is refused, whatever the bytes', async (t) => {
  for (const charset of ['gbk', 'GB18030', '"gb2312"', 'utf-16', 'iso-8859-1', 'x']) {
    for (const name of [gbk, utf8]) {
      const answer = await send(name, `application/json; charset=${charset}`)
      const errors = [{ pointer: 'header:content-type' }]
      t.match(answer, { status: 415, body: { code: 'unsupported-charset', errors }, kept: 404 }, charset)
    }
  }
})

t.test('UTF-8 is taken under each of its names, with a byte order mark or without', async (t) => {
  const mark = Buffer.from([0xef, 0xbb, 0xbf])
  for (const type of ['', '; charset=utf-8', '; charset="UTF-8"', ';charset=utf8']) {
    for (const start of [Buffer.alloc(0), mark]) {
      const { status, body } = await send(utf8, `application/json${type}`, start)
      t.match({ status, body }, { status: 201, body: { name: '反映低保' } }, type)
    }
  }
})

t.test('a second byte order mark is no JSON', async (t) => {
  const { status } = await send(utf8, 'application/json', Buffer.from('\ufeff\ufeff'))
  t.equal(status, 400)
})

t.test('a body of nothing but a byte order mark is none', async (t) => {
  const headers = { authorization, 'content-type': 'application/json' }
  const payload = Buffer.from([0xef, 0xbb, 0xbf])
  const { statusCode } = await app.inject({ method: 'POST', url: '/v1/units', headers, payload })
  t.equal(statusCode, 400)
})
