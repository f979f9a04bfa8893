import type { Sentence } from '../errors/refusal.ts'
import { keysOf } from '../values/keys.ts'

/** The roles that tokens may carry. */
export const roles = {
  viewer: { zh: '查阅人员', en: 'viewer' },
  planner: { zh: '计划编制人员', en: 'planner' },
  inspector: { zh: '检查人员', en: 'inspector' },
  caseworker: { zh: '信访经办人员', en: 'caseworker' },
  'fund-officer': { zh: '资金管理人员', en: 'fund officer' },
  leader: { zh: '负责人', en: 'leader' },
  'identity-reader': { zh: '身份信息查阅人员', en: 'identity reader' },
  auditor: { zh: '审计人员', en: 'auditor' },
  evaluator: { zh: '第三方评价人员', en: 'third-party evaluator' },
  events: { zh: '事件读取系统', en: 'system that reads events' },
  intake: { zh: '信访件来件系统', en: 'system that hands in cases' },
  admin: { zh: '管理员', en: 'administrator' }
} as const satisfies Record<string, Sentence>

/** The purpose of each role in a few words. The permissions below define it. */
export const duties = {
  viewer: { zh: '查阅', en: 'reads' },
  planner: { zh: '编制、安排检查计划', en: 'makes and schedules inspection plans' },
  inspector: { zh: '开展检查', en: 'carries out inspections' },
  caseworker: { zh: '办理信访件', en: 'handles petition cases' },
  'fund-officer': {
    zh: '登记资金下达、发放名册，开展资金检查',
    en: 'keeps allocations, rosters and fund checks'
  },
  leader: { zh: '审批、签发', en: 'approves and issues' },
  'identity-reader': {
    zh: '说明理由后查看信访人身份',
    en: 'may open the identity of a reporter, with a reason'
  },
  auditor: { zh: '查阅审计记录', en: 'reads the audit trail' },
  evaluator: {
    zh: '受委托评定指标值，只能查看、办理受委托的事项',
    en: 'gives values for an evaluation as a third party, and sees what was assigned alone'
  },
  events: {
    zh: '供其他系统使用：只读取事件、设置推送地址，范围与本单位查阅人员相同',
    en: 'for other systems: reads events, or has them sent, those that a viewer of the unit sees'
  },
  intake: {
    zh: '供其他系统使用：登记信访件，只能查看本系统登记的信访件的编号、状态、期限和结果',
    en: 'for other systems: hands in cases, and sees number, state, terms and outcome of its own alone'
  },
  admin: { zh: '维护单位、政策和日历', en: 'keeps units, policy and calendar' }
} as const satisfies Record<Role, Sentence>

export type Role = keyof typeof roles

/**
 * The role of people from outside. It gives what it gives alone: a token that carries other roles besides it
 * opens no more.
 */
const OUTSIDE = 'evaluator'

/** Roles of other systems, which give what they are for alone. A token has them, or roles of people. */
export const rolesOfSystems: readonly Role[] = ['events', 'intake']

/** Roles of people in service. */
export const everyRole = keysOf(roles).filter((role) => role !== OUTSIDE && !rolesOfSystems.includes(role))

/** Roles that take part in supervision: not those that only run the service, or open identities. */
const everyoneInService: Role[] = [
  'viewer',
  'planner',
  'inspector',
  'caseworker',
  'fund-officer',
  'leader',
  'auditor'
]

/**
 * Permissions as `room:verb`, each with the roles of which one is needed. Whatever is not listed is closed.
 */
