import t from 'tap'
import { officialDocument } from '../../../src/platform/official-document/index.ts'
import { sources } from '../../across/source.ts'
import { isWellFormed, notice, type Paragraph, unpacked, written } from './reading.ts'

const full = {
  confidentiality: '秘密★1年',
  urgency: '特急',
  body: [
    { text: '现将有关情况通报如下。\n\n　　另有一段。' },
    { heading: 1, text: '主要问题' },
    { heading: 2, text: '对象认定' },
    { heading: 3, text: '入户核查' },
    { heading: 4, text: '影像资料' },
    { header: ['单位', '问题数'], rows: [['长春市', '12'], ['吉林市']] },
    { heading: 1, text: '工作要求' },
    { text: '请认真整改。' }
  ],
  attachments: ['问题清单', '报告样式'],
  copyTo: '省财政厅，省审计厅。',
  printing: { office: '吉林省民政厅办公室', on: '2026-12-03' }
} as const

const at = (paragraphs: Paragraph[], text: string) => {
  const found = paragraphs.find((one) => one.text.startsWith(text))
  if (found === undefined) throw new Error(`${text} is missing`)
  return found.xml
}

/** What holds for every paragraph that says nothing else. */
function defaultsOf(parts: Record<string, string>): string {
  return /<w:docDefaults>.*<\/w:docDefaults>/s.exec(parts['word/styles.xml'] ?? '')?.[0] ?? ''
}

t.test('everything stands in the order of the standard', async (t) => {
  const { texts } = await written(full)
  t.same(texts, [
    '秘密★1年',
    '特急',
    '吉林省民政厅文件',
    '吉民通报〔2026〕1号',
    '关于社会救助监督检查情况的通报',
    '各市（州）民政局：',
    '现将有关情况通报如下。',
    '另有一段。',
    '一、主要问题',
    '（一）对象认定',
    '1. 入户核查',
    '（1）影像资料',
    ...['单位', '问题数', '长春市', '12', '吉林市'],
    '二、工作要求',
    '请认真整改。',
    '附件：1.问题清单',
    '2.报告样式',
    '吉林省民政厅',
    '2026年11月22日',
    '抄送：省财政厅，省审计厅。',
    '吉林省民政厅办公室2026年12月3日印发'
  ])
})

t.test('A4, a type area of 156 × 225 mm, 22 lines of 28 signs', async (t) => {
  const { parts, xml } = await written(full)
  const defaults = defaultsOf(parts)
  t.match(xml, '<w:pgSz w:w="11906" w:h="16838"')
  const [, top, right, bottom, left] =
    /<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/.exec(xml)?.map(Number) ?? []
  t.same(
    [top, right, bottom, left],
    [37, 26, 35, 28].map((mm) => Math.round((mm * 1440) / 25.4))
  )
  const [, row = 0] = /w:line="(\d+)" w:lineRule="exact"/.exec(defaults)?.map(Number) ?? []
  const millimetres = (22 * row * 25.4) / 1440
  t.ok(millimetres <= 225 && millimetres > 224, `22 lines are ${millimetres} mm high`)
  const [, spacing = 0] = /<w:spacing w:val="(-\d+)"\/>/.exec(defaults)?.map(Number) ?? []
  const wide = (28 * (16 * 20 + spacing) * 25.4) / 1440
  t.ok(wide <= 156 && wide > 155, `28 signs are ${wide} mm wide`)
})

t.test('faces, sizes and colours', async (t) => {
  const { parts, paragraphs } = await written(full)
  const set = (text: string, face: string, points: number) => {
    const own = at(paragraphs, text)
    const xml = own.includes('<w:sz ') ? own : defaultsOf(parts)
    t.match(xml, `w:eastAsia="${face}"`, text)
    t.match(xml, `<w:sz w:val="${points * 2}"/>`, text)
  }
  set('吉林省民政厅文件', '方正小标宋简体', 42)
  set('吉民通报', '仿宋_GB2312', 16)
  set('关于', '方正小标宋简体', 22)
  set('特急', '黑体', 16)
  set('一、', '黑体', 16)
  set('（一）', '楷体_GB2312', 16)
  set('1. ', '仿宋_GB2312', 16)
  set('（1）', '仿宋_GB2312', 16)
  set('现将', '仿宋_GB2312', 16)
  set('抄送', '仿宋_GB2312', 14)
  const red = paragraphs.filter(({ xml }) => xml.includes('FF0000')).map(({ text }) => text)
  t.same(red, ['吉林省民政厅文件', '吉民通报〔2026〕1号'], 'the head, and the line below the number')
})

t.test('fonts are named with their stand-ins', async (t) => {
  const { parts } = await written()
  t.match(parts['word/fontTable.xml'], '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>')
  t.notOk(
    Object.keys(parts).some((path) => path.includes('fonts/')),
    'none is embedded'
  )
})

t.test('the signature is centred above the date, which ends four signs from the right', async (t) => {
  const sign = 8845 / 28
  const indents = async (signature: string) => {
    const { paragraphs } = await written({ signature })
    const [above, below] = paragraphs.slice(-2).map(({ xml }) => /<w:ind w:left="(\d+)"\/>/.exec(xml)?.[1])
    t.equal(above, below, 'one box for both')
    t.match(paragraphs.at(-1)?.xml, '<w:jc w:val="center"/>')
    return Number(above)
  }
  // 2026年11月22日 is seven signs wide: a box of 15 has its middle 7.5 from the right, four beyond the date.
  t.equal(await indents('吉林省民政厅'), Math.round(13 * sign))
  t.equal(
    await indents('长春市朝阳区社会救助工作领导小组办公室'),
    Math.round(9 * sign),
    'as wide as it must be'
  )
  t.equal(await indents('署'.repeat(40)), 0)
})

