import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

/** Papers for users are there in both languages, and say the same in the same order. */
const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const inChinese = (path: string): string => path.replace(/\.md$/, '.zh-CN.md')

/** One file holds both languages, or only developers of this service read it. */
const others: Record<string, string> = {
  'docs/clients.md': 'for programmers: how a client is generated from the API document',
  'docs/events.md': 'generated, each line in both languages',
  'docs/files.md': 'both languages side by side, a test reads its examples',
  'docs/scaling.md': 'for those who develop and measure the service',
  'CHANGELOG.md': 'for those who develop and bring out the service',
  'CONTRIBUTING.md': 'for those who develop the service',
  'SECURITY.md': 'for those who develop the service'
}

const english = ['*.md', 'docs/*.md']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .filter((path) => !path.endsWith('.zh-CN.md'))
  .sort()
const papers = english.filter((path) => !(path in others))

t.test('every paper for users is there in Chinese and in English', async (t) => {
  t.ok(papers.length >= 7, papers.join(', '))
  t.same(
    papers.filter((path) => !existsSync(join(root, inChinese(path)))),
    [],
    'a paper without its Chinese side'
  )
  t.same(
    Object.keys(others).filter(
      (path) => !existsSync(join(root, path)) || existsSync(join(root, inChinese(path)))
    ),
    [],
    'an exception that is none'
  )
})

for (const path of papers.filter((one) => existsSync(join(root, inChinese(one))))) {
  t.test(`${path} and its Chinese side have the same form`, async (t) => {
    const [en, zh] = [formOf(read(path)), formOf(read(inChinese(path)))]
    t.same(zh.headings, en.headings, 'depths of the headings in their order')
    t.same(zh.code, en.code, 'commands and other code')
    t.same(zh.tables, en.tables, 'rows of each table, under its heading')
    t.match(
      read(path).split('\n', 6).join('\n'),
      `](${inChinese(path).replace('docs/', '')})`,
      'a link to the other side'
    )
    t.match(
      read(inChinese(path)).split('\n', 6).join('\n'),
      `](${path.replace('docs/', '')})`,
      'a link to the other side'
    )
  })
}

interface Form {
  headings: number[]
  code: string[]
  tables: number[]
}

/** The form of a paper without its words: depths of headings, code without comments, rows of tables. */
function formOf(text: string): Form {
  const fence = /^ *```.*?^ *```$/gms
  const lines = text.replace(fence, '').split('\n')
  return {
    headings: lines.flatMap((line) => /^(#+) /.exec(line)?.[1]?.length ?? []),
    code: (text.match(fence) ?? []).map(withoutWords),
    tables: tableRows(lines)
  }
}

/** Translated are comments, labels of a picture, what a command echoes, and the language that is asked for. */
function withoutWords(code: string): string {
  if (code.startsWith('```mermaid')) return code.replace(/"[^"\n]*"|\|[^|\n]*\||\{[^}\n]*\}/g, '…')
  return code
    .replace(/ *(?:#|\/\/)(?: |$).*$/gm, '')
    .replace(/echo '[^']*'/g, 'echo')
    .replaceAll(" -H 'Accept-Language: en'", '')
    .replace(/\n\n+/g, '\n')
}

function tableRows(lines: readonly string[]): number[] {
  const counts: number[] = []
  let open = false
  for (const line of lines) {
    const isRow = line.startsWith('|')
    if (isRow && open) counts.push((counts.pop() ?? 0) + 1)
    else if (isRow) counts.push(1)
    open = isRow
  }
  return counts
}
