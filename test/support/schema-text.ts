/**
 * How PostgreSQL's own text of the schema is made readable: lower case, short forms, lines of at most 110
 * letters. Each form has one meaning, so two schemas that differ still have pictures that differ.
 */
const WIDTH = 110

// A text between single quotes, a name between double quotes, or a stretch without either.
const pieces = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[^'"]+|['"]/g

const short: readonly (readonly [RegExp, string])[] = [
  [/('(?:[^']|'')*')::text\b(?!\[)/g, '$1'],
  [/(\S+) = any \(array\[([^\]]*)\]\)/g, '$1 in ($2)'],
  [/(\S+) <> all \(array\[([^\]]*)\]\)/g, '$1 not in ($2)'],
  [/\btimestamp with time zone\b/g, 'timestamptz'],
  [/\bcharacter varying\b/g, 'varchar'],
  [/ on (only )?public\./g, ' on $1'],
  [/ using btree /g, ' ']
]

/** A definition from the catalogs in lower case and with the short forms; quoted texts and names stay. */
export function readable(definition: string): string {
  const lower = definition.replace(pieces, (piece) =>
    piece.startsWith("'") || piece.startsWith('"') ? piece : piece.toLowerCase()
  )
  const oneLine = lower.replace(/\s*\n\s*/g, ' ')
  return short.reduce((text, [long, brief]) => text.replace(long, brief), oneLine)
}

/** The text in lines of at most 110 letters where it has blanks; lines after the first are indented further. */
export function folded(text: string, indent = ''): string {
  const words = (text.match(pieces) ?? []).reduce<string[]>((found, piece) => {
    const parts = piece.startsWith("'") || piece.startsWith('"') ? [piece] : piece.split(/(?<= )/)
    for (const part of parts) {
      if (found.length > 0 && !found.at(-1)?.endsWith(' ')) found.push(`${found.pop()}${part}`)
      else found.push(part)
    }
    return found
  }, [])
  const lines = ['']
  for (const word of words) {
    const line = lines.at(-1) ?? ''
    const isFull = line.trim() !== '' && line.length + word.trimEnd().length > WIDTH
    if (isFull) lines.push(`${indent}    ${word}`)
    else lines.splice(-1, 1, `${line === '' ? indent : line}${word}`)
  }
  return lines.map((line) => line.trimEnd()).join('\n')
}
