import t from 'tap'
import { policies } from '../../src/policy/policies.ts'
import { type LocalRule, relationNamed, rulesFor } from '../../src/policy/relatives/rules.ts'
import { noted, refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const [policy] = policies
if (policy === undefined) throw new Error('there is no policy')
const local = (unitCode: string, effectiveFrom: string, relatives: LocalRule['relatives']): LocalRule => ({
  unitCode,
  effectiveFrom,
  relatives
})

t.test('by the statute alone', async (t) => {
  const { inForce, declarationsDue, programmes } = rulesFor(policy, [])
  t.strictSame(
    [...inForce],
    ['spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild'],
    'clause 1045 of the Civil Code: no 公爹, no 儿媳'
  )
  t.equal(declarationsDue, '03-31')
  t.equal(programmes.size, 0)
})

t.test('local rules of the unit and of those above it are added up, of each unit the latest', async (t) => {
  const rules = rulesFor(policy, [
    local('22', '2026-01-01', { relations: ['child-in-law'], declarationsDue: '03-15' }),
    local('2202', '2025-01-01', { relations: ['cousin'] }),
    local('2202', '2026-01-01', { relations: ['self'], declarationsDue: '02-28', programmes: ['rescue'] })
  ])
  t.ok(rules.inForce.has('child-in-law') && rules.inForce.has('self') && rules.inForce.has('parent'))
  t.notOk(rules.inForce.has('cousin'), 'the earlier rule of the city no longer counts')
  t.equal(rules.declarationsDue, '02-28')
  t.ok(rules.programmes.has('rescue'))
})

t.test('a relation has a code, a name, a code of GB/T 4761-2008 and other words', async (t) => {
  for (const word of ['parent', '父母', '母亲', '51']) {
    t.equal(relationNamed(policy.relatives.relations, word), 'parent', word)
  }
  t.equal(relationNamed(policy.relatives.relations, '公爹'), 'parent-in-law')
  t.equal(relationNamed(policy.relatives.relations, '邻居'), undefined)
  const words = policy.relatives.relations.flatMap(({ code, name, gbCodes, synonyms }) => {
    return [...new Set([code, name.zh, name.en, ...gbCodes, ...synonyms])]
  })
  t.equal(new Set(words).size, words.length, 'no word has two meanings')
})

t.test('a local rule widens the filing, and is on record', async (t) => {
  const service = await testService(t)
  const url = '/v1/local-rules'
  const body = {
    unitCode: '2202',
    effectiveFrom: '2026-07-01',
    document: '吉林市近亲属备案办法',
    relatives: { relations: ['child-in-law', 'self'], declarationsDue: '02-28' }
  }
  const wrong = (relatives: object) => ({ ...body, relatives })
  await refused(
    t,
    service,
    { method: 'POST', url, body },
    {
      'a relation that no policy has': {
        body: wrong({ relations: ['self', 'neighbour'] }),
        is: [422, 'unknown-relation', '/relatives/relations/1']
      },
      'a later day than the policy': {
        body: wrong({ declarationsDue: '04-01' }),
        is: [422, 'looser-than-policy', '/relatives/declarationsDue']
      },
      'the 29th of February': { body: wrong({ declarationsDue: '02-29' }), is: [400, 'validation-failed'] },
      nothing: { body: wrong({}), is: [422, 'local-rule-empty'] }
    }
  )
  const made = await service.call('POST', url, { body })
  t.match(made, { status: 201, body: { relatives: body.relatives, quotas: [], terms: [] } })
  t.match(await noted(service, made.body.id), [{ action: 'local-rule.added' }])
})
