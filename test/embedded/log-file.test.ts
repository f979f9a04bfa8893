import { appendFileSync, closeSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Place } from '../../src/embedded/folder.ts'
import { openLog, trimLog } from '../../src/embedded/log-file.ts'

t.test('a long log is put aside with its end, and PostgreSQL writes on at the beginning', async (t) => {
  const beside = t.testdir()
  const place = { folder: join(beside, 'postgres'), beside } as Place
  const log = openLog(place)
  t.teardown(() => closeSync(log.fd))
  writeSync(log.fd, 'first line\n')
  trimLog(place, 1000, 50)
  t.equal(readFileSync(join(beside, 'postgres.log'), 'utf8'), 'first line\n', 'a short one stays')
  appendFileSync(join(beside, 'postgres.log'), `${'x'.repeat(2000)} last line\n`)
  trimLog(place, 1000, 50)
  t.match(readFileSync(join(beside, 'postgres.log.1'), 'utf8'), /^x{39} last line\n$/)
  writeSync(log.fd, 'later line\n')
  t.equal(readFileSync(join(beside, 'postgres.log'), 'utf8'), 'later line\n')
  t.equal(statSync(join(beside, 'postgres.log')).mode & 0o777, 0o600)
})
