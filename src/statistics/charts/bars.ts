import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Grouping, Line } from '../store.ts'
import { type Table, tableOf, textOf } from './table.ts'

use([BarChart, GridComponent, LegendComponent, TitleComponent, AriaComponent, SVGRenderer])

const WIDTH = 960
const ROW = 30
const AROUND = 130
/** Dark to light, so that neighbours differ in black and white as well. */
const colours = ['#1d3f72', '#8fb8de', '#c0504d', '#4f6228', '#d9d9d9', '#7f7f7f']

/** A bar chart of the figures as SVG: one row for each group, one bar for each figure. */
export function draw(grouping: Grouping, lines: readonly Line[]): string {
  const table = tableOf(grouping, lines)
  const height =
    AROUND +
    legendHeight(table.columns) +
    Math.max(1, table.rows.length) * (ROW + 12 * (table.columns.length - 1))
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    chart.setOption(optionsOf(table))
    return described(stillPicture(chart), table)
  } finally {
    chart.dispose()
  }
}

/** Without rules for a pointer that hovers: such a style sheet is refused by strict readers. */
function stillPicture(chart: EChartsType): string {
  const painter = chart.getZr().painter as { renderToString(options: { cssEmphasis: boolean }): string }
  return painter.renderToString({ cssEmphasis: false })
}

const legendHeight = (columns: readonly string[]) => 22 * columns.length

function optionsOf({ title, subtitle, columns, rows }: Table) {
  return {
    animation: false,
    backgroundColor: '#ffffff',
    color: colours,
    textStyle: { fontFamily: 'Noto Sans CJK SC, Microsoft YaHei, SimSun, sans-serif' },
    aria: { enabled: true, decal: { show: true } },
    title: { text: title, subtext: subtitle, left: 'center' },
    // Below each other: without the fonts of the reader, the widths of texts are not known here.
    legend: { orient: 'vertical', left: 20, bottom: 10, itemGap: 6, data: columns },
    grid: { left: 20, right: 70, top: 80, bottom: legendHeight(columns) + 20, outerBoundsMode: 'same' },
    xAxis: { type: 'value', minInterval: 1 },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name) },
    series: columns.map((name, at) => ({
      type: 'bar',
      name,
      data: rows.map(({ values }) => Number(values[at])),
      itemStyle: { borderColor: '#1a1a1a', borderWidth: 1 },
      label: { show: true, position: 'right', color: '#1a1a1a' }
    }))
  }
}

/** The picture with its title, and all its numbers as text. */
function described(picture: string, table: Table): string {
  const [title, text] = [escaped(table.title), escaped(textOf(table))]
  const named = `<title id="title">${title}</title><desc id="table">${text}</desc>`
  return picture.replace(/^<svg ([^>]*)>/, `<svg role="img" aria-labelledby="title table" $1>${named}`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
