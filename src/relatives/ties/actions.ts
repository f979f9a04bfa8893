import { type Hasher, refuseFunds } from '../../funds/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import type { Row } from '../../platform/table/reader.ts'
import type { Work } from '../../platform/work/work.ts'
import { relationCode } from '../../policy/index.ts'
import { mustBeInOffice, type Place, unitPlace } from '../../units/index.ts'
import { tieColumns } from '../uploads/columns.ts'
import { type GivenFile, takeLines, takeTurn } from '../uploads/intake.ts'
import type { Line } from '../uploads/line.ts'
import { bareWord, sources } from '../uploads/words.ts'
import type { RelativeTiesTaken } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const target = {
  name: 'tie_upload',
  columns: {
    line: 'integer',
    filer_hash: 'bytea',
    relative_hash: 'bytea',
    relation: 'text',
    source: 'text'
  }
} as const

/**
 * The unit whose ties the caller may upload: their own, if it is a county or above it.
 *
 * @throws not-found, ties-of-others, ties-by-county
 */
export async function mustKeepTies({ tx, actor, today }: Work, code: string): Promise<Place> {
  await placeOf(tx, actor, 'relative-tie', code, '{code}')
  const unit = present(await unitPlace(tx, code))
  if (actor.unitCode !== code) throw refuse('ties-of-others', { values: { unit: code } })
  if (unit.level === 'township' || unit.level === 'village') throw refuse('ties-by-county')
  mustBeInOffice(unit, today, '{code}')
  return unit
}

/** Takes the family ties that a unit knows, as pairs of hashes, in place of those before. */
export async function takeTies(
  work: Work,
  code: string,
  file: GivenFile,
  hashed: Hasher
): Promise<RelativeTiesTaken & { version: number }> {
  const { tx, today } = work
  const unit = await mustKeepTies(work, code)
  await takeTurn(tx, `relative ties of ${code}`)
  const before = await store.countsOf(tx, code)
  work.match(before.number)
  if (before.fileHash === file.body.digest) {
    const nothing = { added: 0, gone: 0, unchanged: true, normalised: {}, ignored: [] }
    return { ...before, ...nothing, version: before.number }
  }
  const taken = await takeLines(tx, tieColumns, target, file, (row, line) => cells(row, line, hashed, today))
  const faults = await store.faultsIn(tx, code)
  taken.refuse(faults, faults[0]?.lines ?? 0)
  const { lines, digest, normalised, ignored } = taken
  if (lines === 0 && before.ties > 0 && !file.allowEmpty) throw refuseFunds('upload-empty')
  await store.putFile(work, unit, { lines, fileHash: digest })
  const { added, gone } = await store.merge(work, code)
  const now = await store.countsOf(tx, code)
  const { number, ties, filers } = now
  const { path } = unit
  work.record(
    'relative-tie.uploaded',
    { code, path },
    { number, ties, filers, added, gone, fileHash: digest }
  )
  return { ...now, added, gone, unchanged: false, normalised, ignored, version: number }
}

function cells({ line: at, cells: texts }: Row, line: Line, hashed: Hasher, today: string) {
  const [ofFiler = '', ofRelative = '', word = '', from = ''] = texts
  const filer = line.idNumber(ofFiler, 'filerIdNumber')
  const relative = line.idNumber(ofRelative, 'relativeIdNumber')
  const relation = relationCode(bareWord(word), today)
  if (relation === undefined) line.tell('relation-word-unknown', 'relation')
  if (filer !== undefined && filer === relative && relation !== 'self') {
    line.tell('tie-same-person', 'relativeIdNumber')
  }
  const source = sources.get(bareWord(from))
  if (source === undefined) line.tell('tie-source-unknown', 'source')
  const hash = (number: string | undefined) => (number === undefined ? null : hashed(number))
  return [at, hash(filer), hash(relative), relation ?? null, source ?? null]
}
