/** Whoever acts: a person with a verified token, or the service itself. */
export interface Actor {
  sub: string
  name: string
  unitCode: string
  roles: readonly Role[]
}

/** The roles that tokens may carry. What each may do stands with each route. */
export const roles = {
  admin: { zh: '系统管理员', en: 'keeps units and local rules' },
  planner: { zh: '计划员', en: 'makes and schedules inspection plans' },
  leader: { zh: '负责人', en: 'approves, returns and closes' },
  inspector: { zh: '检查员', en: 'carries out inspections' },
  'case-worker': { zh: '信访经办人', en: 'handles petition cases' },
  'identity-reader': { zh: '身份信息查阅人', en: 'may open the identity of a reporter, with a reason' },
  'fund-officer': { zh: '资金管理员', en: 'keeps allocations, rosters and fund checks' },
  auditor: { zh: '审计员', en: 'reads the audit trail' }
} as const

export type Role = keyof typeof roles

export const anyone = Object.keys(roles) as Role[]

/** The service itself: first load of units, background steps. */
export const system: Actor = { sub: 'system', name: 'system', unitCode: '', roles: [] }
