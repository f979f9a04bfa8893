import t from 'tap'
import { city, county, deploymentsOf } from '../examples/deployment.ts'
import { person, wanted } from '../examples/finding.ts'
import { campaign, inspector } from '../examples/inspection.ts'
import { nowhere, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { draft, issued, read } = deploymentsOf(service)
const id = await issued({ unitCode: city, addressees: { unitCodes: [county, '220103'] } })
const ofOthers = await issued({ unitCode: '2202', addressees: { unitCodes: ['220202'] } })
const drafted = ok(await draft({ unitCode: city, addressees: { unitCodes: [county] } })).id
const finding = { ...wanted, itemId: undefined, targetCode: county, area: 'deployment' }

t.test('a finding names the items on which a unit does not move', async (t) => {
  await refused(
    t,
    service,
    {
      method: 'POST',
      url: '/v1/findings',
      as: person(city),
      body: { ...finding, deploymentId: id, itemNos: [1] }
    },
    {
      'in another area': {
        body: { ...finding, area: 'funds', deploymentId: id },
        is: [422, 'deployment-link-area', '/deploymentId']
      },
      'an item that there is not': {
        body: { ...finding, deploymentId: id, itemNos: [1, 2] },
        is: [422, 'deployment-link-unknown', '/itemNos']
      },
      'items of nothing': {
        body: { ...finding, itemNos: [1] },
        is: [422, 'deployment-link-unknown', '/deploymentId']
      },
      'no deployment': {
        body: { ...finding, deploymentId: nowhere },
        is: [422, 'deployment-link-unknown', '/deploymentId']
      },
      'one that is not issued': {
        body: { ...finding, deploymentId: drafted },
        is: [422, 'deployment-link-unknown', '/deploymentId']
      },
      'one that they do not see': {
        body: { ...finding, deploymentId: ofOthers },
        is: [422, 'deployment-link-unknown', '/deploymentId']
      }
    }
  )
  const body = { ...finding, deploymentId: id, itemNos: [1] }
  const made = ok(await call('POST', '/v1/findings', { as: person(city), body }))
  t.match(ok(await call('GET', `/v1/findings/${made.id}`, { as: person(county) })), {
    deploymentId: id,
    itemNos: [1]
  })
})

t.test('a campaign on a deployment stays invisible to the units addressed', async (t) => {
  const body = { ...campaign, topic: '年度复核专项督导', deploymentId: id, itemNos: [1] }
  const before = ok(await read(id, county))
  const made = ok(await call('POST', '/v1/campaigns', { as: inspector(city), body }))
  t.match(made, { deploymentId: id, itemNos: [1] })
  t.equal((await call('GET', `/v1/campaigns/${made.id}`, { as: inspector(county) })).status, 404)
  t.same(ok(await call('GET', '/v1/campaigns', { as: inspector(county) })).items, [])
  t.same(ok(await read(id, county)), before, 'the deployment tells nothing of it')
  const others = await call('POST', '/v1/campaigns', {
    as: inspector(city),
    body: { ...body, deploymentId: ofOthers }
  })
  t.match([others.status, others.body.code], [422, 'deployment-link-unknown'])
})

t.test('findings and campaigns of a deployment are listed', async (t) => {
  const as = inspector(city)
  const found = async (list: string, query: string): Promise<string[]> =>
    ok(await call('GET', `/v1/${list}?${query}`, { as })).items.map((one: { id: string }) => one.id)
  const about = { deploymentId: id, itemNos: [1] }
  const make = async (list: string, who: typeof as, body: object): Promise<string> =>
    ok(await call('POST', `/v1/${list}`, { as: who, body })).id
  const [before, earlier] = [await found('findings', ''), await found('campaigns', '')]
  const linked = await make('findings', person(city), { ...finding, ...about })
  const plain = await make('findings', person(city), { ...finding, area: 'policy' })
  t.strictSame((await found('findings', `deploymentId=${id}`)).sort(), [...before, linked].sort())
  t.strictSame((await found('findings', '')).sort(), [...before, linked, plain].sort())
  const run = await make('campaigns', as, { ...campaign, topic: '复核专项二', ...about })
  await make('campaigns', as, { ...campaign, topic: '另一专项' })
  t.strictSame((await found('campaigns', `deploymentId=${id}`)).sort(), [...earlier, run].sort())
  t.strictSame(await found('findings', `deploymentId=${nowhere}`), [])
})
