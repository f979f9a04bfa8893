import { AlignmentType, LineRuleType, Paragraph } from 'docx'
import { ChartRun } from 'docx/charts'
import type { Bars } from '../document.ts'
import { face } from '../fonts.ts'
import { area } from '../measures.ts'

/** Twips for each pixel of 96 to an inch. */
const PIXEL = 15
const WIDTH = Math.floor(area.width / PIXEL)
/** The height of a bar with the space around it, and of the title and the axis. */
const [ROW, AROUND] = [24, 70]
const font = { name: face.宋体.name, size: 10.5, color: '000000' }

/**
 * A chart that Word, WPS and LibreOffice draw themselves, with the fonts of the reader: a picture of ours
 * would need fonts, which a server often does not have. One dark colour and a number at each bar can be read
 * in black and white. The first bar is at the top.
 */
export function chart({ chart: title, unit, bars }: Bars): Paragraph[] {
  if (bars.length === 0) return []
  const run = new ChartRun({
    type: 'bar',
    title: { text: title, font: { ...font, size: 12, bold: true } },
    categories: bars.map(({ name }) => name),
    series: [{ name: title, values: bars.map(({ value }) => value), color: '404040' }],
    gapWidth: 60,
    legend: false,
    font: { name: font.name, color: font.color },
    chartArea: { border: 'none' },
    categoryAxis: { reverseOrder: true, font },
    valueAxis: { minimum: 0, ...(unit === '%' && { maximum: 100 }), crossesAt: 'maximum', font },
    dataLabels: { value: true, position: 'outsideEnd', numberFormat: '0.0', font },
    altText: { id: '1', name: title, description: textOf(title, unit, bars) },
    transformation: { width: WIDTH, height: AROUND + ROW * bars.length }
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

/** All numbers as text, for readers who do not see the picture. */
function textOf(title: string, unit: string, bars: Bars['bars']): string {
  const texts = bars.map(({ name, value }) => `${name}${value === null ? '不详' : `${value}${unit}`}`)
  return `${title}：${texts.join('，')}。`
}
