import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { readLock } from './support/lock.ts'

/** What holds for the project as a whole: its version, its packages, and what its documents refer to. */
const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const documents = ['*.md', 'docs/**/*.md', 'src/**/*.md', 'test/**/*.md', 'bench/**/*.md']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .sort()

t.test('there is one version number', async (t) => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  const lock = readLock()
  t.equal(lock.version, version, 'package-lock.json')
  t.equal(lock.packages['']?.version, version, 'package-lock.json, the project itself')
  t.equal(JSON.parse(read('openapi/openapi.json')).info.version, version, 'openapi/openapi.json')
  t.equal(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1], version, 'the newest version in CHANGELOG.md')
})

t.test('npm has no reason for a warning about other packages', async (t) => {
  const packages = Object.entries(readLock().packages).filter(([path]) => path !== '')
  const named = (found: typeof packages) => found.map(([path]) => path)
  t.same(named(packages.filter(([, { engines }]) => engines !== undefined)), [], 'npm run lock')
  t.same(named(packages.filter(([, { deprecated }]) => deprecated !== undefined)), [])
})

t.test('each decision is in the list of decisions, by its title', async (t) => {
  const folder = join(root, 'docs', 'decisions')
  const files = readdirSync(folder).filter((name) => /^\d{3}-.+\.md$/.test(name))
  const listed = [...read('docs/decisions/README.md').matchAll(/^- \[(.+)\]\((\d{3}-.+\.md)\)$/gm)]
  t.same(listed.map(([, , file]) => file).sort(), files.sort())
  for (const [, title, file = ''] of listed)
    t.equal(read(`docs/decisions/${file}`).split('\n')[0], `# ${title}`)
  t.equal(new Set(files.map((name) => name.slice(0, 3))).size, files.length, 'no number is used twice')
})

t.test('links in documents lead to files and headings that exist', async (t) => {
  t.ok(documents.length > 40)
  for (const document of documents) {
    const text = read(document).replace(/```.*?```/gs, '')
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?|mailto):/.test(target)) continue
      const [path = '', anchor] = decodeURI(target).split('#')
      const file = path === '' ? document : join(document, '..', path)
      t.ok(existsSync(join(root, file)), `${document}: ${target}`)
      if (anchor !== undefined && file.endsWith('.md'))
        t.ok(headings(file).includes(anchor), `${document}: ${target}`)
    }
  }
})

t.test('documents for developers name files that exist', async (t) => {
  const forDevelopers = documents.filter((path) =>
    /^(docs\/decisions|CONTRIBUTING|SECURITY|src|test|bench)/.test(path)
  )
  for (const document of forDevelopers) {
    for (const [, path = ''] of read(document).matchAll(
      /`((?:src|test|docs|data|migrations|platform|bench)\/[\w./-]+)`/g
    )) {
      const file = path.startsWith('platform/') ? `src/${path}` : path
      const isPattern = /NNNN|NAME|ROOM/.test(file)
      if (!isPattern) t.ok(existsSync(join(root, file)), `${document}: ${path}`)
    }
  }
})

/** The anchors of the headings of a document, as they are made for links. */
function headings(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-')
  )
}
