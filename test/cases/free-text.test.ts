import t from 'tap'
import { tellsIdNumber } from '../../src/platform/values/id-number.ts'
import { bodies, casesOf, clerk, county, intake, leader, reader } from '../examples/case.ts'
import { type Refused, refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const number = '220102196203150022'

t.test('an identity number is found, and no other number is taken for one', async (t) => {
  const numbers = [
    number,
    `王某${number}反映`,
    `身份证${number}，`,
    `电话13844012345 ${number}`,
    `2026 ${number}`,
    '２２０１０２１９６２０３１５００２２',
    '220102 19620315 0022',
    '220102-1962-0315-0022',
    '2201 0219 6203 1500 22',
    '2201\u200b02196203150022',
    '号码:11010519491231002x。',
    '身份证号:220102196203150021',
    '身份证号码为 220102620315002',
    '身份证 220102 300315 002',
    '220102620315002',
    '王某220102620315002反映',
    '220102-620315-002',
    '二二〇一〇二一九六二〇三一五〇〇二二',
    '11010519491231002х',
    '（220102）19620315（0022）',
    ...['  ', '\n', '–', '—', '−', '/', '、', ', ', '\u034f', '\ufe0f', ' - '].map(
      (between) => `220102${between}19620315${between}0022`
    )
  ]
  for (const text of numbers) t.ok(tellsIdNumber(text), text)
  const others = [
    '反映低保申请长期未得到答复',
    '220102196203150021',
    '220102196213450022',
    '6228480010000001234',
    '2201021962031500222',
    '1220102196203150022',
    '22010219620315002',
    '220102-2026-000001',
    '13844012345 13844054321',
    '019cac0f-2680-7000-8000-000000000001',
    '2026-03-02 2026-04-05 2026-05-06',
    '2026/03/02、2026/04/05、2026/05/06',
    '文号 220102260302001',
    '555555620315002',
    '220102621315002',
    '220102-2026-000001、220102-2026-000002',
    '账号 6217 0019 8001 0123 456',
    '二〇二六年三月二日，一百二十三元四角五分',
    '证件齐全，金额 123456.00 元，2026-03-02 至 2026-04-05',
    '身份证明材料不齐，案号 220102-2026-000001'
  ]
  for (const text of others) t.notOk(tellsIdNumber(text), text)
})

t.test('it is refused in every text of a case, with its place and what to do', async (t) => {
  const service = await testService(t)
  const { made } = casesOf(service)
  const { id } = await made()
  const text = `王某（${number}）反映`
  const at = (path: string) => `/v1/cases/${id}/${path}`
  const isRefused = (field: string) => [422, 'personal-data-in-text', `/${field}`] as Refused['is']
  const steps = Object.entries(bodies).flatMap(([step, body]) =>
    ['reason', 'note', 'text']
      .filter((field) => field in body)
      .map((field): [string, Refused] => {
        const full = { ...body, [field]: text }
        const as = ['extend', 'readmit'].includes(step) ? leader() : clerk()
        return [`${step} ${field}`, { url: at(step), as, body: full, is: isRefused(field) }]
      })
  )
  t.equal(steps.length, 11, 'the texts were found')
  const letter = { kind: 'urge', grounds: 'other', text }
  const referral = { receiver: 'other', receiverName: '某机关', text: '线索' }
  const correction = { reporter: { name: '王秀兰' }, reason: text }
  const usual = { method: 'POST', url: '/v1/cases', as: clerk() } as const
  await refused(t, service, usual, {
    summary: { body: intake({ summary: text }), is: isRefused('summary') },
    ...Object.fromEntries(steps),
    'a letter': { url: at('letters'), as: leader('2201'), body: letter, is: isRefused('text') },
    'an answer': {
      url: '/v1/letters/019cac0f-2680-7000-8000-00000000dead/answer',
      body: { text },
      is: isRefused('text')
    },
    'a referral': { url: at('referrals'), body: { ...referral, text }, is: isRefused('text') },
    'its receiver': {
      url: at('referrals'),
      body: { ...referral, receiverName: text },
      is: isRefused('receiverName')
    },
    'the reason of an opening': {
      url: at('reporter-access'),
      as: reader(county),
      body: { reason: text },
      is: isRefused('reason')
    },
    'the reason of an erasure': {
      url: at('erase-identity'),
      as: reader(county),
      body: { reason: text },
      is: isRefused('reason')
    },
    'the reason of a correction': {
      method: 'PUT',
      url: at('reporter'),
      headers: { 'if-match': '*' },
      body: correction,
      is: isRefused('reason')
    }
  })
  const { body } = await service.call('POST', '/v1/cases', {
    as: clerk(),
    body: intake({ summary: text }),
    headers: { 'accept-language': 'en' }
  })
  t.match(body.errors[0].message, /reporter\.idNumber/)
  const well = intake({ anonymous: false, reporter: { name: '王某', idNumber: number, address: number } })
  t.equal((await service.call('POST', '/v1/cases', { as: clerk(), body: well })).status, 201)
})
