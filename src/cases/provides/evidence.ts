import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import { stateOf } from '../letters/fields.ts'
import { note } from '../readings/store.ts'
import '../tables.ts'
import type { LetterState, State } from '../vocabulary.ts'

/** Files of a case come from the deciding unit and the units above it, like its steps. */
const one: EvidenceKind<State> = {
  table: 'petition_case',
  records: sql`
    select id, unit_code, path, state,
      deciding_unit_code || line[1:array_position(line, deciding_unit_code)] as units
    from petition_case, lateral (select string_to_array(path, '.') as line) as above`,
  permissions: ['cases:receive', 'cases:handle'],
  takes: ['received', 'accepted', 'replied', 'under-review', 'reviewed', 'under-recheck'],
  drafts: ['received'],
  noteReading: ({ db, clock }, actor, id) =>
    note(
      db,
      { actor, now: clock(), way: 'record' },
      sql`select id from petition_case where id = ${id}::uuid and kind = 'report'`
    )
}

/** Files of a letter come from the unit that wrote it and the unit that answers it. */
const letter: EvidenceKind<LetterState> = {
  table: 'case_letter',
  records: sql`
    select id, unit_code, path, ${stateOf} as state,
      array[unit_acting(from_unit_code), unit_acting(unit_code)] as units
    from case_letter`,
  permissions: ['letters:issue', 'letters:answer'],
  takes: ['awaited'],
  drafts: ['awaited']
}

export const evidence = { case: one, letter }
