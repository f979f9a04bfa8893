import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import t from 'tap'
import { makeWorld } from '../../across/world.ts'
import { hotline } from '../../across/world-handed-in.ts'
import { makeWebhook, system } from '../../across/world-webhooks.ts'
import { person as everything } from '../../support/people.ts'
import { type Person, testService } from '../../support/service.ts'
import { PATIENCE_MS } from '../../support/until.ts'
import { compared } from '../xlsx/compared.ts'

/** Every list as a workbook, opened by a library that is not ours. */
const { read, utils } = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx')
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const service = await testService(t, { jobs: true })
const world = await makeWorld(service)
const person = everything('22')
const authorization = `Bearer ${await service.token(person)}`
const ids = [...new Set(Object.values(world).map(String))]
const as = async (account: Person) => ({ authorization: `Bearer ${await service.token(account)}` })
/** Lists that hold amounts, as they were downloaded. */
const ofMoney: { path: string; file: Buffer }[] = []

async function bookOf(url: string, headers: Record<string, string> = {}) {
  const answer = await service.app.inject({ url, headers: { authorization, accept: XLSX, ...headers } })
  return { status: answer.statusCode, headers: answer.headers, file: answer.rawPayload }
}

interface Operation {
  responses: Record<string, { content?: Record<string, unknown> }>
}

t.test('each list has a header in Chinese for each column', async (t) => {
  const { paths } = (await service.app.inject({ url: '/openapi.json' })).json() as {
    paths: Record<string, { get?: Operation }>
  }
  const lists = Object.entries(paths).filter(
    ([path, { get }]) =>
      get?.responses['200']?.content?.[XLSX] !== undefined && !/\/(template|content)$/.test(path)
  )
  t.ok(lists.length > 35, `${lists.length} lists`)
  for (const [path] of lists) {
    const found = await opened(path)
    t.ok(found, `${path}: no record of the world has this list`)
    if (found === undefined) continue
    const { file, headers } = found
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
    if (amountsOf(file).size > 0) ofMoney.push({ path, file })
  }
  t.ok(ofMoney.length >= 8, ofMoney.map(({ path }) => path).join(' '))
})

/** The sum of each column of amounts, by its letter. */
function amountsOf(file: Buffer): Map<string, number> {
  const sums = new Map<string, number>()
  const cells = Object.entries(read(file, { cellNF: true }).Sheets['1'] ?? {})
  for (const [place, cell] of cells as [string, { t: string; v: number; z?: string }][]) {
    const column = place.replace(/\d+$/, '')
    if (cell.z === '#,##0.00' && cell.t === 'n') sums.set(column, (sums.get(column) ?? 0) + cell.v)
  }
  return sums
}

/** The same workbook with a last line that adds up its amounts. */
function withSums(file: Buffer, columns: readonly string[]): Buffer {
  const parts = unzipSync(file)
  const name = 'xl/worksheets/sheet1.xml'
  const xml = strFromU8(parts[name] as Uint8Array)
  const last = xml.split('<row>').length - 1
  const cells = columns.map((one) => `<c r="${one}${last + 1}" s="2"><f>SUM(${one}2:${one}${last})</f></c>`)
  const row = `<row r="${last + 1}">${cells.join('')}</row></sheetData>`
  return Buffer.from(zipSync({ ...parts, [name]: strToU8(xml.replace('</sheetData>', row)) }))
}

// The part of LibreOffice for workbooks; without it, others end well and write nothing.
const office = ['localc', 'scalc'].find((name) => spawnSync(name, ['--version']).status === 0)
const skip =
  office === undefined && 'LibreOffice Calc is not installed: whether it adds up our amounts was NOT tried'

t.test('LibreOffice adds up the amounts of every list that has some', { skip }, async (t) => {
  const folder = t.testdir()
  for (const [n, { file }] of ofMoney.entries())
    writeFileSync(join(folder, `${n}.xlsx`), withSums(file, [...amountsOf(file).keys()]))
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const to = ['--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76', '--outdir', folder]
  const books = ofMoney.map((_, n) => join(folder, `${n}.xlsx`))
  const options = { timeout: PATIENCE_MS, encoding: 'utf8' } as const
  const { status, stderr } = spawnSync(office ?? '', [profile, '--headless', ...to, ...books], options)
  t.equal(status, 0, stderr)
  for (const [n, { path, file }] of ofMoney.entries()) {
    const rows = parse(readFileSync(join(folder, `${n}.csv`)), { relax_column_count: true }) as string[][]
    const found = rows.at(-1)?.filter((cell) => cell !== '')
    const expected = [...amountsOf(file).values()].map((sum) => sum.toFixed(2))
    t.same(
      found?.map((cell) => cell.replaceAll(',', '')),
      expected,
      path
    )
  }
})

/** A list that is there: of the records of the world, of that which has it. */
async function opened(path: string) {
  // Lists of the accounts of systems.
  if (path.endsWith('/handed-in-cases')) return bookOf(path, await as(hotline))
  if (path.endsWith('/deliveries'))
    return bookOf(path.replace('{id}', await makeWebhook(service)), await as(system))
  if (path.endsWith('/attachments')) return bookOf(`${path}?subjectKind=duty-record&subjectId=${world.duty}`)
  if (path.endsWith('/consequences')) return bookOf(`${path}?kind=finding&id=${world.finding}`)
  for (const id of path.includes('{') ? ids : ['']) {
    const found = await bookOf(path.replace(/\{\w+\}/, id))
    if (found.status === 200) return found
  }
  return undefined
}

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
