import { drawBars } from '../../platform/charts/bars.ts'
import type { Grouping, Line } from '../store.ts'
import { tableOf, textOf } from './table.ts'

/** A bar chart of the figures as SVG, with its title, and all its numbers as text. */
export function draw(grouping: Grouping, lines: readonly Line[]): string {
  const table = tableOf(grouping, lines)
  const [title, text] = [escaped(table.title), escaped(textOf(table))]
  const named = `<title id="title">${title}</title><desc id="table">${text}</desc>`
  const { svg } = drawBars(table)
  return svg.replace(/^<svg ([^>]*)>/, `<svg role="img" aria-labelledby="title table" $1>${named}`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
