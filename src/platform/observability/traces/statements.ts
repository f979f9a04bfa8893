/** Longer texts are cut: they say no more. */
const LONGEST = 2000

/** The name of a statement's span: its verb and its table. */
export function statementName(text: string): string {
  const [verb = 'statement'] = /[a-z]+/i.exec(text) ?? []
  const [, table] = /\b(?:from|into|update)\s+"?(?:\w+"?\."?)?([a-z_]\w*)/i.exec(text) ?? []
  return table === undefined ? verb.toLowerCase() : `${verb.toLowerCase()} ${table}`
}

/** The text of a statement with values in it replaced. Parameters are not part of the text. */
export function withoutValues(text: string): string {
  return text
    .replaceAll(/'(?:[^']|'')*'/g, "'?'")
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "'?'")
    .slice(0, LONGEST)
}
