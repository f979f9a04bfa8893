import { createRequire } from 'node:module'
import t from 'tap'
import { type Person, testService } from '../../support/service.ts'
import { compared } from '../xlsx/compared.ts'

/** Every list as a workbook, opened by a library that is not ours. */
const { read, utils } = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx')
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const service = await testService(t)
const roles: Person['roles'] = [
  'viewer',
  'planner',
  'inspector',
  'caseworker',
  'fund-officer',
  'leader',
  'auditor',
  'admin'
]
const person: Person = { unit: '22', roles, sub: 'all' }
const authorization = `Bearer ${await service.token(person)}`

async function bookOf(url: string, headers: Record<string, string> = {}) {
  const answer = await service.app.inject({ url, headers: { authorization, accept: XLSX, ...headers } })
  return { status: answer.statusCode, headers: answer.headers, file: answer.rawPayload }
}

interface Operation {
  parameters?: { name: string; in: string; required?: boolean }[]
  responses: Record<string, { content?: Record<string, unknown> }>
}

t.test('each list has a header in Chinese for each column', async (t) => {
  const { paths } = (await service.app.inject({ url: '/openapi.json' })).json() as {
    paths: Record<string, { get?: Operation }>
  }
  const lists = Object.entries(paths).filter(
    ([, { get }]) => get?.responses['200']?.content?.[XLSX] !== undefined
  )
  t.ok(lists.length > 30, `${lists.length} lists`)
  let opened = 0
  for (const [path, { get }] of lists) {
    const isFree = !(get?.parameters ?? []).some(({ in: place, required }) => required || place === 'path')
    if (path.endsWith('/template') || path.includes('{') || !isFree) continue
    const { status, file, headers } = await bookOf(`/v1${path.replace(/^\/v1/, '')}`)
    t.equal(status, 200, path)
    if (status !== 200) continue
    opened += 1
    const [header = []] = utils.sheet_to_json<string[]>(read(file).Sheets['1'] ?? {}, { header: 1 })
    t.ok(header.length > 0, path)
    t.same(
      header.filter((one) => !/[\u4e00-\u9fff]/.test(one)),
      [],
      `${path}: ${header.join(' ')}`
    )
    t.equal(new Set(header).size, header.length, `${path}: ${header.join(' ')}`)
    t.match(headers['content-disposition'], /filename\*=UTF-8''%E/)
    t.same((await compared(file)).differences, [], path)
  }
  t.ok(opened > 10, `${opened} opened`)
})

t.test('headers, words and codes in the language of the caller', async (t) => {
  const url = '/v1/units?within=220102&level=township'
  const rows = async (more: string, language: string) => {
    const { file } = await bookOf(`${url}${more}`, { 'accept-language': language })
    return utils.sheet_to_json<string[]>(read(file).Sheets['1'] ?? {}, { header: 1 })
  }
  const chinese = await rows('', 'zh-CN')
  t.match(chinese[0], ['单位代码', /名称/, /级/])
  t.equal(chinese[1]?.[2], '乡镇（街道）')
  const english = await rows('&codes=true', 'en')
  t.match(english[0], ['Code', 'Name', 'Level', 'Level code'])
  t.equal(english[1]?.[3], 'township')
})

t.test('a list of units comes back in as it was downloaded', async (t) => {
  for (const language of ['zh-CN', 'en']) {
    const { file } = await bookOf('/v1/units?within=220102', { 'accept-language': language })
    const answer = await service.call('POST', '/v1/units/import', { as: person, raw: file, type: XLSX })
    t.match(answer, { status: 200, body: { created: 0, updated: 0 } }, answer.text)
    t.ok(answer.body.received > 1)
    t.equal(answer.body.unchanged, answer.body.received)
  }
})
