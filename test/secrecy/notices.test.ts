import t from 'tap'
import { mustNotShow, scene } from '../across/secrecy.ts'
import { beside, target } from '../across/secret.ts'
import { makeCases } from '../across/secret-cases.ts'
import { makeNotices, makeSecretNotices } from '../across/secret-notices.ts'
import { wordsOf } from '../across/surface.ts'

const stage = await scene(t)
const { service, person, people } = stage
await makeCases(service, person)
await makeNotices(service, person)
const before = await stage.copy()
await makeSecretNotices(service, person)
const after = await stage.copy()

t.test('a notice that is being drafted, and one to others', (t) =>
  mustNotShow(t, stage, {
    name: 'a notice that is being drafted, and one to others',
    owner: '22',
    without: before.service,
    with: after.service,
    words: wordsOf(before.rows, after.rows, [target.city, beside.city]),
    ignorant: people(...Object.values(target), beside.county),
    kinds: ['notice', 'audit'],
    foreign: ['22', '2203']
  })
)
