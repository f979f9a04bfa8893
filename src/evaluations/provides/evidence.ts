import { sql } from 'kysely'
import type { EvidenceKind } from '../../platform/work/evidence.ts'
import type { State } from '../labels.ts'
import '../tables.ts'

/** What proves the values of one evaluated unit: from that unit, or from the evaluating one. */
const target: EvidenceKind<State> = {
  table: 'evaluation_target',
  records: sql`
    select evaluation_target.id, evaluation_target.unit_code, evaluation_target.path, evaluation.state,
      array[unit_acting(evaluation_target.unit_code), unit_acting(evaluation.unit_code)] as units
    from evaluation_target join evaluation on evaluation.id = evaluation_target.evaluation_id`,
  permissions: ['evaluations:enter'],
  takes: ['self-assessment', 'verification'],
  drafts: ['self-assessment', 'verification']
}

export const evidence = { 'evaluation-target': target }
