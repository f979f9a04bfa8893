import { SignJWT, UnsecuredJWT } from 'jose'
import { everyRole, person } from '../support/people.ts'
import { fc } from '../support/property.ts'
import type { Person } from '../support/service.ts'
import { badText } from './bad-values.ts'
import type { Call } from './baseline.ts'
import type { Endpoint } from './document.ts'
import type { Fault } from './faults.ts'
import { strangers } from './world.ts'

/** Tokens that must not open anything: unsigned, signed by somebody else, changed, or none at all. */
export async function badTokens(right: string): Promise<string[]> {
  const claims = { name: 'x', unit: '22', roles: ['admin', 'planner', 'leader', 'auditor'] }
  const [header = '', payload = '', signature = ''] = right.split('.')
  const told = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify'
  ])
  const made = (typ: string) =>
    new SignJWT({ ...claims })
      .setIssuer(told.iss)
      .setAudience(told.aud)
      .setSubject('x')
      .setIssuedAt()
      .setExpirationTime('10 years')
      .setProtectedHeader({ alg: 'ES256', typ })
      .sign(privateKey)
  const changed = Buffer.from(JSON.stringify({ ...told, unit: '22', roles: ['admin'] })).toString('base64url')
  return [
    await made('at+jwt'),
    await made('JWT'),
    new UnsecuredJWT(claims)
      .setIssuer(told.iss)
      .setAudience(told.aud)
      .setSubject('x')
      .setExpirationTime('10 years')
      .encode(),
    `${header}.${changed}.${signature}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${right}x`,
    right.slice(0, -10),
    'x'.repeat(8000),
    'a.b.c',
    '..',
    ''
  ]
}

/** All that can be wrong with the caller and the headers. `roles`: those of which the route needs one. */
export function accessFaults(
  { method, path, parameters, operation }: Endpoint,
  call: Call,
  tokens: readonly string[],
  roles: readonly string[]
): fc.Arbitrary<Fault>[] {
  const of = (name: string, change: Partial<Call>, must?: readonly number[]): Fault => ({
    name,
    call: { ...call, ...change },
    must
  })
  const header = (name: string, value: string, must?: readonly number[]) =>
    of(`${name}: ${value.slice(0, 50)}`, { headers: { ...call.headers, [name]: value } }, must)
  const isPublic = operation.security?.length === 0
  const isRecord = path.includes('{')
  const isWrite = method !== 'GET'
  const without: Person = { unit: '22', roles: everyRole.filter((role) => !roles.includes(role)) }
  const printable = badText.map((text) => text.replace(/[^\x20-\x7e]/g, '?'))
  // Once published, results are seen by everybody within the inspecting unit, who may not write them.
  // Webhooks are for the accounts of systems: people are refused by their roles.
  const notTheirs = /\/inspections\/.*\/publish$|\/webhooks\//.test(path) ? [403, 404] : [404]
  // Whoever has objected or stepped aside once, by a call that was right, does not see the case any more.
  const isStale = /\/(object|recuse)$/.test(path) || method === 'DELETE' ? [412, 404] : [412]
  const stale = fc.constantFrom(
    '"999999"',
    '"0"',
    'W/"1"',
    '"x"',
    'x',
    '1',
    '',
    '"999998", "999999"',
    '"1.2026-01-01.x"'
  )
  return [
    ...(isPublic
      ? []
      : [
          fc.constantFrom(...tokens).map((token) => of(`token ${token.slice(0, 20)}`, { as: token }, [401])),
          fc.constantFrom('Basic eDp5', 'Bearer', 'bearer a b', 'x').map((text) => {
            return of(
              `authorization ${text}`,
              { as: null, headers: { ...call.headers, authorization: text } },
              [401]
            )
          }),
          fc.constant(of('without the role', { as: without }, [403])),
          fc.constantFrom(...Object.values(strangers)).map((unit) => {
            return of(
              `from ${unit}`,
              { as: person(unit) },
              isRecord && isWrite && !/\{(code|year)\}|^\/v1\/fund-schedules/.test(path)
                ? notTheirs
                : undefined
            )
          })
        ]),
    ...(isRecord && isWrite ? [stale.map((value) => header('if-match', value, isStale))] : []),
    ...(parameters.some(({ name, required }) => name === 'if-match' && required)
      ? [fc.constant(of('without If-Match', { headers: {} }, [428]))]
      : []),
    ...(method === 'POST'
      ? [
          fc
            .constantFrom('x'.repeat(256), 'a b', '', 'ключ', '\x7f')
            .map((value) => header('idempotency-key', value, [400]))
        ]
      : []),
    printable.map((value) => header('accept-language', value)),
    printable.map((value) => header('accept', value)),
    printable.map((value) => header('if-none-match', value)),
    printable.map((value) => header('x-forwarded-for', value))
  ]
}

