import { readFileSync, writeFileSync } from 'node:fs'

/** At a release: the document as it is becomes the one that `breaks.ts` compares with. Examples promise nothing. */
const text = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')
const document = JSON.parse(text, (name, value) => (name === 'example' ? undefined : value))
writeFileSync(new URL('../released.json', import.meta.url), `${JSON.stringify(document)}\n`)
writeFileSync(
  new URL('accepted-breaks.txt', import.meta.url),
  '# One break a line, as breaks.ts prints it; a comment above says why.\n'
)
