import { execFileSync } from 'node:child_process'
import { sql } from 'kysely'
import t from 'tap'
import { testDatabase } from '../support/database.ts'
import { serviceOn } from './service-on.ts'

const module = new URL('../../src/platform/observability/log.ts', import.meta.url).href

/** What a process of its own writes to its log. */
function written(statements: string, level = 'info'): Record<string, unknown>[] {
  const script = `
    import { createLog } from ${JSON.stringify(module)}
    const log = createLog({ LOG_LEVEL: '${level}' })
    ${statements}`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8'
  })
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

t.test('a line is JSON with a time, a level in words, and the event', async (t) => {
  const [line, ...others] = written(`log.info({ event: 'unit.added', subjectId: '22' }); log.debug('unseen')`)
  t.match(line, { level: 'info', event: 'unit.added', subjectId: '22', time: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/ })
  t.same(Object.keys(line ?? {}).sort(), ['event', 'level', 'subjectId', 'time'])
  t.same(others, [])
  t.same(written(`log.info('unseen'); log.error({ event: 'seen' })`, 'error').length, 1)
  t.same(written(`log.fatal('unseen')`, 'silent'), [])
})

t.test('what must not be in it is struck out', async (t) => {
  const names = ['authorization', 'token', 'password', 'secret', 'reporter', 'idNumber', 'phone']
  const values = Object.fromEntries(names.map((name) => [name, 'classified']))
  const lines = written(`const values = ${JSON.stringify(values)}
    log.info({ event: 'a', ...values })
    log.info({ event: 'b', one: values })
    log.info({ event: 'c', one: { two: values } })`)
  t.equal(lines.length, 3)
  t.notMatch(JSON.stringify(lines), /classified/)
  t.equal(JSON.stringify(lines).split('[struck out]').length - 1, 21)
})

t.test('an error comes without the values that PostgreSQL repeats', async (t) => {
  const [line] =
    written(`const err = Object.assign(new Error('duplicate key'), { code: '23505', constraint: 'unit_pkey',
      detail: 'Key (name)=(classified) already exists.', where: 'classified', parameters: ['classified'],
      query: 'classified' })
    log.error({ event: 'request.failed', err })`)
  t.match(line, {
    err: { name: 'Error', message: 'duplicate key', code: '23505', constraint: 'unit_pkey', stack: /Error/ }
  })
  t.notMatch(JSON.stringify(line), /classified/)
})

t.test('whatever is thrown can be logged', async (t) => {
  const lines = written(
    `for (const err of [null, undefined, 'a text', 5, {}]) log.error({ event: 'process.unhandled', err })`
  )
  t.equal(lines.length, 5)
})

t.test('one line for what was done, none of what was said', async (t) => {
  const { url, owner } = await testDatabase(t)
  const { app, token, logged } = await serviceOn(t, url)
  const bearer = await token()
  const headers = { authorization: `Bearer ${bearer}`, 'if-match': '"1"', 'content-type': 'application/json' }
  const payload = JSON.stringify({ principal: '机密姓名' })
  const answer = await app.inject({ method: 'PATCH', url: '/v1/units/220102', headers, payload })
  t.equal(answer.statusCode, 200)
  await app.inject({ url: '/v1/units?q=机密姓名', headers })
  t.match(logged, [{ event: 'unit.changed', actorId: 'admin', subjectId: '220102' }])
  t.equal(logged.length, 1)
  await sql`alter table unit rename column principal to head`.execute(owner.db)
  await app.inject({ method: 'PATCH', url: '/v1/units/220102', headers, payload })
  const text = JSON.stringify(logged)
  t.match(text, /request\.failed/)
  t.notMatch(text, /机密姓名/)
  t.notMatch(text, bearer)
})

t.test('an error keeps its message whatever it is, and no stack where the database is away', async (t) => {
  const lines = written(`
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1'), { code: 'ECONNREFUSED' })
    const several = Object.assign(new AggregateError([refused]), { code: 'ECONNREFUSED' })
    const full = Object.assign(new Error('could not extend file'), { code: '53100', severity: 'ERROR' })
    const all = [{ message: 'a job failed', queue: 'operations' }, several, full, new TypeError('no function')]
    for (const err of all) log.warn({ event: 'jobs.failed', err })`)
  const [plain, several, full, defect] = lines.map(({ err }) => err as { message: string; stack?: string })
  t.equal(plain?.message, 'a job failed', 'pg-boss tells of errors by objects that are none')
  t.match(several, { message: 'connect ECONNREFUSED ::1', stack: undefined })
  t.match(full, { message: 'could not extend file', code: '53100', stack: undefined })
  t.match(defect, { message: 'no function', stack: /TypeError/ })
})
