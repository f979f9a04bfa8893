import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, GridComponent, LegendComponent, TitleComponent, AriaComponent, SVGRenderer])

/** What a bar chart shows: one row for each group, one bar for each figure. */
export interface BarTable {
  title: string
  /** Drawn in smaller signs below the title. */
  subtitle?: string
  /** The names of the figures; a single one needs no legend. */
  columns: readonly string[]
  /** A value that is not known is `null` and has no bar. */
  rows: readonly { name: string; values: readonly (number | null)[] }[]
}

/** How a chart is drawn where the usual look does not fit. */
export interface Look {
  /** In pixels. */
  width?: number
  /** Colours of the figures, in their order. */
  colours?: readonly string[]
  /** The end of the axis, such as 100 for percentages. */
  most?: number
  /** Decimals of the numbers at the bars. */
  decimals?: number
  family?: string
}

/** Dark to light, so that neighbours differ in black and white as well. */
const colours = ['#1d3f72', '#8fb8de', '#c0504d', '#4f6228', '#d9d9d9', '#7f7f7f']
const family = 'Noto Sans CJK SC, Microsoft YaHei, SimSun, sans-serif'
const ROW = 30
const AROUND = 130

/** A bar chart as SVG, with its size in pixels. */
export function drawBars(table: BarTable, look: Look = {}): { svg: string; width: number; height: number } {
  const width = look.width ?? 960
  const rows = Math.max(1, table.rows.length) * (ROW + 12 * (table.columns.length - 1))
  const height = AROUND + legendHeight(table) + rows - (table.subtitle === undefined ? 30 : 0)
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(optionsOf(table, look))
    return { svg: stillPicture(chart), width, height }
  } finally {
    chart.dispose()
  }
}

/** Without rules for a pointer that hovers: such a style sheet is refused by strict readers. */
function stillPicture(chart: EChartsType): string {
  const painter = chart.getZr().painter as { renderToString(options: { cssEmphasis: boolean }): string }
  return painter.renderToString({ cssEmphasis: false })
}

const legendHeight = ({ columns }: BarTable) => (columns.length === 1 ? 0 : 22 * columns.length)

function optionsOf(table: BarTable, look: Look) {
  const { title, subtitle, columns, rows } = table
  const { decimals } = look
  const label = { show: true, position: 'right', color: '#1a1a1a' }
  const shown = ({ value }: { value: unknown }) =>
    typeof value === 'number' && decimals !== undefined ? value.toFixed(decimals) : String(value ?? '')
  return {
    animation: false,
    backgroundColor: '#ffffff',
    color: [...(look.colours ?? colours)],
    textStyle: { fontFamily: look.family ?? family },
    aria: { enabled: true, decal: { show: columns.length > 1 } },
    title: { text: title, left: 'center', ...(subtitle !== undefined && { subtext: subtitle }) },
    // Below each other: without the fonts of the reader, the widths of texts are not known here.
    legend: {
      show: columns.length > 1,
      orient: 'vertical',
      left: 20,
      bottom: 10,
      itemGap: 6,
      data: columns
    },
    grid: {
      left: 20,
      right: 70,
      top: subtitle === undefined ? 50 : 80,
      bottom: legendHeight(table) + 20,
      outerBoundsMode: 'same'
    },
    xAxis: { type: 'value', minInterval: 1, ...(look.most !== undefined && { max: look.most }) },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name) },
    series: columns.map((name, at) => ({
      type: 'bar',
      name,
      data: rows.map(({ values }) => values[at] ?? null),
      itemStyle: { borderColor: '#1a1a1a', borderWidth: 1 },
      label: { ...label, formatter: shown }
    }))
  }
}
