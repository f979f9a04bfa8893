import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import './tables.ts'
import { labels } from './vocabulary.ts'

export { staffOnRegister } from './provides/staff.ts'

export const vocabulary: Vocabulary = { labels }
