export { documentAnswer, documents } from './answer.ts'
export type { Block, OfficialDocument } from './document.ts'
export { passagesOf } from './ordinals.ts'
export { officialDocument } from './write.ts'
