import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { roles } from '../src/platform/access/permissions.ts'
import { expectedLabels, patternInWords } from '../src/platform/errors/expected.ts'
import { faultSentences } from '../src/platform/errors/faults.ts'
import type { Sentence } from '../src/platform/errors/refusal.ts'
import { wordings } from '../src/platform/errors/wordings.ts'
import { tableSentences } from '../src/platform/table/sentences.ts'
import { xlsxSentences } from '../src/platform/xlsx/sentences.ts'
import { vocabularies } from '../src/rooms.ts'
import type { Document, Operation } from './across/document.ts'
import * as language from './across/language.ts'
import { root, sources } from './across/source.ts'

const document = JSON.parse(readFileSync(join(root, 'openapi/openapi.json'), 'utf8')) as Document
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))

interface Text {
  place: string
  zh: string
  en: string
}

/** Every refusal, fault and label: what people read. */
function sentences(): Text[] {
  const platform = { refusals: wordings, labels: { role: roles, ...expectedLabels } }
  const faults = { ...faultSentences, ...tableSentences, ...xlsxSentences }
  return [{ ...platform, faults }, ...vocabularies].flatMap(({ refusals = {}, faults = {}, labels = {} }) => [
    ...Object.entries(refusals).flatMap(([code, { title, detail }]) => [
      { place: `${code} title`, ...title },
      ...(detail === undefined ? [] : [{ place: `${code} detail`, ...detail }])
    ]),
    ...texts(faults, 'fault'),
    ...Object.entries(labels).flatMap(([name, list]) => texts(list, name))
  ])
}

function texts(list: Record<string, Sentence>, name: string): Text[] {
  return Object.entries(list).map(([code, { zh, en }]) => ({ place: `${name} ${code}`, zh, en }))
}

/** Every description of a field, parameter, header or answer in the document, once. */
function descriptions(): Text[] {
  const found = new Map<string, Text>()
  const walk = (value: unknown, place: string) => {
    if (typeof value !== 'object' || value === null) return
    const { description, operationId } = value as { description?: unknown; operationId?: unknown }
    if (typeof description === 'string' && operationId === undefined && !place.startsWith('/tags'))
      found.set(description, { place, ...language.parts(description) })
    for (const [key, inner] of Object.entries(value)) {
      if (!['example', 'examples', 'x-labels'].includes(key)) walk(inner, `${place}/${key}`)
    }
  }
  walk(document, '')
  return [...found.values()]
}

const faulty = (all: Text[], judge: (one: Text) => readonly unknown[]) =>
  all
    .filter((one) => judge(one).length > 0)
    .map((one) => `${one.place}: ${judge(one).join(', ')} | ${one.zh} | ${one.en}`)

t.test('refusals, faults and labels are plain English, and Chinese without codes', async (t) => {
  const all = sentences()
  t.ok(all.length > 600, `${all.length} texts`)
  t.same(
    faulty(all, ({ en }) => language.oddWords(en)),
    []
  )
  t.same(
    faulty(all, ({ en }) => [language.fieldAsSubject(en) ?? []].flat()),
    []
  )
  t.same(
    faulty(all, ({ zh }) => language.codesIn(zh)),
    []
  )
  t.same(
    all.filter(({ zh, en }) => language.isMachineText(zh) || language.isMachineText(en)),
    []
  )
  t.same(
    all.filter(({ zh }) => !language.isChinese(zh)),
    []
  )
})

t.test('both languages of a refusal have the same placeholders', async (t) => {
  const differing = sentences().filter(
    ({ zh, en }) => language.placeholdersOf(zh) !== language.placeholdersOf(en)
  )
  t.same(
    differing.map(({ place }) => place),
    ['fault column-missing'],
    'English also gives the name of the column that is missing'
  )
})

t.test('descriptions of the document are noun phrases in plain English', async (t) => {
  const all = descriptions()
  t.ok(all.length > 700, `${all.length} descriptions`)
  t.same(
    faulty(all, ({ en }) => language.oddWords(en)),
    []
  )
  t.same(
    faulty(all, ({ en }) => (language.isClause(en) ? ['a clause'] : [])),
    []
  )
  t.same(
    faulty(all, ({ en }) => [language.fieldAsSubject(en) ?? []].flat()),
    []
  )
  t.same(
    faulty(all, ({ zh }) => language.codesIn(zh)),
    []
  )
})

