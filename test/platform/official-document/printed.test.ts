import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { officialDocument } from '../../../src/platform/official-document/index.ts'
import { notice } from './reading.ts'

const missing = ['lowriter', 'pdftotext', 'pdfinfo'].filter((program) => !isThere(program))
const skip = missing.length > 0 && `no ${missing.join(', ')} on this machine`

t.test('LibreOffice opens it and prints 22 lines on a page', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'document-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const body = Array.from({ length: 40 }, (_one, n) => ({ text: `第${n + 1}行。` }))
  writeFileSync(join(folder, 'notice.docx'), await officialDocument(notice({ body, copyTo: '省财政厅' })))
  // A profile of its own: two LibreOffices do not share one.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const options = { cwd: folder, timeout: 90_000, stdio: 'ignore' } as const
  execFileSync('lowriter', [profile, '--headless', '--convert-to', 'pdf', 'notice.docx'], options)
  execFileSync('pdftotext', ['-layout', 'notice.pdf', 'notice.txt'], options)
  const info = execFileSync('pdfinfo', ['notice.pdf'], { cwd: folder, encoding: 'utf8' })
  t.match(info, /Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/)
  const pages = readFileSync(join(folder, 'notice.txt'), 'utf8').split('\f')
  const [first = '', second = '', third = ''] = pages.map((page) => page.replace(/[^\S\n]/g, ''))
  t.equal(pages.length - 1, 3)
  for (const text of ['吉林省民政厅文件', '吉民通报〔2026〕1号', '各市（州）民政局：', '第1行。', '—1—'])
    t.match(first, text)
  t.equal(second.match(/第\d+行。/g)?.length, 22)
  for (const text of ['第40行。', '吉林省民政厅', '2026年11月22日', '抄送：省财政厅。', '—3—'])
    t.match(third, text)
})

function isThere(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
