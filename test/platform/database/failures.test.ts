import t from 'tap'
import { failureOf, isRetryable } from '../../../src/platform/database/failures.ts'
import { constraints } from '../../../src/rooms.ts'

const fromDatabase = (code: string, more: object = {}) =>
  Object.assign(new Error('from PostgreSQL'), { severity: 'ERROR', code, ...more })
const fromNode = (code: string) => Object.assign(new Error(`connect ${code}`), { code })

t.test('what the database says becomes a refusal', async (t) => {
  const cases: [error: unknown, code: string][] = [
    [fromDatabase('23505'), 'conflicting-change'],
    [fromDatabase('23503'), 'conflicting-change'],
    [fromDatabase('23514'), 'conflicting-change'],
    [fromDatabase('22021'), 'not-storable'],
    [fromDatabase('22003'), 'not-storable'],
    [fromDatabase('42P01'), 'internal-error'],
    [fromDatabase('42501'), 'internal-error'],
    [fromDatabase('58030'), 'database-unavailable'],
    [fromDatabase('58P01'), 'database-unavailable'],
    [fromDatabase('53100'), 'database-unavailable'],
    [Object.assign(fromDatabase('42501'), { message: 'could not open file "x"' }), 'database-unavailable'],
    [new Error('timeout expired'), 'database-unavailable'],
    [new Error('Connection terminated: silent for 16 s'), 'database-unavailable'],
    [fromDatabase('XX000'), 'internal-error'],
    [fromDatabase('40001'), 'database-unavailable'],
    [fromDatabase('40P01'), 'database-unavailable'],
    [fromDatabase('55P03'), 'database-unavailable'],
    [fromDatabase('57014'), 'database-unavailable'],
    [fromDatabase('57P01'), 'database-unavailable'],
    [fromDatabase('57P03'), 'database-unavailable'],
    [fromDatabase('53300'), 'database-unavailable'],
    [fromDatabase('08006'), 'database-unavailable'],
    [fromDatabase('25006'), 'database-unavailable'],
    [fromNode('ECONNREFUSED'), 'database-unavailable'],
    [fromNode('ECONNRESET'), 'database-unavailable'],
    [fromNode('EHOSTUNREACH'), 'database-unavailable'],
    [fromNode('ENETUNREACH'), 'database-unavailable'],
    [fromNode('ENOTFOUND'), 'database-unavailable'],
    [new Error('Connection terminated unexpectedly'), 'database-unavailable'],
    [new Error('timeout exceeded when trying to connect'), 'database-unavailable'],
    [new Error('Client has encountered a connection error and is not queryable'), 'database-unavailable'],
    [new TypeError('x is not a function'), 'internal-error'],
    [fromNode('EACCES'), 'internal-error'],
    [undefined, 'internal-error'],
    [null, 'internal-error'],
    ['a text', 'internal-error']
  ]
  for (const [error, code] of cases) {
    const refusal = failureOf(error)
    t.equal(refusal.code, code, JSON.stringify(error))
    const seconds = code === 'database-unavailable' ? 5 : undefined
    t.equal(refusal.particulars.retryAfterSeconds, seconds)
  }
})

t.test('a constraint speaks with the words of its room', async (t) => {
  t.ok(constraints.size > 0)
  for (const [constraint, refusal] of constraints) {
    const error = fromDatabase('23505', { constraint, detail: 'Key (code)=(22) already exists.' })
    t.equal(failureOf(error, constraints).code, refusal().code)
    t.equal(failureOf(error).code, 'conflicting-change', 'without a room')
  }
})

t.test('three failures are worth another try', async (t) => {
  const changed = { message: 'cached plan must not change result type' }
  t.ok(isRetryable(Object.assign(fromDatabase('0A000'), changed)))
  t.notOk(isRetryable(fromDatabase('0A000')), 'nothing else that is not supported')
  t.ok(isRetryable(fromDatabase('40001')))
  t.ok(isRetryable(fromDatabase('40P01')))
  for (const other of [
    fromDatabase('57P01'),
    fromDatabase('23505'),
    fromNode('ECONNRESET'),
    null,
    undefined
  ]) {
    t.notOk(isRetryable(other))
  }
})
