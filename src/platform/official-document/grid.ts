import {
  AlignmentType,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType
} from 'docx'
import type { Grid } from './document.ts'
import { face } from './fonts.ts'
import { area, mm, ROW, size } from './measures.ts'
import { runs, type Type } from './paragraphs.ts'
import { linesOf, widthOf } from './text.ts'

const headerType: Type = { face: face.黑体, size: size.小四 }
const cellType: Type = { face: face.仿宋, size: size.小四 }
/** The least and the greatest width of a column, in characters, when the width of a table is divided. */
const [NARROW, WIDE] = [3, 16]

/** A table as wide as the type area. Its header is repeated on every page, and no row is split. */
export function grid({ header, rows }: Grid): Table[] {
  const columns = Math.max(header.length, ...rows.map((row) => row.length))
  if (columns === 0) return []
  const all = [header, ...rows].map((row) => Array.from({ length: columns }, (_one, n) => row[n] ?? ''))
  const columnWidths = shared(all, columns)
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: area.width, type: WidthType.DXA },
      columnWidths,
      margins: { left: mm(1), right: mm(1) },
      rows: all.map((row, n) => rowOf(row, columnWidths, n === 0))
    })
  ]
}

function rowOf(cells: string[], widths: number[], isHeader: boolean): TableRow {
  return new TableRow({
    tableHeader: isHeader,
    cantSplit: true,
    height: { value: ROW, rule: HeightRule.ATLEAST },
    children: cells.map(
      (text, n) =>
        new TableCell({
          width: { size: widths[n] ?? 0, type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          children: cellLines(text).map((line) => cell(line, isHeader))
        })
    )
  })
}

/** The lines of a cell, at least one: a cell without a paragraph makes the file invalid. */
function cellLines(text: string): string[] {
  const lines = linesOf(text)
  return lines.length === 0 ? [''] : lines
}

function cell(text: string, isHeader: boolean): Paragraph {
  return new Paragraph({
    alignment: isHeader || widthOf(text) <= NARROW * 2 ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { line: 18 * 20, lineRule: LineRuleType.AT_LEAST },
    children: runs(text, isHeader ? headerType : cellType)
  })
}

/** Widths by the longest text of each column, within bounds. */
function shared(rows: string[][], columns: number): number[] {
  const weights = Array.from({ length: columns }, (_one, n) => {
    const longest = rows.reduce((most, row) => Math.max(most, widthOf(row[n] ?? '')), 0)
    return Math.min(WIDE, Math.max(NARROW, longest)) + 1
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => Math.floor((area.width * weight) / sum))
}
