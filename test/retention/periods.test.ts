import t from 'tap'
import { policies } from '../../src/policy/policies.ts'
import { unknownErasures } from '../../src/retention/index.ts'
import { labels } from '../../src/retention/vocabulary.ts'
import { retainedKinds, visibleRecords } from '../../src/rooms.ts'

const kinds = Object.keys(retainedKinds).sort()

t.test('every kind has its period, its room, its name and somebody who sees it', async (t) => {
  for (const { id, retention } of policies) {
    t.same(retention.map(({ kind }) => kind).sort(), kinds, `${id} sets a period for each kind, once`)
  }
  t.same(Object.keys(labels['retention-kind']).sort(), kinds)
  for (const [kind, { subject }] of Object.entries(retainedKinds)) t.ok(visibleRecords[subject], kind)
})

t.test('the setting names only what the service can erase', async (t) => {
  const unknown = (...erases: string[]) => unknownErasures({ kinds: retainedKinds, erases })
  t.same(unknown('case-identity'), [])
  t.same(unknown('case', 'x', 'case-identity'), ['case', 'x'])
})
