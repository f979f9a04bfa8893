import fc from 'fast-check'
import t from 'tap'
import { officialDocument, passagesOf } from '../../../src/platform/official-document/index.ts'
import { isWellFormed, notice, written } from './reading.ts'

const evil = [
  '<w:p><w:r><w:t>x</w:t></w:r></w:p>',
  '</w:t></w:r></w:p></w:body>',
  '&amp;&lt;&#x0;',
  ']]>',
  '<!-- x',
  '"\'`',
  'CURRENT',
  'TOTAL_PAGES',
  '{default-bullet-numbering-0}',
  '{{default-bullet-numbering-0}',
  '{image.png}',
  '$& $1 $$',
  '𠮷林'
]

t.test('texts are data, wherever they stand', async (t) => {
  for (const text of evil) {
    const about = {
      issuer: text,
      number: text,
      title: text,
      addressees: text,
      body: [{ text }, { heading: 1, text }, { header: [text], rows: [[text]] }] as const,
      attachments: [text, text],
      signature: text,
      confidentiality: text,
      urgency: text,
      copyTo: text,
      printing: { office: text, on: '2026-12-03' }
    }
    const { parts, texts } = await written(about)
    for (const [path, xml] of Object.entries(parts)) t.ok(isWellFormed(xml), `${text} in ${path}`)
    t.same(texts, [
      ...[text, text, `${text}文件`, text, text, `${text}：`, text, `一、${text}`, text, text],
      ...[
        `附件：1.${text}`,
        `2.${text}`,
        text,
        '2026年11月22日',
        `抄送：${text}。`,
        `${text}2026年12月3日印发`
      ]
    ])
  }
})

t.test('what XML cannot hold is left out, line breaks part paragraphs', async (t) => {
  const body = async (text: string) => (await written({ body: [{ text }] })).texts.slice(4, -2)
  t.same(await body('甲\u0000乙\u0001\u001f\ufffe\uffff丙\u007f'), ['甲乙丙'])
  t.same(await body('甲\ud800乙'), ['甲\ufffd乙'], 'half a sign')
  t.same(await body('甲\r\n\n 　乙\t丙 \u2028丁\r戊\u0085己'), ['甲', '乙 丙', '丁', '戊', '己'])
  t.same(await body(' \n　'), [])
  t.equal((await written({ signature: '甲\n乙' })).texts.at(-2), '甲 乙', 'what has one line keeps it')
})

t.test('any text comes out as it went in', async (t) => {
  const sign = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('{', '}', '<', '&', '\n', '\u0007', '一、')
  )
  const property = fc.asyncProperty(fc.array(sign, { maxLength: 12 }), async (signs) => {
    const text = `首${signs.join('')}尾`
    const { xml, texts } = await written({ body: [{ text }] })
    const bare = (all: string) => all.toWellFormed().replace(/[\s\p{Cc}\ufeff\ufffe\uffff]/gu, '')
    return isWellFormed(xml) && bare(texts.slice(4, -2).join('')) === bare(text)
  })
  await fc.assert(property, { numRuns: 60 })
  t.pass('60 texts')
})

t.test('headings are counted, and begin again below a higher one', async (t) => {
  const heading = (level: 1 | 2 | 3 | 4, text: string) => ({ heading: level, text })
  const { texts } = await written({
    body: [
      heading(1, '甲'),
      heading(2, '乙'),
      heading(2, '丙'),
      heading(3, '丁'),
      heading(1, '二、戊'),
      heading(2, '己'),
      heading(4, '庚'),
      heading(1, '辛'),
      heading(1, '一（二）班')
    ]
  })
  t.same(texts.slice(4, -2), [
    ...[
      '一、甲',
      '（一）乙',
      '（二）丙',
      '1. 丁',
      '二、戊',
      '（一）己',
      '（1）庚',
      '三、辛',
      '四、一（二）班'
    ]
  ])
  const many = (await written({ body: Array.from({ length: 101 }, () => heading(1, '款')) })).texts.slice(
    4,
    -2
  )
  t.same(
    [10, 11, 20, 21, 99, 101].map((n) => many[n - 1]),
    ['十、款', '十一、款', '二十、款', '二十一、款', '九十九、款', '一〇一、款']
  )
})

t.test('headings are found in what people wrote', async (t) => {
  const levels = passagesOf(
    '　　各地：\n一、主要问题\n（一）认定不准\n（二）发放不及时。有的乡镇拖延。\n(三)台账不全。\n1. 漏户\n二、请各地，\n一是认真整改'
  ).map(({ heading }) => heading)
  t.same(levels, [undefined, 1, 2, undefined, 2, undefined, undefined, undefined])
  const { texts } = await written({ body: passagesOf('一、甲\n乙\n\n三、丙') })
  t.same(texts.slice(4, -2), ['一、甲', '乙', '三、丙'], 'its ordinals stay as they are')
  t.same(passagesOf(' \n'), [])
})

t.test('a long title is divided between words, into lines of about one length', async (t) => {
  const lines = async (title: string) => {
    const { xml } = await written({ title })
    const [found = ''] = xml.match(/<w:p>(?:(?!<\/w:p>).)*<w:sz w:val="44"\/>.*?<\/w:p>/s) ?? []
    return found
      .split('<w:br/>')
      .map((part) => [...part.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, one]) => one).join(''))
  }
  t.same(await lines('关于社会救助监督检查情况的通报'), ['关于社会救助监督检查情况的通报'])
  const title = '关于2026年上半年全省社会救助监督检查发现主要问题及整改落实情况的通报'
  const divided = await lines(title)
  t.equal(divided.join(''), title)
  t.equal(divided.length, 2)
  t.ok(
    divided.every((line = '') => line.length >= 14 && line.length <= 21),
    divided.join(' | ')
  )
  t.same(await lines('关于甲的\n通报'), ['关于甲的', '通报'], 'as it was divided')
  t.equal((await lines('题'.repeat(200))).join(''), '题'.repeat(200))
  t.equal((await lines(`${'a'.repeat(100)}通报`)).join(''), `${'a'.repeat(100)}通报`)
})

t.test('a single attachment has no ordinal; ten are counted through', async (t) => {
  const attached = async (count: number) =>
    (await written({ attachments: Array.from({ length: count }, () => '表') })).texts.slice(5, -2)
  t.same(await attached(0), [])
  t.same(await attached(1), ['附件：表'])
  t.same((await attached(10)).slice(-1), ['10.表'])
})

t.test('a very long text takes its time, not the service down', async (t) => {
  const text = `${'检查发现的问题应当限期整改。'.repeat(20)}\n`.repeat(400)
  const file = await officialDocument(notice({ body: [{ text }] }))
  t.ok(file.length > 5000)
})
