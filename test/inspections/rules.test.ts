import t from 'tap'
import * as areas from '../../src/inspections/areas/rules.ts'
import * as campaigns from '../../src/inspections/campaigns/rules.ts'
import * as rules from '../../src/inspections/rules.ts'
import { checkTeam, partiality } from '../../src/inspections/staff/team-rules.ts'
import { type State, states } from '../../src/inspections/vocabulary.ts'

const now = new Date('2026-06-03T02:00:00Z')
const standing = (state: State, more: object = {}): rules.Standing => ({
  state,
  method: 'open-check',
  unitCode: '2201',
  path: '22.2201',
  acting: '2201',
  notifiedAt: null,
  startedAt: null,
  evaluator: null,
  ...more
})

t.test('the life of an inspection; what is not listed is refused', async (t) => {
  const lives = {
    arrange: ['planned', 'notified'],
    keep: ['under-way'],
    notify: ['planned'],
    start: ['planned', 'notified'],
    complete: ['under-way'],
    cancel: ['planned', 'notified'],
    publish: ['completed'],
    find: ['under-way', 'completed', 'published'],
    'draw-team': ['planned', 'notified']
  } as const
  t.same(Object.keys(lives).sort(), rules.stepNames.toSorted())
  for (const [name, from] of Object.entries(lives)) {
    for (const state of states) {
      const take = () => rules.mustBeAt(name as keyof typeof lives, standing(state))
      if ((from as readonly State[]).includes(state)) t.doesNotThrow(take, `${name} from ${state}`)
      else t.throws(take, { code: 'inspection-step' }, `${name} from ${state}`)
    }
  }
})

t.test('no notice of an unannounced visit; others than open checks need none', async (t) => {
  t.match(rules.notify(now), { state: 'notified', notifiedAt: now.toISOString() })
  const refused = {
    'unannounced-visit': 'visit-not-notified',
    'special-supervision': 'only-open-checks-notified',
    'petition-supervision': 'only-open-checks-notified',
    evaluation: 'only-open-checks-notified'
  }
  for (const [method, code] of Object.entries(refused)) {
    t.throws(() => rules.mustBeAt('notify', standing('planned', { method })), { code }, method)
  }
  t.throws(() => rules.checkArrangement({ method: 'unannounced-visit' }, true), { code: 'notified-method' })
  t.doesNotThrow(() => rules.checkArrangement({ method: 'unannounced-visit' }, false))
  t.throws(() => rules.checkArrangement({ method: 'open-check', evaluator: {} }, false), {
    code: 'evaluator-not-evaluation'
  })
})

t.test('times go forward, and not beyond now', async (t) => {
  const notified = standing('notified', { notifiedAt: '2026-06-03T08:00:00+08:00' })
  t.equal(rules.start(notified, undefined, now).startedAt, '2026-06-03T02:00:00.000Z')
  t.equal(rules.start(notified, '2026-06-03T08:00:00+08:00', now).startedAt, '2026-06-03T00:00:00.000Z')
  t.throws(() => rules.start(notified, '2026-06-03T07:59:59+08:00', now), { code: 'days-out-of-order' })
  t.throws(() => rules.start(notified, '2026-06-03T10:00:01+08:00', now), { code: 'day-in-future' })
  t.equal(rules.start(standing('planned'), '2026-01-01T00:00:00Z', now).state, 'under-way')
})

t.test('a unit below, in force', async (t) => {
  const target = { code: '220102', path: '22.2201.220102', validFrom: null, validTo: null }
  const check = (more: object, unit: string) => () =>
    rules.checkTarget({ ...target, ...more }, unit, '2026-06-03', 'c')
  t.doesNotThrow(check({}, '2201'))
  t.doesNotThrow(check({}, '22'))
  t.throws(check({}, '220102'), { code: 'target-not-below' })
  t.throws(check({}, '2202'), { code: 'target-not-below' })
  t.throws(check({ validTo: '2026-06-03' }, '2201'), { code: 'target-not-valid' })
  t.throws(check({ validFrom: '2026-06-04' }, '2201'), { code: 'target-not-valid' })
  t.match(rules.notTheirs('start', standing('planned'), { unitCode: '220102' }), {
    code: 'inspection-not-yours'
  })
  t.equal(rules.notTheirs('start', standing('planned'), { unitCode: '22' }), undefined)
})

