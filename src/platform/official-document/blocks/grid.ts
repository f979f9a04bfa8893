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
import type { Grid } from '../document.ts'
import { face } from '../fonts.ts'
import { area, mm, ROW, size } from '../measures.ts'
import { runs, typed } from '../paragraphs.ts'
import { linesOf, widthOf } from '../text.ts'

/** How the cells of a table are set. */
interface Look {
  size: number
  /** The least height of a row, and of a line. */
  row: number
  line: number
  /** At both sides of a cell, in millimetres. */
  margin: number
}
const usual: Look = { size: size.小四, row: ROW, line: 18 * 20, margin: 1 }
const dense: Look = { size: size.五号, row: mm(5.2), line: 13 * 20, margin: 1 }
const denser: Look = { size: size.小五, row: mm(5), line: 11 * 20, margin: 0.5 }
/** From so many columns on, dense tables have smaller characters. */
const MANY = 6
/** The least and the greatest width of a column, in characters, when the width of a table is divided. */
const [NARROW, WIDE] = [3, 16]
/** The greatest width of a column in a dense table. */
const LONG = 8

/** A table as wide as the type area. Its header is repeated on every page, and no row is split. */
export function grid({ header, rows, isDense }: Grid): Table[] {
  const columns = Math.max(header.length, ...rows.map((row) => row.length))
  if (columns === 0) return []
  const all = [header, ...rows].map((row) => Array.from({ length: columns }, (_one, n) => row[n] ?? ''))
  const left = isDense ? namesIn(rows, columns) : []
  const columnWidths = isDense ? densely(all, columns) : shared(all, columns)
  const look = !isDense ? usual : columns < MANY ? dense : denser
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: area.width, type: WidthType.DXA },
      columnWidths,
      margins: { left: mm(look.margin), right: mm(look.margin) },
      rows: all.map((row, n) => rowOf(row, columnWidths, n === 0, look, left))
    })
  ]
}

function rowOf(
  cells: string[],
  widths: number[],
  isHeader: boolean,
  look: Look,
  left: readonly number[]
): TableRow {
  const isLeft = (line: string, n: number) =>
    !isHeader && (look === usual ? widthOf(line) > NARROW * 2 : left.includes(n))
  return new TableRow({
    tableHeader: isHeader,
    cantSplit: true,
    height: { value: look.row, rule: HeightRule.ATLEAST },
    children: cells.map(
      (text, n) =>
        new TableCell({
          width: { size: widths[n] ?? 0, type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          children: cellLines(text).map((line) => cell(line, isHeader, look, isLeft(line, n)))
        })
    )
  })
}

/** The lines of a cell, at least one: a cell without a paragraph makes the file invalid. */
function cellLines(text: string): string[] {
  const lines = linesOf(text)
  return lines.length === 0 ? [''] : lines
}

function cell(text: string, isHeader: boolean, look: Look, isLeft: boolean): Paragraph {
  const type = { face: isHeader ? face.黑体 : face.仿宋, size: look.size }
  return new Paragraph({
    // An empty paragraph is as high as its mark.
    run: typed(type),
    alignment: isLeft ? AlignmentType.LEFT : AlignmentType.CENTER,
    spacing: { line: look.line, lineRule: LineRuleType.AT_LEAST },
    children: runs(text, type)
  })
}

/** The columns of names, which are set flush left in dense tables. */
function namesIn(rows: readonly (readonly string[])[], columns: number): number[] {
  const isName = (text: string) => widthOf(text) >= 4 && !/[\d—]/.test(text)
  return Array.from({ length: columns }, (_one, n) => n).filter((n) =>
    rows.some((row) => isName(row[n] ?? ''))
  )
}

/** Widths by the longest text of each column; long headers and names of units take two lines. */
function densely(rows: string[][], columns: number): number[] {
  const [header = [], ...lines] = rows
  return portions(
    Array.from({ length: columns }, (_one, n) => {
      const longest = lines.reduce((most, row) => Math.max(most, widthOf(row[n] ?? '')), 2)
      return Math.min(LONG, Math.max(longest, Math.ceil(widthOf(header[n] ?? '') / 2))) + 1
    })
  )
}

/** Widths by the longest text of each column, within bounds. */
function shared(rows: string[][], columns: number): number[] {
  const weights = Array.from({ length: columns }, (_one, n) => {
    const longest = rows.reduce((most, row) => Math.max(most, widthOf(row[n] ?? '')), 0)
    return Math.min(WIDE, Math.max(NARROW, longest)) + 1
  })
  return portions(weights)
}

/** The width of the type area, divided by weights. */
function portions(weights: number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => Math.floor((area.width * weight) / sum))
}
