export { documentAnswer, documents } from './answer.ts'
export type { Block, OfficialDocument, Passage } from './document.ts'
export { passagesOf } from './ordinals.ts'
export { officialDocument } from './write.ts'
