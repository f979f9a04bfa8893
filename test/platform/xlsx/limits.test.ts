import t from 'tap'
import { readRows } from '../../../src/platform/xlsx/rows.ts'
import { spooled } from '../../support/spooled.ts'
import { workbook } from './workbook.ts'

/** What reading costs is counted in tags: a small file can hold a hundred million of them. */
async function read(file: Buffer, mostTags: number) {
  const body = await spooled(file)
  await readRows(body, { mostTags }, () => undefined).finally(() => body.close())
}

t.test('tags of all parts together are counted', async (t) => {
  const cells = `<row r="1">${'<c/>'.repeat(150)}</row>`
  const texts = { name: 'xl/sharedStrings.xml', content: `<sst>${'<si><t>a</t></si>'.repeat(1000)}</sst>` }
  const file = workbook([], {
    parts: [
      texts,
      { name: 'xl/worksheets/sheet2.xml', content: `<worksheet><sheetData>${cells}</sheetData></worksheet>` }
    ]
  })
  // Sheets are looked at before one is read: the two of them have 153 and 2 tags more.
  await t.resolves(read(file, 2001 + 400))
  await t.rejects(read(file, 2100), { code: 'workbook-too-large' })
  await t.rejects(read(file, 1000), { code: 'workbook-too-large' })
})

t.test('parts that are never read count for nothing', async (t) => {
  const picture = { name: 'xl/media/image1.png', content: Buffer.alloc(5_000_000) }
  const cache = { name: 'xl/pivotCache/records1.xml', content: '<a>'.repeat(100_000) }
  await t.resolves(read(workbook([['a']], { parts: [picture, cache] }), 1000))
})
