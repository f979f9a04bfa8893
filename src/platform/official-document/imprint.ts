import {
  BorderStyle,
  OverlapType,
  type Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType
} from 'docx'
import type { OfficialDocument } from './document.ts'
import { face } from './fonts.ts'
import { area, line, size } from './measures.ts'
import { paragraph, runs, type Type } from './paragraphs.ts'
import { dateInWords, plain } from './text.ts'

/** 7.4.2, 7.4.3: 4号仿宋. */
const type: Type = { face: face.仿宋, size: size.四号 }
const SIGN = size.四号 * 20

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const thick = { style: BorderStyle.SINGLE, size: line.thick, color: '000000' }
const thin = { style: BorderStyle.SINGLE, size: line.thin, color: '000000' }

/** 7.4.1: at the foot of the type area. Programs that cannot place a table put it below the text. */
const float = {
  horizontalAnchor: TableAnchorType.MARGIN,
  verticalAnchor: TableAnchorType.MARGIN,
  relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
  relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
  overlap: OverlapType.NEVER
}

/** 版记: between thick lines as wide as the type area. Only a table keeps these free of the indents. */
export function imprint({ copyTo, printing }: OfficialDocument): (Table | Paragraph)[] {
  const lines = [
    ...(copyTo === undefined ? [] : [copied(plain(copyTo))]),
    ...(printing === undefined ? [] : [printed(printing)])
  ]
  if (lines.length === 0) return []
  const width = { size: area.width, type: WidthType.DXA }
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width,
    columnWidths: [area.width],
    margins: { left: 0, right: 0 },
    borders: { top: thick, insideHorizontal: thin, bottom: thick, left: none, right: none },
    float,
    rows: lines.map(
      (one) => new TableRow({ cantSplit: true, children: [new TableCell({ width, children: [one] })] })
    )
  })
  return [table, anchor()]
}

/** 7.4.2: one character free on both sides, further lines aligned after the colon, a full stop at the end. */
function copied(text: string): Paragraph {
  return paragraph(runs(`抄送：${text.replace(/[。.]$/, '')}。`, type), {
    indent: { left: 4 * SIGN, hanging: 3 * SIGN, right: SIGN }
  })
}

/** 7.4.3: the office on the left, the day on the right. */
function printed({ office, on }: NonNullable<OfficialDocument['printing']>): Paragraph {
  const tab = new TextRun({ children: [new Tab()] })
  return paragraph([...runs(plain(office), type), tab, ...runs(`${dateInWords(on)}印发`, type)], {
    indent: { left: SIGN },
    tabStops: [{ type: 'right', position: area.width - SIGN }]
  })
}

/** A floating table needs a paragraph after it; this one takes no space. */
function anchor(): Paragraph {
  return paragraph([], { spacing: { line: 20 } })
}
