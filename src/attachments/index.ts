import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { attach, eraseAttachments } from './actions.ts'
export { events } from './events.ts'
export { checkContents } from './objects/at-start.ts'
export type { Contents } from './objects/contents.ts'
export { createKeyring, type Keyring } from './objects/keyring.ts'
export type { ObjectStore } from './objects/object-store.ts'
export { openStore } from './objects/open-store.ts'
export { rewrapAttachments } from './objects/rewrap.ts'
export { keepSweepingAttachments, sweepAttachments } from './objects/sweep.ts'
export { register } from './routes.ts'
export { visibleKind } from './visibility.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