t.test('results: what a new one does not say stays as it was', async (t) => {
  const kept = [
    {
      area: 'funds' as const,
      conclusion: null,
      remarks: '一',
      items: [{ item: 'a', conclusion: 'problems' as const, remarks: '迟' }]
    }
  ]
  const given = [
    {
      area: 'funds' as const,
      conclusion: 'problems' as const,
      items: [{ item: 'b', conclusion: 'sound' as const }]
    },
    { area: 'policy' as const }
  ]
  const merged = areas.merge(kept, given)
  t.strictSame(merged, [
    {
      area: 'funds',
      conclusion: 'problems',
      remarks: '一',
      items: [
        { item: 'a', conclusion: 'problems', remarks: '迟' },
        { item: 'b', conclusion: 'sound', remarks: null }
      ]
    },
    { area: 'policy', conclusion: null, remarks: null, items: [] }
  ])
  t.throws(() => areas.checkComplete(merged, given), { code: 'conclusion-missing' })
  t.doesNotThrow(() => areas.checkContradictions(merged, given))
  const sound = areas.merge(kept, [{ area: 'funds', conclusion: 'sound', remarks: null }])
  t.throws(() => areas.checkContradictions(sound, []), { code: 'conclusion-contradicted' })
  t.same(areas.namesOnly([{ area: 'funds' }]), ['funds'])
  t.equal(areas.namesOnly(given), undefined)
})

t.test('who may be sent: nobody to his own unit, nor where he is partial', async (t) => {
  const to = { acting: '2201', targetCode: '220102', targetPath: '22.2201.220102' }
  const lines = new Map([['220102001', ['22', '2201', '220102', '220102001']]])
  const one = (unit: string[], conflicts: string[] = []) => ({ line: ['22', '2201', ...unit], conflicts })
  const why = {
    'his own unit': [one(['220102']), 'own-unit'],
    'within his own unit': [one(['220102', '220102001']), 'own-unit'],
    'a conflict with the target': [one([], ['220102']), 'conflict'],
    'with one above it': [one([], ['2201']), 'conflict'],
    'with one below it': [one([], ['220102001']), 'conflict'],
    'with one beside it': [one([], ['220103']), undefined],
    'with no unit that there is': [one([], ['99']), undefined],
    'of a unit beside': [one(['220103']), undefined]
  } as const
  for (const [name, [person, reason]] of Object.entries(why))
    t.equal(partiality(person, to, lines), reason, name)
  const person = { id: 'x', active: true, ...one([]) }
  t.doesNotThrow(() => checkTeam(['x'], [person], to, lines))
  t.throws(() => checkTeam(['y'], [person], to, lines), { code: 'inspector-unknown' })
  t.throws(() => checkTeam(['x'], [{ ...person, active: false }], to, lines), { code: 'inspector-inactive' })
  t.throws(() => checkTeam(['x'], [{ ...person, conflicts: ['220102'] }], to, lines), {
    code: 'inspector-partial'
  })
  t.throws(() => checkTeam(['x'], [{ ...person, line: ['22', '2202'] }], to, lines), {
    code: 'inspector-unknown'
  })
})

t.test('a campaign: its targets, its period, its end', async (t) => {
  const one = { acting: '2201', state: 'open', from: '2026-03-01', to: '2026-03-31' } as const
  const wanted = { unitCode: '2201', plannedOn: '2026-03-31' }
  t.doesNotThrow(() => campaigns.admit(one, { isDone: false }, wanted))
  t.throws(() => campaigns.admit(one, undefined, wanted), { code: 'not-in-campaign' })
  t.throws(() => campaigns.admit(one, { isDone: true }, wanted), { code: 'campaign-has-inspection' })
  t.throws(() => campaigns.admit({ ...one, state: 'closed' }, { isDone: false }, wanted), {
    code: 'campaign-closed'
  })
  t.throws(() => campaigns.admit(one, { isDone: false }, { ...wanted, unitCode: '22' }), {
    code: 'campaign-of-others'
  })
  for (const plannedOn of ['2026-02-28', '2026-04-01']) {
    t.throws(() => campaigns.admit(one, { isDone: false }, { ...wanted, plannedOn }), {
      code: 'outside-campaign'
    })
  }
  t.match(campaigns.notNow('close', { state: 'closed' }), { code: 'campaign-closed' })
  t.equal(campaigns.notNow('close', one), undefined)
  t.throws(() => campaigns.checkNamed(['a', 'a'], new Set(['a']), '22'), { code: 'campaign-target-twice' })
  t.throws(() => campaigns.checkNamed(['a', 'b'], new Set(['a']), '22'), { code: 'campaign-target-unknown' })
})
