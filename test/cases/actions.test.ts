import t from 'tap'
import { bodies, casesOf, clerk, county, leader, township } from '../examples/case.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, standing } = casesOf(service)

const readers: Person[] = [
  clerk(),
  clerk('2201'),
  leader('22'),
  clerk(township),
  { unit: county, roles: ['viewer'], sub: 'v' }
]
const states = ['received', 'accepted', 'replied', 'under-review', 'closed']
const steps = Object.keys({ accept: 0, ...bodies, withdraw: 0, close: 0 }).filter(
  (name) => name !== 'readmit'
)
const actionsOf = async (id: string, as: Person): Promise<string[] | undefined> =>
  (await call('GET', `/v1/cases/${id}`, { as })).body.actions
const take = (id: string, name: string, as: Person) =>
  call('POST', `/v1/cases/${id}/${name}`, { as, ...(bodies[name] && { body: bodies[name] }) })

t.test('what is not listed is refused; what is listed leads on', async (t) => {
  for (const state of states) {
    for (const as of readers) {
      const id = await standing(state)
      const actions = await actionsOf(id, as)
      const name = `${state}, ${as.unit} ${as.roles}`
      for (const step of steps.filter((one) => !actions?.includes(one))) {
        const { status, body } = await take(id, step, as)
        t.ok([403, 404, 409, 422].includes(status), `${step} of ${name}: ${status} ${body.code}`)
      }
      for (const step of steps.filter((one) => actions?.includes(one))) {
        const { body, status } = await take(await standing(state), step, as)
        t.notOk(
          [403, 409].includes(status) && /step|role|unit|kind|forwarded|term/.test(body.code),
          `${step} of ${name}: ${status} ${body.code}`
        )
      }
    }
  }
})

t.test('what a state and a role allow, as it is shown', async (t) => {
  const id = await made()
  const all = ['accept', 'decline', 'link', 'correct', 'assign', 'forward', 'withdraw', 'recuse']
  t.same(await actionsOf(id.id, clerk()), all)
  t.same(await actionsOf(id.id, { unit: county, roles: ['viewer'], sub: 'v' }), [])
  const enquiry = await made({ kind: 'enquiry' })
  t.ok((await actionsOf(enquiry.id, clerk()))?.includes('reply'), 'an enquiry is answered at once')
})

t.test('403 comes before 412', async (t) => {
  const { id } = await made()
  const url = `/v1/cases/${id}/object`
  const headers = { 'if-match': '"9"' }
  const options = { headers, body: bodies.object }
  t.match(await call('POST', url, { ...options, as: clerk('2201') }), { status: 403 })
  t.match(await call('POST', url, { ...options, as: clerk() }), { status: 412 })
})
