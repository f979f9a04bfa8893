import { isGap, type Line, shown } from './result.ts'

const head = ['what', 'ours', 'the other', 'ratio', 'bar', 'met?']

/** The lines as a table for a terminal. */
export function table(lines: readonly Line[]): string {
  const rows = [head, ...lines.map(cells)]
  const widths = head.map((_, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)))
  const text = rows.map((row) =>
    row
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd()
  )
  text.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '))
  return `${text.join('\n')}\n`
}

function cells(line: Line): string[] {
  if (isGap(line)) return [line.what, `${line.kind.replace('-', ' ')}: ${line.reason}`]
  const { what, ours, other, figure, bar, isMet } = line
  const sign = bar.kind === 'at-least' ? '≥' : '≤'
  const ratio = bar.unit === '×' ? shown(figure) : ''
  return [what, ours, other || '–', ratio || '–', `${sign} ${bar.limit} ${bar.unit}`, isMet ? 'yes' : 'NO']
}
