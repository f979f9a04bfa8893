import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import './tables.ts'
import { labels } from './vocabulary.ts'

export const vocabulary: Vocabulary = { labels }
