import type pg from 'pg'
import t from 'tap'
import { connect } from '../../../src/platform/database/connect.ts'
import { mustKeepSessions } from '../../../src/platform/database/connection/pooler.ts'
import { testDatabase } from '../../support/database.ts'

/** A pool whose connections are given a session for each statement. */
function pooled(sessions: () => number): pg.Pool {
  const connect = async () => ({
    query: async () => ({ rows: [{ pid: sessions() }] }),
    release: () => {}
  })
  return { connect } as unknown as pg.Pool
}

t.test('connections that share a session, or change it, are a pooler in transaction mode', async (t) => {
  let turn = 0
  const refused = { name: 'StartError', message: /transaction mode/ }
  await t.rejects(mustKeepSessions(pooled(() => 7)), refused)
  await t.rejects(
    mustKeepSessions(
      pooled(() => {
        turn += 1
        return turn % 3
      })
    ),
    refused
  )
})

t.test('PostgreSQL itself is none', async (t) => {
  const { url } = await testDatabase(t)
  const { pool } = connect({ url, max: 3, statementTimeoutMs: 0, name: 'pooler', onError: () => {} })
  t.teardown(() => pool.end())
  await mustKeepSessions(pool)
  t.equal(pool.idleCount, pool.totalCount, 'and the connections are given back')
})