export const permissions = {
  'me:read': [...everyRole, ...rolesOfSystems],
  'dictionaries:read': [...everyRole, ...rolesOfSystems],
  'events:read': [...everyoneInService, 'events'],
  // Only systems have events sent to them; administrators see that they do, and can stop it.
  'webhooks:see': ['admin', 'events'],
  'webhooks:make': ['events'],
  'operations:read': everyRole,
  'audit:read': ['auditor'],
  'audit:verify': ['auditor'],
  'units:read': everyRole,
  'units:write': ['admin'],
  'units:import': ['admin'],
  'policy:read': everyRole,
  'policy:write': ['admin'],
  'calendar:read': everyRole,
  'calendar:write': ['admin'],
  'terms:read': everyRole,
  'plans:read': everyoneInService,
  'plans:make': ['planner'],
  'plans:submit': ['planner'],
  'plans:decide': ['leader'],
  'tasks:arrange': ['planner'],
  'tasks:replace': ['leader'],
  'cases:read': ['viewer', 'caseworker', 'leader', 'auditor', 'identity-reader'],
  'cases:receive': ['caseworker', 'leader', 'intake'],
  'handed-in-cases:read': ['intake'],
  'cases:handle': ['caseworker', 'leader'],
  'cases:extend': ['leader'],
  'cases:readmit': ['leader'],
  'cases:clear': ['leader'],
  'readings:read': ['auditor'],
  'identities:open': ['identity-reader'],
  'identities:correct': ['caseworker', 'leader'],
  'identities:erase': ['identity-reader'],
  'identities:confirm': ['leader'],
  'letters:issue': ['caseworker', 'leader'],
  'letters:answer': ['caseworker', 'leader'],
  'referrals:make': ['caseworker', 'leader'],
  'referrals:follow': ['inspector', 'caseworker', 'fund-officer', 'leader'],
  'referrals:read': [
    'viewer',
    'inspector',
    'caseworker',
    'fund-officer',
    'leader',
    'auditor',
    'identity-reader'
  ],
  'clues:refer': ['inspector', 'caseworker', 'fund-officer', 'leader'],
  'bulletins:make': ['caseworker', 'leader'],
  'bulletins:publish': ['leader'],
  'notices:read': everyoneInService,
  'notices:draft': ['planner', 'inspector', 'caseworker', 'fund-officer', 'leader'],
  'notices:issue': ['leader'],
  'notices:answer': ['inspector', 'caseworker', 'fund-officer', 'leader'],
  'notices:judge': ['inspector', 'leader'],
  'channels:keep': ['caseworker', 'leader', 'admin'],
  'channels:test': ['inspector', 'caseworker', 'leader', 'auditor'],
  'duties:read': everyoneInService,
  'duties:file': ['planner', 'caseworker', 'leader'],
  'duties:review': ['planner', 'inspector', 'leader'],
  'deployments:read': everyoneInService,
  'deployments:draft': ['planner', 'leader'],
  'deployments:issue': ['leader'],
  'deployments:report': ['planner', 'leader'],
  'compliance:read': everyoneInService,
  // Its figures are those of cases, money and relatives: only roles that may read all of these.
  'compliance-reports:read': ['viewer', 'leader', 'auditor'],
  'compliance-reports:make': ['leader'],
  'indicator-sets:read': [...everyoneInService, 'admin'],
  'indicator-sets:write': ['leader', 'admin'],
  'evaluations:read': everyoneInService,
  'evaluations:run': ['planner', 'inspector', 'leader'],
  'evaluations:enter': ['planner', 'inspector', 'caseworker', 'fund-officer', 'leader', 'evaluator'],
  'evaluations:object': ['planner', 'inspector', 'leader'],
  'evaluations:publish': ['leader'],
  'proposals:read': ['inspector', 'planner', 'leader'],
  'proposals:decide': ['leader'],
  'disclosures:read': everyoneInService,
  'disclosures:keep': ['fund-officer', 'caseworker', 'leader'],
  'disclosure-checks:read': everyoneInService,
  'disclosure-checks:make': ['inspector', 'leader'],
  'scans:make': ['inspector', 'fund-officer', 'caseworker', 'leader'],
  'protection:keep': ['identity-reader'],
  'attachments:read': [...everyoneInService, 'identity-reader'],
  'attachments:add': ['planner', 'inspector', 'caseworker', 'fund-officer', 'leader', 'auditor'],
  'interviews:read': everyoneInService,
  'interviews:call': ['leader'],
  'interviews:keep': ['inspector', 'leader'],
  'interviews:close': ['leader'],
  'interviews:report': ['inspector', 'caseworker', 'fund-officer', 'leader'],
  'accountability:read': ['leader', 'auditor'],
  'accountability:decide': ['leader'],
  'consequences:read': everyoneInService,
  'findings:read': everyoneInService,
  'findings:make': ['inspector', 'caseworker', 'fund-officer', 'leader'],
  'findings:rectify': ['inspector', 'caseworker', 'fund-officer', 'leader'],
  'findings:judge': ['inspector', 'leader'],
  'findings:waive': ['leader'],
  'inspections:read': everyoneInService,
  'inspections:arrange': ['planner', 'inspector', 'leader'],
  'inspections:conduct': ['inspector', 'leader'],
  'inspections:publish': ['leader'],
  'campaigns:write': ['planner', 'leader'],
  'staff:read': ['viewer', 'planner', 'inspector', 'leader', 'auditor'],
  'staff:write': ['planner', 'leader'],
  'funds:read': ['viewer', 'fund-officer', 'inspector', 'leader', 'auditor'],
  'funds:keep': ['fund-officer'],
  'funds:check': ['fund-officer', 'inspector', 'leader', 'auditor'],
  'accounts:read': ['fund-officer', 'inspector'],
  'funds:schedule': ['leader', 'admin'],
  'programmes:read': [...everyoneInService, 'admin'],
  'programmes:write': ['fund-officer', 'leader', 'admin'],
  'relatives:read': ['viewer', 'inspector', 'caseworker', 'fund-officer', 'leader', 'auditor'],
  'filers:write': ['fund-officer', 'leader'],
  'relative-filings:file': ['fund-officer', 'caseworker', 'leader'],
  'relative-checks:make': ['inspector', 'leader', 'auditor'],
  'retention:read': ['leader', 'auditor'],
  'teams:draw': ['planner', 'inspector', 'leader']
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** Whether one of the actor's roles gives a permission. */
export function may(actor: { roles: readonly Role[] }, permission: Permission): boolean {
  const needed: readonly Role[] = permissions[permission]
  return isOutside(actor) ? needed.includes(OUTSIDE) : needed.some((role) => actor.roles.includes(role))
}

/** Whether somebody is from outside: a third party, not in service. */
export function isOutside({ roles }: { roles: readonly Role[] }): boolean {
  return roles.includes(OUTSIDE)
}

/** Whether the roles are those of a system. */
export function isOfSystem({ roles }: { roles: readonly Role[] }): boolean {
  return roles.some((role) => rolesOfSystems.includes(role))
}
