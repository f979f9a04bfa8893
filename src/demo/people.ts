import type { Actor } from '../platform/auth/actor.ts'
import type { Sentence } from '../platform/errors/refusal.ts'

/** Somebody through whose eyes a newcomer looks at the demo. */
export interface Person extends Actor {
  key: string
  look: Sentence
}

/** Six people, each with what to look at. */
export const people: readonly Person[] = [
  {
    ...{ key: 'province-leader', sub: 'demo-province-leader', name: '吴某甲', unitCode: '22' },
    roles: ['viewer', 'leader'],
    look: {
      zh: '省级负责人：打开监管概况，再看待批的处理建议（GET /v1/proposals）。',
      en: 'Leader of the province: open the overview, then the proposals that wait (GET /v1/proposals).'
    }
  },
  {
    ...{ key: 'province-planner', sub: 'demo-province-planner', name: '郑某乙', unitCode: '22' },
    roles: ['viewer', 'planner'],
    look: {
      zh: '省级计划编制人员：看年度检查计划，验证一次抽签（GET /v1/inspection-plans）。',
      en: 'Planner of the province: see the annual plans, and verify a draw (GET /v1/inspection-plans).'
    }
  },
  {
    ...{ key: 'city-inspector', sub: 'demo-city-inspector', name: '王某丙', unitCode: '2202' },
    roles: ['viewer', 'inspector'],
    look: {
      zh: '吉林市检查人员：看检查和逾期未整改的问题（GET /v1/findings?overdue=true）。',
      en: 'Inspector of 吉林市: see inspections and overdue findings (GET /v1/findings?overdue=true).'
    }
  },
  {
    ...{ key: 'county-caseworker', sub: 'demo-county-caseworker', name: '冯某丁', unitCode: '220202' },
    roles: ['viewer', 'caseworker'],
    look: {
      zh: '昌邑区信访经办人员：看待办信访件和期限（GET /v1/cases?overdue=true）。',
      en: 'Case worker of 昌邑区: see the queue of cases and their terms (GET /v1/cases?overdue=true).'
    }
  },
  {
    ...{ key: 'county-fund-officer', sub: 'demo-county-fund-officer', name: '陈某戊', unitCode: '220202' },
    roles: ['viewer', 'fund-officer'],
    look: {
      zh: '昌邑区资金管理人员：看逐月发放和资金检查发现的异常（GET /v1/fund-checks）。',
      en: 'Fund officer of 昌邑区: see monthly payments and what checks found (GET /v1/fund-checks).'
    }
  },
  {
    ...{ key: 'auditor', sub: 'demo-auditor', name: '褚某己', unitCode: '22' },
    roles: ['viewer', 'auditor'],
    look: {
      zh: '省级审计人员：看审计记录并验证封印（GET /v1/audit/verification）。',
      en: 'Auditor of the province: read the audit trail and verify its seals (GET /v1/audit/verification).'
    }
  }
]
