/** Longer texts are cut: they say no more. */
const LONGEST = 2000

/** What a statement does and to which table: the name of its span. */
export function statementName(text: string): string {
  const [verb = 'statement'] = /[a-z]+/i.exec(text) ?? []
  const [, table] = /\b(?:from|into|update)\s+"?(?:\w+"?\."?)?([a-z_]\w*)/i.exec(text) ?? []
  return table === undefined ? verb.toLowerCase() : `${verb.toLowerCase()} ${table}`
}

/** The text of a statement; values that stand in it are replaced. Parameters are not part of it. */
export function withoutValues(text: string): string {
  return text
    .replaceAll(/'(?:[^']|'')*'/g, "'?'")
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "'?'")
    .slice(0, LONGEST)
}