t.test('the last paragraph goes over to the page of the signature', async (t) => {
  const { paragraphs } = await written({ body: [{ text: '首段。' }, { text: '末段。' }] })
  t.notMatch(at(paragraphs, '首段'), 'keepNext')
  for (const { xml, text } of paragraphs.slice(-5, -1)) t.match(xml, '<w:keepNext/>', text)
})

t.test('page numbers: right on odd pages, left on even ones', async (t) => {
  const { parts, xml } = await written()
  const footer = (kind: string) => {
    const [, id] = new RegExp(`<w:footerReference w:type="${kind}" r:id="(\\w+)"`).exec(xml) ?? []
    const rels = parts['word/_rels/document.xml.rels'] ?? ''
    const [one = ''] = rels.match(/<Relationship [^>]*>/g)?.filter((rel) => rel.includes(`Id="${id}"`)) ?? []
    return parts[`word/${/Target="([^"]+)"/.exec(one)?.[1]}`] ?? ''
  }
  t.match(parts['word/settings.xml'], '<w:evenAndOddHeaders/>')
  t.match(footer('default'), '<w:jc w:val="right"/>')
  t.match(footer('even'), '<w:jc w:val="left"/>')
  for (const kind of ['default', 'even']) {
    t.match(footer(kind), /— .*PAGE.* —/s)
    t.match(footer(kind), 'w:eastAsia="宋体"')
  }
})

t.test('a draft has no number', async (t) => {
  const { texts } = await written({ draft: true })
  t.equal(texts[1], '草稿')
  t.notOk(texts.includes('吉民通报〔2026〕1号'))
})

t.test('the imprint stands only where there is one, at the foot of the page', async (t) => {
  t.notMatch((await written()).xml, '<w:tbl>')
  const { xml } = await written({ copyTo: '省财政厅' })
  t.match(xml, /<w:tblpPr [^>]*w:tblpYSpec="bottom" w:vertAnchor="margin"/)
  t.match(xml, '抄送：省财政厅。')
  t.notMatch(xml, '印发')
})

t.test('tables: as wide as the type area, the header on every page, no row torn', async (t) => {
  const { xml } = await written({ body: [{ header: ['序号', '问题'], rows: [['1', '长'.repeat(300)], []] }] })
  const widths = [...xml.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width))
  const sum = widths.reduce((total, width) => total + width, 0)
  t.ok(sum <= 8845 && sum > 8840, `${widths}`)
  t.ok(Number(widths[1]) < 5 * Number(widths[0]), 'a short column stays readable beside a long one')
  t.equal(xml.match(/<w:tblHeader\/>/g)?.length, 1)
  t.equal(xml.match(/<w:cantSplit\/>/g)?.length, 3)
  t.equal(xml.match(/<w:tc>/g)?.length, 6, 'a row that is too short is filled up')
  t.notMatch((await written({ body: [{ header: [], rows: [] }] })).xml, '<w:tbl>')
})

t.test('a long name of an issuer is set narrower', async (t) => {
  const scale = async (issuer: string) => /<w:w w:val="(\d+)"\/>/.exec((await written({ issuer })).xml)?.[1]
  t.equal(await scale('吉林省民政厅'), undefined)
  t.equal(await scale('长春市朝阳区社会救助工作领导小组'), '58')
  t.equal(await scale('办'.repeat(60)), '50', 'never below half')
})

t.test('the same description gives the same bytes, dated as the document is', async (t) => {
  const document = notice(full as object)
  const file = await officialDocument(document)
  t.ok(file.equals(await officialDocument(document)))
  t.match(unpacked(file)['docProps/core.xml'], /created[^>]*>2026-11-22T00:00:00Z/)
  const packed = [...file.toString('latin1').matchAll(/PK\x03\x04.{6}(.{4})/gs)]
  t.ok(packed.length > 10)
  // 2026-11-22 as FAT writes it, midnight.
  const day = Buffer.from([0, 0, ((11 << 5) & 0xff) | 22, (46 << 1) | 1]).toString('latin1')
  t.ok(packed.every(([, stamp]) => stamp === day))
})

t.test('every part is well-formed', async (t) => {
  const { parts } = await written(full)
  for (const [path, xml] of Object.entries(parts)) t.ok(isWellFormed(xml), path)
  for (const xml of ['<a>', '<a></b>', '<a>&b</a>', '<a><b></a></b>', '<a>\x01</a>'])
    t.notOk(isWellFormed(xml), xml)
})

t.test('what writes .docx is loaded with the first document, not with the service', async (t) => {
  const all = sources('src')
  const naming = (name: string) =>
    all.filter(({ imports }) =>
      imports.some(({ from, file, isType }) => !isType && (from === name || file === name))
    )
  const folder = 'platform/official-document'
  const heavy = new Set(naming('docx').map(({ file }) => file))
  t.ok(heavy.has(`${folder}/layout.ts`))
  for (const file of heavy) {
    const users = naming(file).map((one) => one.file)
    const light = users.filter((user) => !heavy.has(user))
    t.same(light, file.endsWith('/layout.ts') ? [`${folder}/write.ts`] : [], file)
  }
  const { text = '' } = all.find(({ file }) => file === `${folder}/write.ts`) ?? {}
  t.match(text, "await import('./layout.ts')")
})

t.test('minutes have a head of their own', async (t) => {
  const { texts } = await written({ ...full, head: '吉林省民政厅约谈纪要' })
  t.ok(texts.includes('吉林省民政厅约谈纪要'))
  t.notOk(texts.includes('吉林省民政厅文件'))
})
