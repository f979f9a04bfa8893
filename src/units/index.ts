import { open } from 'node:fs/promises'
import { system } from '../platform/auth/actor.ts'
import { type Workshop, work } from '../platform/work.ts'
import { importUnits } from './import/index.ts'
import type { ImportResult } from './schema.ts'
import * as store from './store.ts'
import { importSentences, wordings, words } from './vocabulary.ts'

export { unitRoutes } from './routes.ts'
export { UnitLevel, unitParams } from './schema.ts'
export { everyPlace, type Place, place as unitPlace, places as unitPlaces } from './store.ts'
export {
  acting,
  actingOf,
  actingShown,
  beginDays,
  handedOver,
  hasBegun,
  hasEnded,
  isInOffice,
  keepDay,
  mustBeInOffice,
  type Passed,
  supervisorAmong,
  type TreeFollower
} from './succession/index.ts'
export { keepTreeStill } from './tree.ts'
export { visibleRecords } from './visible-records.ts'
export { type Level, levels } from './vocabulary.ts'

export const vocabulary = { refusals: wordings, faults: importSentences, words }

/** Loads a file of units into an empty tree; does nothing where there is any unit. */
export async function seedUnits(shop: Workshop, file: string): Promise<ImportResult | undefined> {
  if (!(await store.isEmpty(shop.db))) return undefined
  return work(shop, { actor: system }, async (work) => {
    const stream = (await open(file)).createReadStream()
    return importUnits(work, { stream, charset: 'utf-8' }, [])
  })
}
