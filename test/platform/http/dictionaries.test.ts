import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { detailOf } from '../../../src/platform/errors/refusal.ts'
import { wordings } from '../../../src/platform/errors/wordings.ts'
import { vocabularies } from '../../../src/rooms.ts'
import { testService } from '../../support/service.ts'

interface Entry {
  code: string
  zh: string
  en: string
  status?: number
}

const { call } = await testService(t)
const { body } = await call('GET', '/v1/dictionaries')
const src = fileURLToPath(new URL('../../../src/', import.meta.url))
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(src, name), 'utf8'))

/** The codes that stand as texts in calls of a function anywhere in the service. */
function codesIn(call: RegExp): string[] {
  return sources.flatMap((text) => [...text.matchAll(call)].map((match) => match[1] as string))
}

t.test('every code with which anything is refused is listed', async (t) => {
  const listed = new Set(body.errors.map(({ code }: Entry) => code))
  const thrown = codesIn(/\brefuse\(\s*'([a-z-]+)'/g)
  t.ok(thrown.length > 40, 'the calls are found')
  t.same(
    thrown.filter((code) => !listed.has(code)),
    []
  )
})

t.test('every code of a single fault is listed', async (t) => {
  const listed = new Set([...body.faults, ...body.errors].map(({ code }: Entry) => code))
  const told = codesIn(/\bfault\(\s*'([a-z-]+)'/g)
  t.ok(told.length > 10, 'the calls are found')
  t.same(
    told.filter((code) => !listed.has(code)),
    []
  )
})

t.test('the problem of a refusal says what to do, and does not repeat its title', (t) => {
  const all = [{ refusals: wordings }, ...vocabularies].flatMap(({ refusals = {} }) =>
    Object.entries(refusals)
  )
  t.ok(all.length > 500, `${all.length} refusals`)
  for (const [code, wording] of all) {
    const detail = detailOf(wording)
    for (const language of ['zh', 'en'] as const)
      if (detail[language] === wording.title[language]) t.fail(`${code} has no detail in ${language}`)
  }
  t.end()
})

t.test('codes stand once, in words, in both languages', async (t) => {
  const codes = body.errors.map(({ code }: Entry) => code)
  t.equal(new Set(codes).size, codes.length)
  for (const { code, zh, en, status } of body.errors as Entry[]) {
    t.match(code, /^[a-z]+(-[a-z0-9]+)*$/)
    t.match(zh, /\p{Script=Han}/u, code)
    t.notMatch(en, /\p{Script=Han}/u, code)
    t.ok(Number(status) >= 400 && Number(status) < 600, code)
  }
  for (const { code, zh, en } of [...body.faults, ...Object.values(body.words).flat()] as Entry[]) {
    t.match(zh, /\p{Script=Han}/u, code)
    t.ok(en.length > 0, code)
  }
})

t.test('no code is listed that nothing can bring about', async (t) => {
  const mentioned = sources.join('\n')
  const wordings = body.errors.map(({ code }: Entry) => code)
  const unused = wordings.filter((code: string) => {
    const mentions = mentioned.split(`'${code}'`).length - 1 + (mentioned.includes(`\n  ${code}: {`) ? 1 : 0)
    const constraint = new RegExp(`'?${code}'?: \\{(?:[^{}]|\\{[^{}]*\\})*constraint: '`).test(mentioned)
    return mentions < 2 && !constraint
  })
  t.same(unused, [])
})

t.test('it says which role may do what', async (t) => {
  const roles = body.words.role.map(({ code }: Entry) => code)
  t.same(new Set(roles).size, 12)
  t.ok(body.permissions.length > 10)
  for (const { permission, roles: needed } of body.permissions) {
    t.match(permission, /^[a-z]+(-[a-z]+)*:[a-z]+$/)
    t.ok(needed.length > 0 && needed.every((role: string) => roles.includes(role)), permission)
  }
})
