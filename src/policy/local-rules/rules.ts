import type { Sentence } from '../../platform/errors/refusal.ts'
import type { Level } from '../../units/index.ts'
import { checkProposals } from '../proposals/rules.ts'
import type { LocalRelatives } from '../relatives/schema.ts'
import { clauseOf } from '../rules.ts'
import type { Policy } from '../schema.ts'
import { refuse } from '../vocabulary.ts'
import type { NewLocalRule } from './schema.ts'
import type { Duties } from './tightened.ts'

/** Refuses a local rule that is looser than the policy, or names something that the policy does not have. */
export function checkLocalRule(policy: Policy, level: Level, rule: NewLocalRule): void {
  const { quotas = [], terms = [], duties = [], relatives = {}, proposals = [] } = rule
  const lists = [quotas, terms, duties, proposals, Object.keys(relatives)]
  if (lists.every(({ length }) => length === 0)) throw refuse('local-rule-empty')
  quotas.forEach((one, n) => {
    checkQuota(policy, level, one, `/quotas/${n}`)
    if (quotas.findIndex(({ quotaId }) => quotaId === one.quotaId) !== n) {
      throw refuse('named-twice', { pointer: `/quotas/${n}/quotaId` })
    }
  })
  terms.forEach((one, n) => {
    checkTerm(policy, one, `/terms/${n}`)
    if (terms.findIndex((term) => term.rule === one.rule) !== n) {
      throw refuse('named-twice', { pointer: `/terms/${n}/rule` })
    }
  })
  duties.forEach((one, n) => {
    checkDuty(policy, one, `/duties/${n}`)
    if (duties.findIndex(({ dutyId }) => dutyId === one.dutyId) !== n) {
      throw refuse('named-twice', { pointer: `/duties/${n}/dutyId` })
    }
  })
  checkRelatives(policy, relatives)
  checkProposals(policy, proposals)
}

function checkDuty(policy: Policy, { dutyId, due, minPercent }: Duties[number], at: string): void {
  const duty = policy.duties.find(({ id }) => id === dutyId)
  if (duty === undefined) throw refuse('unknown-duty', { pointer: `${at}/dutyId` })
  const clause = clauseOf(policy, duty.clauseId)
  if (due !== undefined && due > duty.due) {
    const what = { zh: '截止日期', en: 'the last day' }
    const values = { what, policy: duty.due, local: due }
    throw refuse('looser-than-policy', { pointer: `${at}/due`, clause, values })
  }
  if (minPercent === undefined) return
  if (duty.minPercent === undefined)
    throw refuse('duty-without-share', { pointer: `${at}/minPercent`, clause })
  if (minPercent < duty.minPercent) {
    const what = { zh: '人员比例', en: 'the share of the staff' }
    const values = { what, policy: `${duty.minPercent}%`, local: `${minPercent}%` }
    throw refuse('looser-than-policy', { pointer: `${at}/minPercent`, clause, values })
  }
}

function checkRelatives(policy: Policy, local: LocalRelatives): void {
  const { relations, declarationsDue, clauseId } = policy.relatives
  const clause = clauseOf(policy, clauseId)
  const known = new Set(relations.map(({ code }) => code))
  const unknown = (local.relations ?? []).findIndex((one) => !known.has(one))
  if (unknown >= 0) throw refuse('unknown-relation', { pointer: `/relatives/relations/${unknown}`, clause })
  if (local.declarationsDue === undefined || local.declarationsDue <= declarationsDue) return
  const what = { zh: '年度申报截止日', en: 'the last day for the yearly declarations' }
  throw refuse('looser-than-policy', {
    pointer: '/relatives/declarationsDue',
    clause,
    values: { what, policy: declarationsDue, local: local.declarationsDue }
  })
}

function checkQuota(
  policy: Policy,
  level: Level,
  local: { quotaId: string; ratioPercent: number },
  at: string
): void {
  const quota = policy.quotas.find(({ id }) => id === local.quotaId)
  if (quota === undefined) throw refuse('unknown-quota', { pointer: `${at}/quotaId` })
  const clause = clauseOf(policy, quota.clauseId)
  if (quota.unitLevel !== level) throw refuse('quota-of-other-level', { pointer: `${at}/quotaId`, clause })
  if (local.ratioPercent < quota.ratioPercent) {
    const what = { zh: '检查比例', en: 'the ratio of the inspection' }
    const values = { what, policy: `${quota.ratioPercent}%`, local: `${local.ratioPercent}%` }
    throw refuse('looser-than-policy', { pointer: `${at}/ratioPercent`, clause, values })
  }
  if (quota.coverage === 'full') throw refuse('quota-not-raisable', { pointer: `${at}/quotaId`, clause })
}

function checkTerm(policy: Policy, local: { rule: string; days: number }, at: string): void {
  const term = policy.terms.find(({ rule }) => rule === local.rule)
  if (term === undefined) throw refuse('unknown-term', { pointer: `${at}/rule` })
  const clause = clauseOf(policy, term.clauseId)
  if (term.isRight) throw refuse('term-is-right', { pointer: `${at}/rule`, clause })
  if (term.isMinimum ? local.days < term.days : local.days > term.days) {
    throw refuse('looser-than-policy', {
      pointer: `${at}/days`,
      clause,
      values: { what: { zh: '期限', en: 'the term' }, policy: days(term.days), local: days(local.days) }
    })
  }
}

function days(count: number): Sentence {
  return { zh: `${count}日`, en: `${count} days` }
}
