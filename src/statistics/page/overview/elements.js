/** An element with attributes and a text. Texts of records are never read as HTML. */
export function element(name, attributes, text) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  if (text !== undefined) made.textContent = text
  return made
}

/** A table; cells are texts or elements. The first cell of a row names it. */
export function tableOf(title, headers, rows, isText = false) {
  const table = element('table', {})
  table.append(element('caption', {}, title))
  const head = element('tr', {})
  head.append(...headers.map((header) => element('th', { scope: 'col' }, header)))
  const top = element('thead', {})
  top.append(head)
  const body = element('tbody', {})
  body.append(...rows.map((cells) => rowOf(cells, isText)))
  table.append(top, body)
  return table
}

function rowOf([name, ...cells], isText) {
  const row = element('tr', {})
  row.append(element('th', { scope: 'row' }, name))
  for (const cell of cells) {
    const made = element('td', isText ? { class: 'text' } : {})
    made.append(cell)
    row.append(made)
  }
  return row
}
