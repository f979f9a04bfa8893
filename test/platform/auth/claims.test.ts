import t from 'tap'
import { audience, type Claims, invalid, issuer, now, token, trusting } from './signer.ts'

const { me, ask } = await trusting(t)

t.test('a good token says who calls', async (t) => {
  const expected = {
    sub: 'wang',
    name: '王科员',
    unit: { code: '2201', path: ['22', '2201'] },
    roles: ['viewer']
  }
  t.match((await ask({})).body, expected)
  t.match((await ask({ claims: { aud: ['other', audience] } })).body, expected)
  t.match((await ask({ header: { typ: 'application/at+jwt' } })).body, expected)
  t.match(
    (await ask({ claims: { name: undefined } })).body,
    { name: 'wang' },
    'without a name the subject stands for it'
  )
  t.match(await ask({ claims: { unit: '99' } }), { status: 403, body: { code: 'unit-unknown' } })
})

t.test('claims that are wrong or missing', async (t) => {
  const cases: Record<string, Claims> = {
    'another issuer': { iss: 'https://other.example' },
    'an issuer that only begins alike': { iss: `${issuer}.evil` },
    'no issuer': { iss: undefined },
    'another audience': { aud: 'other' },
    'no audience': { aud: undefined },
    'no expiry': { exp: undefined },
    'not valid yet': { nbf: now + 60 },
    'no subject': { sub: undefined },
    'an empty subject': { sub: '' },
    'a long subject': { sub: 'x'.repeat(256) },
    'a subject with NUL': { sub: 'a\0b' },
    'half a character in the name': { name: '\ud800' },
    'a name that is no text': { name: 5 },
    'no unit': { unit: undefined },
    'a unit that is none': { unit: "22' or true" },
    'units in a list': { unit: ['22'] },
    'no roles': { roles: undefined },
    'roles in one text': { roles: 'admin' },
    'a subject with a sign that nobody sees': { sub: 'wang\u200b' },
    'a name that turns its direction': { name: '王\u202e科员' },
    'the subject of the service': { sub: 'system' },
    'the other subject of the service': { sub: 'service' },
    'a subject that looks like it': { sub: ' ＳＹＳＴＥＭ ' }
  }
  for (const [what, claims] of Object.entries(cases)) t.match(await ask({ claims }), invalid, what)
})

t.test('a token of another type', async (t) => {
  for (const typ of ['JWT', 'id_token', 'logout+jwt', '', undefined]) {
    t.match(await ask({ header: { typ } }), invalid, String(typ))
  }
  const refused = await ask({ header: { typ: 'JWT' } })
  t.match(refused.body.detail, /（typ）为 JWT，应为 at\+jwt/, 'says what typ is and should be')
  t.notMatch((await ask({ header: { typ: '<x>"' } })).body.detail, '<x>')
})

t.test('what is wrong is told in general terms', async (t) => {
  const { body } = await ask({ claims: { iss: 'https://other.example', secret: 'classified' } })
  t.notMatch(JSON.stringify(body), /classified|login\.example|other\.example/)
})

t.test('roles: the needed one, unknown ones are left out', async (t) => {
  const unknown = await ask({ claims: { roles: ['viewer', 'root', 'constructor', '__proto__', 5, null] } })
  t.same(unknown.body.roles, ['viewer'])
  const bearer = `Bearer ${await token({ claims: { roles: ['viewer', 'Auditor', 'admin '] } })}`
  const refused = await me(bearer, '/v1/audit')
  t.match(refused, { status: 403, body: { code: 'role-missing', detail: /审计人员/ } })
  const none = await ask({ claims: { roles: ['root'] } })
  t.match(none, { status: 403, body: { code: 'role-missing' } })
})
