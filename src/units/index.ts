import { open } from 'node:fs/promises'
import { system } from '../platform/auth/actor.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { type AppContext, work } from '../platform/work/work.ts'
import { Workbooks } from '../platform/xlsx/workbooks.ts'
import { columns } from './import/columns.ts'
import { importUnits } from './import/index.ts'
import type { ImportResult } from './import/schema.ts'
import { importSentences } from './import/vocabulary.ts'
import * as store from './store.ts'
import { labels, wordings } from './vocabulary.ts'

export { readByUnit } from './by-unit.ts'
export { checkCallers } from './callers/callers.ts'
export {
  type Contact,
  type OnlineChannel,
  type Phone,
  phonesOf,
  sitesOf,
  withLists
} from './contact/contact.ts'
export { events } from './events.ts'
export { type Place, UnitLevel } from './fields.ts'
export { organOf } from './organs/organs.ts'
export type { Organ } from './organs/rules.ts'
export { villagesIn } from './past.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'
export { unitParams } from './schema.ts'
export {
  everyPlace,
  lock as lockUnit,
  place as unitPlace,
  places as unitPlaces,
  writeContact
} from './store.ts'
export {
  acting,
  actingFrom,
  actingOf,
  actingShown,
  beginDays,
  handedOver,
  handedOverFrom,
  hasBegun,
  hasEnded,
  isInOffice,
  keepDay,
  mustBeInOffice,
  type Passed,
  supervisingFrom,
  supervisingShown,
  supervisorAmong,
  type TreeFollower,
  type Validity
} from './succession/index.ts'
export { keepTreeStill } from './tree.ts'
export { type Level, levels } from './vocabulary.ts'

export const levelLabels = labels.level

export const vocabulary: Vocabulary = {
  refusals: wordings,
  faults: importSentences,
  labels,
  tables: { units: columns }
}

/** Loads a file of units into an empty tree; does nothing where there is any unit. */
export async function seedUnits(context: AppContext, file: string): Promise<ImportResult | undefined> {
  if (!(await store.isEmpty(context.db))) return undefined
  const handle = await open(file)
  const stream = () => handle.createReadStream({ start: 0, autoClose: false })
  const how = { contentType: undefined, sheet: undefined, workbooks: new Workbooks(SEED_SECONDS) }
  try {
    return await work(context, { actor: system }, (work) =>
      importUnits(work, { body: { fd: handle.fd, stream }, ...how }, [])
    )
  } finally {
    await handle.close()
  }
}

const SEED_SECONDS = 60