t.test('every operation is described in Chinese and in English', async (t) => {
  const describe = (one: Operation): Text => ({
    place: one.operationId,
    ...language.parts(one.description ?? '')
  })
  const all = operations.map(describe)
  t.ok(all.length > 140)
  const open = all.filter(({ zh, en }) => !language.isChinese(zh) || !/^[A-Z].*\.$/s.test(en))
  t.same(
    open.map(({ place }) => place),
    []
  )
  t.same(
    faulty(all, ({ en }) => language.oddWords(en)),
    []
  )
  t.same(
    faulty(all, ({ zh }) => language.codesIn(zh)),
    []
  )
  t.same(
    operations.filter(
      ({ summary = '' }) => !language.isChinese(summary) || language.codesIn(summary).length > 0
    ),
    []
  )
})

t.test('every tag has a Chinese name', async (t) => {
  const tags = document.tags as { name: string; 'x-displayName'?: string; description?: string }[]
  t.ok(tags.length > 15)
  for (const tag of tags) {
    t.match(tag['x-displayName'], /^\p{Script=Han}+$/u, tag.name)
    const { zh, en } = language.parts(tag.description ?? '')
    t.ok(language.isChinese(zh), tag.name)
    t.match(en, /^[A-Z].*\.$/, tag.name)
  }
})

t.test('every pattern of the document has words', async (t) => {
  const patterns = new Set<string>()
  JSON.stringify(document, (key, value) => {
    if (key === 'pattern' && typeof value === 'string') patterns.add(value)
    return value
  })
  t.ok(patterns.size > 10)
  t.same(
    [...patterns].filter((pattern) => patternInWords(pattern) === undefined),
    [],
    'a new pattern gets its words in platform/errors/expected.ts'
  )
})

t.test('comments are plain English', async (t) => {
  const comments = sources('src').flatMap(({ file, text }) =>
    language.commentsOf(text).map((comment) => ({ place: file, zh: '', en: comment }))
  )
  t.ok(comments.length > 2000, `${comments.length} comments`)
  t.same(
    faulty(comments, ({ en }) => language.oddWords(en, true)),
    []
  )
})

t.test('pages are plain English', async (t) => {
  const folders = ['.', 'src', 'test', 'bench', 'docs', 'docs/decisions']
  const pages = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md') && !name.endsWith('.zh-CN.md'))
      .map((name) => join(folder, name))
  )
  t.ok(pages.length > 50, `${pages.length} pages`)
  const passages = pages.flatMap((page) =>
    language
      .passagesOf(readFileSync(join(root, page), 'utf8'))
      .map((en): Text => ({ place: page, zh: '', en }))
  )
  t.same(
    faulty(passages, ({ en }) => language.oddWords(en, true)),
    []
  )
})

t.test('the rules find what they look for', async (t) => {
  for (const text of ['It does not exist, or not for you', 'He may act', 'Counted anew', 'How bad it is'])
    t.equal(language.oddWords(text).length, 1, text)
  t.same(language.oddWords('The rest of the theme'), [])
  t.same(language.codesIn('信访件现为 replied，不能 accept。'), ['replied', 'accept'])
  t.same(language.codesIn('信访件现为{state:case-state}，请使用 PDF 格式。'), [])
  t.ok(language.isClause('What is wrong') && !language.isClause('Whether it is wrong'))
  t.ok(language.fieldAsSubject('must have 5 items') && language.fieldAsSubject('Why: parentId must be given'))
  t.ok(language.isMachineText('应符合 ^[0-9]{2}$') && language.isMachineText('ERR_JWS_INVALID'))
  t.equal(language.placeholdersOf('{b} {a:list} {b}'), 'a b')
  t.same(language.passagesOf('They, not "he".\n\n- `his` [one](of/what.md)\n  two\n- three'), [
    'They, not .',
    '- [one two',
    '- three'
  ])
  t.same(language.commentsOf('/** One\n * two */\nconst a = 1 // three\n'), ['/** One two */', '// three'])
})
