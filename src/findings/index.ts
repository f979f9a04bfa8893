import { wordings, words } from './vocabulary.ts'

export { citable } from './citable.ts'
export { makeFinding, makeFindings } from './make.ts'
export { Finding, findingFields, NewFinding } from './schema.ts'

export const vocabulary = { refusals: wordings, words }
