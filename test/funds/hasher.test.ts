import { createHmac, hash } from 'node:crypto'
import t from 'tap'
import { recipientHasher } from '../../src/funds/index.ts'

t.test('what is kept of a number is its HMAC under a key of the secret', async (t) => {
  for (const secret of ['a secret', 'another one', 'x'.repeat(200)]) {
    const hashed = recipientHasher(secret)
    const key = hash('sha256', `recipient:${secret}`, 'buffer')
    for (const number of ['11010519491231002X', '220102197108240116', '']) {
      t.same(hashed(number), createHmac('sha256', key).update(number).digest())
    }
  }
  t.notSame(recipientHasher('a')('1'), recipientHasher('b')('1'))
})
