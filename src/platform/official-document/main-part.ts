import { type Paragraph, Tab, type Table, TextRun } from 'docx'
import { type Charts, chart } from './blocks/charts.ts'
import { grid } from './blocks/grid.ts'
import type { Block, OfficialDocument, Passage } from './document.ts'
import { face } from './fonts.ts'
import { area, CHARACTERS, DATE_FROM_RIGHT, size } from './measures.ts'
import { counter } from './ordinals.ts'
import {
  blankRows,
  bodyType,
  centred,
  ems,
  inBody,
  indented,
  paragraph,
  runs,
  type Type
} from './paragraphs.ts'
import { dateInWords, linesOf, plain, titleLines, widthOf } from './text.ts'

/** 7.3.3: 黑体 for the first level, 楷体 for the second, 仿宋 for the others. */
const headingType: Record<NonNullable<Passage['heading']>, Type> = {
  1: inBody(face.黑体),
  2: inBody(face.楷体),
  3: bodyType,
  4: bodyType
}

/** 主体: title, addressees, body, attachments, signature, date. */
export function mainPart(document: OfficialDocument, charts: Charts): (Paragraph | Table)[] {
  const { title, addressees, attachments = [] } = document
  return [
    ...blankRows(2),
    titled(title),
    ...blankRows(1),
    paragraph(runs(`${plain(addressees).replace(/[:：]$/, '')}：`)),
    ...body(document.body, charts, attachments.length === 0),
    ...attached(attachments.map(plain)),
    ...signed(document)
  ]
}

/** 7.3.1: 2号小标宋, centred. */
function titled(title: string): Paragraph {
  const type: Type = { face: face.小标宋, size: size.二号 }
  const lines = titleLines(title, Math.floor(area.width / (size.二号 * 20)))
  return centred(
    lines.flatMap((text, n) => [...(n === 0 ? [] : [new TextRun({ break: 1 })]), ...runs(text, type)])
  )
}

/**
 * The last paragraph stays with the signature, because a page with only the signature is not allowed
 * (7.3.5.5).
 */
function body(blocks: readonly Block[], charts: Charts, isFollowed: boolean): (Paragraph | Table)[] {
  const count = counter()
  return blocks.flatMap((block, n): (Paragraph | Table)[] => {
    if ('rows' in block) return grid(block)
    if ('bars' in block) return chart(block, charts)
    if (block.heading !== undefined)
      return [indented(count(block.heading, block.text), headingType[block.heading], true)]
    const lines = linesOf(block.text)
    const isLast = isFollowed && n === blocks.length - 1
    return lines.map((text, m) => indented(text, bodyType, isLast && m === lines.length - 1))
  })
}

/** 7.3.4: one line below the body; further lines of a name are aligned with its first character. */
function attached(names: string[]): Paragraph[] {
  if (names.length === 0) return []
  const label = 3
  const ordinal = names.length === 1 ? 0 : names.length < 10 ? 1.5 : 2
  const left = ems(2 + label + ordinal)
  const lines = names.map((name, n) => {
    const isFirst = n === 0
    const before = `${isFirst ? '附件：' : ''}${ordinal === 0 ? '' : `${n + 1}.`}`
    const tab = ordinal === 0 ? [] : [new TextRun({ children: [new Tab()] })]
    return paragraph([...runs(before), ...tab, ...runs(name)], {
      indent: { left, hanging: ems(ordinal + (isFirst ? label : 0)) },
      tabStops: [{ type: 'left', position: left }],
      keepNext: n === names.length - 1
    })
  })
  return [...blankRows(1), ...lines]
}

/**
 * 7.3.5.1: the date four characters from the right, the signature centred above it. Both are centred in one
 * box that ends at the right edge; two empty lines leave room for the seal.
 */
function signed({ signature, date }: OfficialDocument): Paragraph[] {
  const [above, below] = [plain(signature), dateInWords(date)]
  const centre = Math.max(DATE_FROM_RIGHT + widthOf(below) / 2, widthOf(above) / 2)
  const indent = { left: ems(Math.max(0, CHARACTERS - 2 * centre)) }
  return [
    ...blankRows(2, true),
    centred(runs(above), { indent, keepNext: true, keepLines: true }),
    centred(runs(below), { indent })
  ]
}
