import { AlignmentType, ImageRun, LineRuleType, Paragraph } from 'docx'
import type { Picture } from '../../charts/picture.ts'
import type { Bars, Block } from '../document.ts'
import { area } from '../measures.ts'

/** Twips for each pixel of 96 to the inch. */
const PIXEL = 15

/** The pictures of the charts of a document. */
export type Charts = ReadonlyMap<Bars, Picture>

/** One dark colour and a number at each bar can be read in black and white. */
const colours = ['#404040']

/** Draws the charts of a document. What draws is loaded only where there is one. */
export async function chartsOf(blocks: readonly Block[]): Promise<Charts> {
  const pictures = new Map<Bars, Picture>()
  for (const block of blocks) {
    if (!('bars' in block) || block.bars.length === 0) continue
    const { pictureOfBars } = await import('../../charts/picture.ts')
    const { chart: title, unit, bars } = block
    const rows = bars.map(({ name, value }) => ({ name, values: [value] }))
    const most = unit === '%' ? { most: 100 } : {}
    const look = { width: Math.floor(area.width / PIXEL), colours, decimals: 1, ...most }
    pictures.set(block, await pictureOfBars({ title, columns: [title], rows }, look))
  }
  return pictures
}

/** A chart as a picture, with its numbers as text for readers who do not see it. Without bars, nothing. */
export function chart(block: Bars, charts: Charts): Paragraph[] {
  const picture = charts.get(block)
  if (picture === undefined) return []
  const { png: data, width, height } = picture
  const description = textOf(block)
  const run = new ImageRun({
    type: 'png',
    data,
    transformation: { width, height },
    altText: { id: '1', name: block.chart, title: block.chart, description }
  })
  // At least, and not exactly one line: what is higher than its line is cut off.
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 120, after: 120 },
      children: [run]
    })
  ]
}

function textOf({ chart: title, unit, bars }: Bars): string {
  const texts = bars.map(({ name, value }) => `${name}${value === null ? '不详' : `${value}${unit}`}`)
  return `${title}：${texts.join('，')}。`
}
