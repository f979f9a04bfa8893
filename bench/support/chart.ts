import { type Bar, isGap, type Line, type Result, shown } from './result.ts'

const WIDTH = 900
const LABELS = 330
const PLOT = 440
const STEP = 34
const TOP = 64
/** The plot ends here, as a multiple of the bar. */
const SCALE = 2

const colours = { met: '#2f7d4f', missed: '#b3392f', line: '#222222', text: '#333333', faint: '#777777' }

/**
 * A bar for each figure, measured by its own limit, so that one line stands for all limits: at least means
 * the bar must reach the line, at most that it must not pass it.
 */
export function chart(lines: readonly Line[], caption: string): string {
  const results = lines.filter((line): line is Result => !isGap(line))
  const gaps = lines.filter(isGap)
  const reach = results.filter(({ bar }) => bar.kind === 'at-least')
  const stay = results.filter(({ bar }) => bar.kind === 'at-most')
  const parts: string[] = []
  let y = TOP
  const group = (title: string, list: Result[]) => {
    if (list.length === 0) return
    parts.push(text(20, y, title, { weight: 'bold' }))
    parts.push(...list.flatMap((result, n) => row(result, y + 14 + n * STEP)))
    const end = y + 14 + list.length * STEP
    parts.push(limitLine(y - 4, end))
    y = end + 34
  }
  group('Must reach the line', reach)
  group('Must not pass the line', stay)
  for (const { what, kind, reason } of gaps) {
    parts.push(
      text(20, y, `${what}: ${kind.replace('-', ' ')}: ${reason}`.slice(0, 120), { colour: colours.missed })
    )
    y += 22
  }
  return svg(y, [
    text(20, 28, 'Measured against the bars', { size: 17, weight: 'bold' }),
    text(20, 46, caption),
    ...parts
  ])
}

function row({ what, figure, bar, isMet }: Result, y: number): string[] {
  const share = Math.min(figure / bar.limit, SCALE)
  const width = Math.max(1, (share / SCALE) * PLOT)
  const colour = isMet ? colours.met : colours.missed
  return [
    text(20, y + 19, what),
    `<rect x="${LABELS}" y="${y + 5}" width="${width.toFixed(1)}" height="${STEP - 14}" fill="${colour}"/>`,
    text(LABELS + PLOT + 10, y + 19, `${shown(figure)} ${bar.unit} (${sentence(bar)})`)
  ]
}

function sentence({ kind, limit, unit }: Bar): string {
  return `${kind === 'at-least' ? '≥' : '≤'} ${limit}${unit === '×' ? '' : ` ${unit}`}`
}

function limitLine(from: number, to: number): string {
  const x = LABELS + PLOT / SCALE
  return `<line x1="${x}" y1="${from}" x2="${x}" y2="${to}" stroke="${colours.line}" stroke-width="2" stroke-dasharray="5 3"/>`
}

function text(
  x: number,
  y: number,
  content: string,
  { size = 12, weight = 'normal', colour = colours.text } = {}
) {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(content)}</text>`
}

function svg(height: number, parts: string[]): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif">`
  const paper = `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`
  return `${[open, paper, ...parts].join('\n')}\n</svg>\n`
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
