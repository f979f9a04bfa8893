import t from 'tap'
import { at, bodies, casesOf, clerk, county } from '../examples/case.ts'
import { refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, read, step, taken, standing } = casesOf(service)
const link = (caseId: string) => ({ body: { caseId } })

t.test('a link is kept while what it leads to is open or final', async (t) => {
  const first = await standing('accepted')
  const { id: declined } = await made()
  await taken(declined, 'decline', { body: { reason: '重复', sameFactsAs: first } })
  const { id: other } = await made()
  for (const earlier of [first, declined, await standing('final')]) {
    const { id } = await made({ sameFactsAs: earlier })
    await refused(
      t,
      service,
      { method: 'POST', url: at(id, 'link'), as: clerk() },
      {
        'linked to another one': { ...link(other), is: [409, 'linked-already', '/caseId'] },
        'declined as another one': {
          url: at(id, 'decline'),
          body: { reason: 'x', sameFactsAs: other },
          is: [409, 'linked-already', '/sameFactsAs']
        },
        'accepted after that': { url: at(id, 'accept'), body: undefined, is: [409, 'same-facts'] }
      }
    )
    t.equal((await step(id, 'link', link(earlier))).status, 200, 'to the same one, as it is')
    t.match(await taken(id, 'decline', { body: { reason: '重复', sameFactsAs: earlier } }), {
      sameFactsAs: earlier
    })
  }
})

t.test('when that has lost its force, it may be linked to another one', async (t) => {
  for (const state of ['declined', 'withdrawn']) {
    const { id } = await made({ sameFactsAs: await standing(state) })
    const { id: other } = await made()
    t.equal((await taken(id, 'link', link(other))).sameFactsAs, other, state)
    t.equal((await step(id, 'accept')).status, 409)
  }
  const [a, b] = [await standing('accepted'), await standing('accepted')]
  const { id } = await made()
  const both = await Promise.all([a, b].map((caseId) => step(id, 'link', link(caseId))))
  t.strictSame(statuses(both), [200, 409], 'to two at once: to one of them')
})

t.test('two cases that are linked to each other do not wait for each other', async (t) => {
  const [{ id: one }, { id: other }] = [await made(), await made()]
  await taken(one, 'link', link(other))
  await taken(other, 'link', link(one))
  t.equal((await step(one, 'accept')).status, 200)
  t.equal((await step(other, 'accept')).status, 200)
  const { id: third } = await made({ sameFactsAs: one })
  t.match(await step(third, 'accept'), { status: 409, body: { code: 'same-facts' } }, 'a later one does')
})

t.test('what is answered at once is asked for the same facts as well, unless it was accepted', async (t) => {
  for (const kind of ['enquiry', 'suggestion']) {
    const { id } = await made({ kind, sameFactsAs: await standing('accepted') })
    await refused(
      t,
      service,
      { method: 'POST', url: at(id, 'reply'), as: clerk() },
      { [kind]: { body: bodies.reply, is: [409, 'same-facts'] } }
    )
    const accepted = await standing('accepted', { kind })
    await taken(accepted, 'link', link(await standing('accepted')))
    t.equal((await step(accepted, 'reply')).status, 200)
  }
})

t.test('who stepped aside from the other case is not told of it', async (t) => {
  const zhang = clerk(county, 'caseworker', 'zhang')
  const { id: other, number } = await made({})
  const { id } = await made({ sameFactsAs: other })
  const paths = ['', '/timeline'].map((path) => `/v1/cases/${id}${path}`)
  const everything = async () => {
    const urls = [...paths, '/v1/cases?limit=200', '/v1/cases?sort=-receivedAt&limit=200']
    const answers = await Promise.all(urls.map((url) => call('GET', url, { as: zhang })))
    return answers.map(({ text }) => text).join()
  }
  await taken(id, 'link', { as: zhang, ...link(other) })
  t.match(await everything(), other)
  t.match(await step(id, 'accept', { as: zhang }), { status: 409, body: { detail: new RegExp(number) } })
  await step(other, 'recuse', { as: zhang })
  t.notMatch(await everything(), other)
  t.equal((await read(id, zhang)).sameFactsAs, null)
  const refusal = await step(id, 'accept', { as: zhang, headers: { 'accept-language': 'en' } })
  t.match(refusal, { status: 409, body: { code: 'same-facts' } })
  t.equal(refusal.body.detail, refusal.body.title)
  t.notMatch(refusal.text, number)
  t.equal((await read(id)).sameFactsAs, other, 'others are')
})
