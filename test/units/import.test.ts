import t from 'tap'
import { jilin } from '../examples/jilin.ts'
import { noted } from '../support/assertions.ts'
import { type CallOptions, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const header = 'code,name,level,parentCode'
const load = (lines: string[] | string | Buffer, options: CallOptions = {}) =>
  call('POST', '/v1/units/import', {
    raw: Array.isArray(lines) ? `${lines.join('\n')}\n` : lines,
    type: 'text/csv',
    ...options
  })
const unit = async (code: string) => (await call('GET', `/v1/units/${code}`)).body
/** What was noted of imports by people: the tests' database itself came from one by the service. */
const imports = async () => (await noted(service, '22')).filter(({ actor }) => actor !== 'system')

/** Characters that one part of a UTF-8 file holds in GB 18030, taken from its table. */
const gb: Record<string, string> = { 东: 'b6ab', 海: 'baa3', 县: 'cfd8', 𠮷: '9534b235' }

function inGb18030(text: string): Buffer {
  return Buffer.concat([...text].map((sign) => (gb[sign] ? Buffer.from(gb[sign], 'hex') : Buffer.from(sign))))
}

/** Of an answer: nothing was in another form than it is kept, and no column was left out. */
const asTheyStand = { normalised: {}, ignored: [] }

t.test('rows in any order, the lowest first', async (t) => {
  const lines = [
    header,
    'n4,新村,village,n3',
    'n3,新乡,township,n2',
    'n1,新市,city,22',
    'n5,直管村,village,n2',
    'n2,新县,county,n1'
  ]
  const { status, body } = await load(lines)
  t.equal(status, 200)
  t.strictSame(body, { received: 5, created: 5, updated: 0, unchanged: 0, ...asTheyStand })
  const above = (await call('GET', '/v1/units/n4/ancestors')).body.items
  t.strictSame(
    above.map(({ code }: { code: string }) => code),
    ['22', 'n1', 'n2', 'n3']
  )
  t.equal((await call('GET', '/v1/units?within=n1&count=true')).body.total, 5)
  const { received, created, updated, unchanged } = body
  const counts = { received, created, updated, unchanged }
  const [line, ...others] = await imports()
  t.strictSame(others, [])
  t.match(line, {
    actor: 'p1',
    unitCode: '22',
    path: '22',
    event: 'unit.imported',
    details: counts,
    data: counts
  })
})

t.test('what is new, what is changed and what is so already', async (t) => {
  clock.now = new Date('2026-04-01T01:00:00Z')
  const lines = [
    `${header},countsInQuota`,
    'n1,新市,city,22,',
    'n2,改名县,county,n1,',
    'n3,新乡,township,n1,true',
    'n4,新村,village,n3,false',
    'n5,直管村,village,n2,true',
    'n6,又一县,county,n1,false'
  ]
  t.strictSame((await load(lines)).body, {
    received: 6,
    created: 1,
    updated: 3,
    unchanged: 2,
    ...asTheyStand
  })
  t.match(await unit('n2'), { name: '改名县' })
  t.match(await unit('n3'), { parentCode: 'n1' })
  t.match(await unit('n4'), { countsInQuota: false })
  t.match(await unit('n6'), { countsInQuota: false })
  t.strictSame(
    (await load(lines)).body,
    { received: 6, created: 0, updated: 0, unchanged: 6, ...asTheyStand },
    'and again'
  )
  t.strictSame((await load([header, 'n4,新村,village,n3'])).body.unchanged, 1, 'without the column it stays')
  t.match((await call('GET', '/v1/units/n2')).headers.etag, '"2.')
  t.equal((await call('GET', '/v1/units/n2?on=2026-03-31')).body.name, '新县', 'the old name is kept')
  const { items } = (await call('GET', '/v1/units/n3/timeline')).body
  t.strictSame(
    items.map(({ kind }: { kind: string }) => kind),
    ['unit.moved']
  )
})

t.test('a unit that moves by import takes along what lies below it', async (t) => {
  clock.now = new Date('2026-04-02T01:00:00Z')
  t.strictSame((await load([header, 'n2,改名县,county,2202'])).body.updated, 1)
  const above = (await call('GET', '/v1/units/n5/ancestors')).body.items
  t.strictSame(
    above.map(({ code }: { code: string }) => code),
    ['22', '2202', 'n2']
  )
  t.equal((await call('GET', '/v1/units?within=2202&q=n5&count=true')).body.total, 1)
  t.equal((await call('GET', '/v1/units?within=n1&q=n5&count=true')).body.total, 0)
})

t.test('however the file is written', async (t) => {
  const rows: [name: string, raw: string | Buffer, type: string][] = [
    ['a mark at the start', '\ufeffcode,name,level,parentCode\nf1,东海,county,2201\n', 'text/csv'],
    [
      'GB 18030',
      inGb18030('code,name,level,parentCode\nf2,东海𠮷县,county,2201\n'),
      'text/csv; charset=gb18030'
    ],
    [
      'capital letters',
      inGb18030('code,name,level,parentCode\nf8,海,county,2201\n'),
      'text/csv; charset=GB18030'
    ],
    ['Windows line ends', 'code,name,level,parentCode\r\nf3,东海,county,2201\r\n', 'text/csv;charset=utf-8'],
    ['no line end at the end', 'code,name,level,parentCode\nf4,东海,county,2201', 'text/csv'],
    ['columns in another order', 'level,parentCode,name,code\ncounty,2201,东海,f5\n', 'text/csv'],
    ['quotes', '"code","name","level","parentCode"\n"f6","东,""海""",county,"2201"\n', 'text/csv'],
    ['blanks and empty lines', '\n code , name,level,parentCode\n\n f7 , 东海 ,county, 2201 \n\n', 'text/csv']
  ]
  for (const [name, raw, type] of rows) {
    const { status, body } = await load(raw, { type })
    t.match({ status, body }, { status: 200, body: { received: 1, created: 1 } }, name)
  }
  t.equal((await unit('f1')).name, '东海')
  t.equal((await unit('f2')).name, '东海𠮷县')
  t.equal((await unit('f6')).name, '东,"海"')
  t.equal((await unit('f7')).name, '东海')
})

t.test('a header alone changes nothing', async (t) => {
  t.strictSame((await load(`${header}\n`)).body, {
    received: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    ...asTheyStand
  })
})

t.test('names as long as a name may be', async (t) => {
  t.equal((await load([header, `l1,${'𠮷'.repeat(200)},county,2201`])).status, 200)
})

t.test('the whole province once more, from the last line to the first', async (t) => {
  const lines = jilin.map(({ code, name, level, parentCode }) => [code, name, level, parentCode].join(','))
  const { body } = await load([header, ...lines.toReversed()])
  t.strictSame(body, { received: 13_015, created: 0, updated: 0, unchanged: 13_015, ...asTheyStand })
})

t.test('by a county, within itself', async (t) => {
  const as = { unit: '220103', roles: ['admin' as const] }
  const lines = [
    header,
    '220103,宽城区,county,2201',
    '220103z1,新村,village,220103z',
    '220103z,新街道,township,220103'
  ]
  t.strictSame((await load(lines, { as })).body, {
    received: 3,
    created: 2,
    updated: 0,
    unchanged: 1,
    ...asTheyStand
  })
  t.match((await noted(service, '220103'))[0], { action: 'unit.imported', unitCode: '220103' })
})
