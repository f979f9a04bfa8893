export { documentAnswer, documents } from './answer.ts'
export { type Block, type OfficialDocument, officialDocument } from './document.ts'
export { passagesOf } from './ordinals.ts'