const rows = ['22010200198,乙村,village,220102001', '22010200197,丙村,village,220102001']
const head = 'code,name,level,parentCode'
const right = [head, ...rows].join('\n')

const tables = [
  '',
  '\ufeff',
  '\n\n',
  head.replace('name', 'nonsense'),
  `${head},code\n${rows[0]},x`,
  `${head.replace(',level', '')}\n22,x,y`,
  `${head}\n"22010200198,乙村,village,220102001`,
  `${head}\n22010200198,"乙"村,village,220102001`,
  `${head}\n22010200198,乙村,village`,
  `${head}\n22010200198,乙村,village,220102001,true,x`,
  `${head}\n,乙村,village,220102001`,
  `${head}\n22010200198,,village,220102001`,
  `${head}\n22010200198,乙村,hamlet,220102001`,
  `${head}\n22010200198,乙村,village,`,
  `${head}\n22010200198,乙村,village,99`,
  `${head}\n22010200198,乙村,county,220102001`,
  `${head}\n22010200198,乙\0村,village,220102001`,
  `${head}\n22010200198,${'乙'.repeat(201)},village,220102001`,
  `${head}\n${'2'.repeat(21)},乙村,village,220102001`,
  `${head}\n${rows[0]}\n${rows[0]}`,
  `${head}\nA1,甲,city,A2\nA2,乙,city,A1`,
  `${head}\nA1,甲,village,A1`,
  `${head}\n220102,南关区,village,2201`,
  `${head}\n22010200198,${'x'.repeat(70_000)},village,220102001`,
  Array.from({ length: 20_000 }, (_, n) => `c${n}`).join(','),
  JSON.stringify({ code: '22' }),
  `${head}\n${'x\n'.repeat(5000)}`
]

/** All that can be wrong with an uploaded table. */
export function tableFaults(call: Call): fc.Arbitrary<Fault>[] {
  const of = (name: string, raw: string | Buffer, must?: readonly number[], type = 'text/csv'): Fault => ({
    name: `table ${name.slice(0, 80)}`,
    call: { ...call, raw, type },
    must
  })
  const types = [
    'application/json',
    'application/xml',
    'text/csv; charset=utf-7',
    'text/csv; charset=nonsense',
    'text/csvx'
  ]
  return [
    { weight: 6, arbitrary: fc.constantFrom(...tables).map((text) => of(JSON.stringify(text), text, [422])) },
    { weight: 1, arbitrary: fc.constantFrom(...types).map((type) => of(type, right, [415], type)) },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => of('of any bytes', Buffer.from(bytes)))
    },
    { weight: 1, arbitrary: fc.nat(right.length).map((n) => of('cut off', right.slice(0, n))) },
    {
      weight: 1,
      arbitrary: fc.constant(
        of('in bad UTF-8', Buffer.concat([Buffer.from(right), Buffer.from([0x2c, 0xff])]), [422])
      )
    },
    {
      weight: 1,
      arbitrary: fc.constant(
        of('in bad GB18030', Buffer.from([0x81, 0x20, 0xff]), [422], 'text/csv; charset=gb18030')
      )
    }
  ].map(({ arbitrary }) => arbitrary)
}
