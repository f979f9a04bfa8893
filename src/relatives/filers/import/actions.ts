import type { Hasher } from '../../../funds/index.ts'
import { present } from '../../../platform/database/present.ts'
import { refuse as refuseCall } from '../../../platform/errors/wordings.ts'
import type { Row } from '../../../platform/table/reader.ts'
import type { Work } from '../../../platform/work/work.ts'
import { mustBeInOffice, unitPlaces } from '../../../units/index.ts'
import { filerColumns } from '../../uploads/columns.ts'
import { type GivenFile, takeLines, takeTurn } from '../../uploads/intake.ts'
import { type Line, refusalOf } from '../../uploads/line.ts'
import { filerKindWords } from '../../uploads/words.ts'
import { filerKinds, labels } from '../../vocabulary.ts'
import { MOST } from '../fields.ts'
import * as rules from '../rules.ts'
import type { FilerImport } from '../schema.ts'
import { refuse } from '../vocabulary.ts'
import { type Entry, entriesIn, insertAll } from './store.ts'

const target = {
  name: 'filer_upload',
  columns: {
    line: 'integer',
    unit_code: 'text',
    name: 'text',
    kind: 'text',
    post: 'text',
    identity_hash: 'bytea',
    identity_end: 'text',
    since: 'date',
    until: 'date'
  }
} as const

/** Enters the filers of a table, all of them or none, by the rules of a single entry. */
export async function importFilers(work: Work, file: GivenFile, hashed: Hasher): Promise<FilerImport> {
  const { tx, actor } = work
  await takeTurn(tx, `filers of ${actor.unitCode}`)
  const taken = await takeLines(tx, filerColumns, target, file, (row, line) => cells(row, line, hashed))
  const entries = await entriesIn(tx)
  const codes = entries.map(({ unitCode }) => unitCode)
  const units = await unitPlaces(tx, codes)
  const found = entries.flatMap((one) => refusalOf(one.line, places, () => check(work, one, units)) ?? [])
  taken.refuse(found, found.length)
  for (const { id, unitCode, path, kind, since, until } of await insertAll(work)) {
    work.record('filer.registered', { id, unitCode, path }, { kind, since })
    if (until !== null) work.record('filer.left', { id, unitCode, path }, { kind, on: until, filings: 0 })
  }
  const { lines, normalised, ignored } = taken
  return { received: lines, created: lines, normalised, ignored }
}

/** Columns by the pointer of the refusal that a single entry gets, where their names differ. */
const places = { '/on': 'until' }

const called = filerKinds.map((code) => ({ zh: labels['filer-kind'][code].zh, en: code }))

function cells({ line: at, cells: texts }: Row, line: Line, hashed: Hasher) {
  const [unitCode = '', name = '', kindWord = '', post = '', number = '', begun = '', left = ''] = texts
  const idNumber = line.idNumber(number, 'idNumber', refuse('filer-number-bad'))
  return [
    at,
    unitCode,
    line.text(name, 'name', MOST.name),
    line.word(kindWord, 'kind', filerKindWords, called) ?? null,
    line.text(post, 'post', MOST.post),
    ...(idNumber === undefined ? [null, null] : [hashed(idNumber), idNumber.slice(-4)]),
    line.day(begun, 'since') ?? null,
    left === '' ? null : (line.day(left, 'until') ?? null)
  ]
}

type Units = Awaited<ReturnType<typeof unitPlaces>>

/** What `registerFiler` and `leave` check, in their order. */
function check({ actor, today }: Work, one: Entry, units: Units): void {
  const unit = units.get(one.unitCode)
  const isSeen = unit?.path.split('.').includes(actor.unitCode) ?? false
  if (!isSeen) throw refuseCall('not-found', { pointer: '/unitCode' })
  const place = present(unit)
  mustBeInOffice({ ...place, validFrom: null }, today, '/unitCode')
  rules.checkEntry(one, place.level)
  if (one.until !== null) rules.checkDeparture(one.until, one, today)
  if (one.isTwice) throw refuse('filer-twice', { pointer: '/idNumber' })
}
