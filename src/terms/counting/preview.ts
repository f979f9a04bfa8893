import { placeOf } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { TermRule } from '../../policy/index.ts'
import * as rules from '../rules.ts'
import type { Preview, PreviewQuery } from '../schema.ts'
import { timetable } from '../timetable.ts'
import { refuse } from '../vocabulary.ts'
import { explain } from './explain.ts'

/** When a term of the caller's own unit, or of one that it may know of, would be due. */
export async function preview(db: Db, actor: Actor, query: PreviewQuery): Promise<Preview> {
  const { unitCode = actor.unitCode, startedOn, extendDays } = query
  if (query.unitCode !== undefined) await placeOf(db, actor, 'unit', unitCode, '?unitCode')
  const { calendar, rule: ruleOf } = await timetable(db, unitCode)
  const rule = ruleOf(query.rule, startedOn, '?rule')
  let term = rules.begin(calendar, rule, startedOn, undefined, '?startedOn')
  if (extendDays !== undefined) {
    const limit = rule.extension === null ? null : ruleOf(rule.extension, startedOn)
    term = { ...term, ...rules.extend(calendar, term, extendDays, rule, limit, '?extendDays') }
  }
  const left = spanIn(query)
  if (left !== undefined) {
    const at = { from: '?excludeFrom', to: '?excludeTo' }
    term = { ...term, ...rules.exclude(calendar, term, { ...left, reason: '试算 as asked' }, at) }
  }
  return wire(term, rule)
}

function spanIn({ excludeFrom: from, excludeTo: to }: PreviewQuery) {
  if (from === undefined && to === undefined) return undefined
  if (from === undefined) throw refuse('exclusion-incomplete', { pointer: '?excludeFrom' })
  if (to === undefined) throw refuse('exclusion-incomplete', { pointer: '?excludeTo' })
  return { from, to }
}

function wire(term: rules.NewTerm, { clause }: TermRule): Preview {
  return {
    rule: term.rule,
    clause: { id: clause.id, text: clause.text },
    startedOn: term.startedOn,
    days: term.days,
    unit: term.dayUnit,
    baseDueOn: term.baseDueOn,
    dueOn: term.dueOn,
    rolledFrom: term.rolledFrom,
    skipped: term.skipped,
    provisional: term.provisional,
    localDefault: term.localDefault,
    localRuleId: term.localRuleId,
    explanation: explain(term, clause)
  }
}
