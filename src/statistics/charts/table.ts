import type { BarTable } from '../../platform/charts/bars.ts'
import type { Grouping, Line } from '../store.ts'

/**
 * The figures of a chart. Amounts of money have another scale, so only numbers of records are drawn. Groups
 * without a record are left out.
 */
export function tableOf({ statistic, asked, language }: Grouping, lines: readonly Line[]): BarTable {
  const figures = Object.entries(statistic.figures).filter(([, { isMoney }]) => !isMoney)
  const some = lines.filter((line) => figures.some(([name]) => line[name] !== 0))
  const isChinese = language === 'zh'
  return {
    title: isChinese ? statistic.title : statistic.en.split('.', 1).join(''),
    subtitle: isChinese ? `${asked.from}至${asked.to}` : `${asked.from} to ${asked.to}`,
    columns: figures.map(([name, { title, description }]) => (isChinese ? title : (description ?? name))),
    rows: some.map((line) => ({ name: line.name, values: figures.map(([name]) => Number(line[name])) }))
  }
}

/** The table as text: a line for each group. */
export function textOf({ columns, rows, subtitle }: BarTable): string {
  const line = (name: string, values: readonly (number | null)[]) =>
    `${name}: ${columns.map((column, at) => `${column} ${values[at]}`).join(', ')}`
  return [subtitle, ...rows.map(({ name, values }) => line(name, values))].join('; ')
}
