import { v7 as uuid } from 'uuid'
import type { Hasher } from '../../../funds/index.ts'
import { present } from '../../../platform/database/present.ts'
import type { Row } from '../../../platform/table/reader.ts'
import type { Work } from '../../../platform/work/work.ts'
import { type RelativeRules, relationCode, relativeRulesOf } from '../../../policy/index.ts'
import { refuse as refuseFiler } from '../../filers/vocabulary.ts'
import { filingColumns } from '../../uploads/columns.ts'
import { type GivenFile, takeLines, takeTurn } from '../../uploads/intake.ts'
import { type Line, refusalOf } from '../../uploads/line.ts'
import { bareWord } from '../../uploads/words.ts'
import { checkFacts, isVillageFor } from '../facts.ts'
import { MOST } from '../fields.ts'
import { beginFileTerms } from '../file-term.ts'
import * as rules from '../rules.ts'
import type { FilingImport } from '../schema.ts'
import { refuse } from '../vocabulary.ts'
import { type Entry, entriesIn, type FilerOf, insertAll, lockFilers } from './store.ts'

const target = {
  name: 'filing_upload',
  columns: {
    line: 'integer',
    filer_hash: 'bytea',
    relation: 'text',
    programme: 'text',
    recipient_no: 'text',
    village_code: 'text',
    identity_hash: 'bytea',
    identity_end: 'text',
    file_no: 'text'
  }
} as const

/** A register is filed for the yearly declaration; other occasions concern single people. */
const trigger = 'annual'
/** Codes and names are no longer than this. */
const LONGEST_NAME = 100

/**
 * Files the relatives of a table, all of them or none, by the rules of a single filing. The day is that of
 * the service; whether a relative is the head of the household, the rosters say.
 */
export async function importFilings(work: Work, file: GivenFile, hashed: Hasher): Promise<FilingImport> {
  const { tx, actor, now, today } = work
  await takeTurn(tx, `relative filings of ${actor.unitCode}`)
  const taken = await takeLines(tx, filingColumns, target, file, (row, line) =>
    cells(row, line, hashed, today)
  )
  await lockFilers(tx, actor)
  const entries = await entriesIn(tx, actor)
  const rulesOf = await rulesByUnit(work, entries)
  const found = entries.flatMap((one) => refusalOf(one.line, places, () => check(work, one, rulesOf)) ?? [])
  taken.refuse(found, found.length)
  const filings = entries.map((one) => {
    return { ...one, ...present<FilerOf>(one.filer ?? undefined), id: uuid({ msecs: now.getTime() }) }
  })
  await insertAll(work, filings, trigger)
  const late = await beginFileTerms(work, filings)
  for (const { id, unitCode, path } of filings) {
    work.record('relative-filing.filed', { id, unitCode, path }, { trigger, isLate: late.has(id) })
  }
  const { lines, normalised, ignored } = taken
  return { received: lines, created: lines, late: late.size, normalised, ignored }
}

/** Columns by the pointer of the refusal that a single filing gets, where their names differ. */
const places = { '/filerId': 'filerIdNumber' }

function cells({ line: at, cells: texts }: Row, line: Line, hashed: Hasher, today: string) {
  const [ofFiler = '', word = '', programme = '', recipientNo = '', village = '', number = '', fileNo = ''] =
    texts
  const filer = line.idNumber(ofFiler, 'filerIdNumber', refuseFiler('filer-number-bad'))
  const relation = relationCode(bareWord(word), today)
  if (relation === undefined) line.refuse(refuse('relation-unknown'), 'relation')
  const person = line.idNumber(number, 'idNumber', refuse('filing-person-bad'))
  line.text(recipientNo, 'recipientNo', MOST.recipientNo)
  if (fileNo !== '') line.text(fileNo, 'fileNo', MOST.fileNo)
  const wrong = refusalOf(at, {}, () => rules.checkNumbers({ recipientNo, fileNo }))
  if (wrong !== undefined) line.refuse(wrong.why, wrong.column)
  return [
    at,
    filer === undefined ? null : hashed(filer),
    relation ?? null,
    line.text(programme, 'programme', LONGEST_NAME),
    recipientNo,
    line.text(village, 'villageCode', LONGEST_NAME),
    ...(person === undefined ? [null, null] : [hashed(person), person.slice(-4)]),
    fileNo === '' ? null : fileNo
  ]
}

async function rulesByUnit({ tx, today }: Work, entries: readonly Entry[]) {
  const units = new Set(entries.flatMap(({ filer }) => filer?.unitCode ?? []))
  const found = new Map<string, RelativeRules>()
  for (const unit of units) found.set(unit, await relativeRulesOf(tx, unit, today))
  return found
}

/** What `fileRelative` checks, in its order. */
function check({ today }: Work, one: Entry, rulesOf: ReadonlyMap<string, RelativeRules>): void {
  const { filer, village, relation, isSelf, programmeId } = one
  if (filer === null) throw refuseFiler('filer-not-found', { pointer: '/filerId' })
  checkFacts({
    until: filer.until,
    relation: { code: relation, isKnown: true, isSelf },
    listed: present(rulesOf.get(filer.unitCode)),
    programmeId,
    isVillage: isVillageFor(village ?? undefined, filer.path, today)
  })
  if (one.isTwice) throw refuse('filing-twice', { pointer: '/idNumber' })
}
