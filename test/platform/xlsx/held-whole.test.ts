import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { type Part, workbook } from './workbook.ts'

/** A file of a megabyte must not become hundreds of them in memory, whatever its parts hold. */
const run = promisify(execFile)
const script = fileURLToPath(new URL('memory.ts', import.meta.url))

/** How long the one thing is, in bytes; and of what growth a small workbook stays far below. */
const LONG = 80_000_000
const MOST_MB = 60

const folder = t.testdir({})

/** Reads a workbook in which a part stands in the place of its own. */
async function read(part: Part): Promise<{ fault?: string; grown: number }> {
  const file = join(folder, 'book.xlsx')
  writeFileSync(file, workbook([['no', 'amount']], { parts: [part], shared: false }))
  const { stdout } = await run(process.execPath, [script, file])
  return JSON.parse(stdout)
}

/** The same over and over, with as much else before it that its ratio is that of an honest file. */
function long(what: string): string {
  const noise = randomBytes(LONG / 250).toString('hex')
  return noise + what.repeat((LONG - noise.length) / what.length)
}

const sheet = (before: string, after: string, what = 'a'): Part => ({
  name: 'xl/worksheets/sheet2.xml',
  content: before + long(what) + after
})

const open = '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is>'
const close = '</is></c></row></sheetData></worksheet>'

const cases: Record<string, () => Part> = {
  'an attribute': () => sheet('<worksheet a="', '"/>'),
  'a name': () => sheet('<worksheet><a', '/></worksheet>'),
  'a closing name': () => sheet('<worksheet><a></a', '></worksheet>'),
  'the name of an attribute': () => sheet('<worksheet a', '="1"/>'),
  'a tag of many attributes': () => sheet('<worksheet a="', '"/>', '" b="'),
  'the text of a cell': () => sheet(`${open}<t>`, `</t>${close}`),
  'a text beside the cells': () => sheet(`${open}<b>`, `</b>${close}`),
  'what is marked as text': () => sheet(`${open}<t><![CDATA[`, `]]></t>${close}`),
  'a comment': () => sheet(`${open}<!--`, `-->${close}`),
  'an instruction': () => sheet(`${open}<?a `, `?>${close}`),
  'an entity': () => sheet(`${open}<t>&#`, `65;</t>${close}`, '0'),
  'a DTD': () => sheet('<!DOCTYPE a "', `">${close}`)
}

for (const [name, made] of Object.entries(cases)) {
  t.test(`${name} of eighty megabytes`, async (t) => {
    const { fault, grown } = await read(made())
    t.equal(fault, name === 'a DTD' ? 'workbook-unreadable' : 'workbook-too-large')
    t.ok(grown < MOST_MB, `grown by ${Math.round(grown)} MB`)
  })
}

t.test('texts that cells share keep nothing of what stands between them', async (t) => {
  const between = `<x>${'b'.repeat(16_000)}</x>`
  const one = `<si><t>${'a'.repeat(20)}</t></si>${between}`
  const noise = randomBytes(LONG / 250)
    .toString('hex')
    .replaceAll(/(.{60000})/g, '$1<y/>')
  const content = `<sst>${noise}${one.repeat(LONG / one.length)}</sst>`
  const { fault, grown } = await read({ name: 'xl/sharedStrings.xml', content })
  t.equal(fault, undefined)
  t.ok(grown < MOST_MB, `grown by ${Math.round(grown)} MB`)
})
