import t from 'tap'
import { watchProposals } from '../../src/proposals/index.ts'
import { mustNotShow, scene } from '../across/secrecy.ts'
import { beside, done, target } from '../across/secret.ts'
import { wordsOf } from '../across/surface.ts'

const stage = await scene(t)
const { service, person, people } = stage
const { call, clock } = service
const { city, county, township, village } = target
const as = person(city)

for (const targetCode of [county, '220104'])
  for (const area of ['funds', 'policy', 'disclosure']) {
    const body = { unitCode: city, targetCode, area, severity: 'serious', text: '未按月足额发放。' }
    await done(call('POST', '/v1/findings', { as, body: { ...body, rectifyBy: '2026-03-03' } }))
  }
// What the county knows of, and what nobody has written down: each is the cause of a proposal.
const hotline = {
  area: 'petitions',
  itemId: 'petitions-hotline',
  severity: 'serious',
  text: '未设举报电话。'
}
const reminder = { unitCode: city, targetCode: county, ...hotline, rectifyBy: '2026-12-31' }
await done(call('POST', '/v1/findings', { as, body: reminder }))
const earlier = [{ fact: 'channels', notice: { days: 1 } }]
const rule = { unitCode: city, effectiveFrom: '2026-03-01', document: '细则', proposals: earlier }
await done(call('POST', '/v1/local-rules', { as, body: rule }))
const items = [1, 2, 3].map((no) => ({ no, text: '完成年度复核。', dueOn: '2026-03-03' }))
const deployed = { unitCode: city, title: '重点工作', issuedOn: '2026-03-01', items }
const addressees = { unitCodes: [county] }
const { id } = await done(call('POST', '/v1/deployments', { as, body: { ...deployed, addressees } }))
await done(call('POST', `/v1/deployments/${id}/issue`, { as }))
const criticism = { unitCode: city, title: '通报', text: '请整改。', addressees, answerBy: '2026-03-04' }
const notice = await done(call('POST', '/v1/notices', { as, body: { ...criticism, causes: [] } }))
await done(call('POST', `/v1/notices/${notice.id}/issue`, { as }))
clock.now = new Date('2026-03-05T01:00:00Z')
await service.react()
const before = await stage.copy()
const made = await watchProposals(service.context)
const proposed = await done(call('GET', `/v1/proposals?targetCode=${county}`, { as }))
const facts = proposed.items.map(({ fact }: { fact: string }) => fact).sort()
const open = proposed.items.find(({ kind }: { kind: string }) => kind === 'notice')
await done(call('POST', `/v1/proposals/${open.id}/accept`, { as, body: {} }))
const after = await stage.copy()

t.test('what is proposed to the city about the county, and drafted from it', async (t) => {
  t.ok(made >= 5)
  t.strictSame(facts, ['channels', 'deployment', 'findings-overdue', 'notice-unanswered'])
  await mustNotShow(t, stage, {
    name: 'what is proposed to the city about the county, and drafted from it',
    owner: city,
    without: before.service,
    with: after.service,
    words: wordsOf(before.rows, after.rows, [county, township, village, beside.county]),
    ignorant: people(county, township, village, beside.county, beside.city),
    kinds: ['proposal', 'audit'],
    foreign: [city, '2203']
  })
})

t.test('audit lines and events of it belong to the city alone', async (t) => {
  for (const table of ['audit_line', 'outbox_event']) {
    const known = new Set(before.rows.get(table))
    const told = (after.rows.get(table) ?? []).filter((row) => !known.has(row)).map((row) => JSON.parse(row))
    t.ok(told.length >= 1, table)
    for (const { unit_code } of told) t.equal(unit_code, city)
  }
})
