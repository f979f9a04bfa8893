import type { Wordings } from './refusal.ts'

/** Refusals of callers: by their token, their roles and their unit, on any route. */
export const accessWordings = {
  'token-missing': {
    status: 401,
    title: { zh: '缺少访问令牌', en: 'The access token is missing' },
    detail: {
      zh: '请先登录，并在 Authorization 请求头中附上令牌。',
      en: 'Sign in and send the token in the Authorization header.'
    }
  },
  'token-invalid': {
    status: 401,
    title: { zh: '访问令牌无效', en: 'The access token is not valid' },
    detail: {
      zh: '令牌未通过校验：{reason}。请重新登录取得令牌。',
      en: 'The token was refused: {reason}. Sign in again to get a new one.'
    }
  },
  'token-expired': {
    status: 401,
    title: { zh: '访问令牌已过期', en: 'The access token has expired' },
    detail: { zh: '请重新登录取得令牌。', en: 'Sign in again to get a new one.' }
  },
  'role-missing': {
    status: 403,
    title: { zh: '缺少所需角色', en: 'You do not have a role that permits this' },
    detail: {
      zh: '本操作需要以下角色之一：{roles:role}。如确有需要，请管理员授予。',
      en: 'This needs one of the following roles: {roles:role}. Ask your administrator for it if you need it.'
    }
  },
  'roles-mixed': {
    status: 403,
    title: {
      zh: '令牌兼有人员角色和系统角色',
      en: 'The token has roles of people and roles of systems'
    },
    detail: {
      zh: '请为人员和系统分别签发令牌。',
      en: 'Issue one token for the person and another one for the system.'
    }
  },
  'roles-of-systems': {
    status: 403,
    title: { zh: '系统角色不能授予人员', en: 'A person cannot have the role of a system' },
    detail: {
      zh: '以下角色仅供其他系统使用：{roles:role}。请该系统以客户端凭证方式取得令牌。',
      en: 'These roles are for other systems: {roles:role}. The system gets its token by client credentials.'
    }
  },
  'roles-of-people': {
    status: 403,
    title: { zh: '人员角色不能授予系统', en: 'A system cannot have the role of a person' },
    detail: {
      zh: '以下角色仅供人员使用：{roles:role}。系统可以使用系统角色，或者仅使用“查阅人员”。',
      en: 'These roles are for people: {roles:role}. Give the system roles of systems, or `viewer` alone.'
    }
  },
  'top-unit-only': {
    status: 403,
    title: { zh: '仅限最上级单位', en: 'Only people of the unit at the top may do this' },
    detail: {
      zh: '本操作涉及整个系统，请联系最上级单位办理。',
      en: 'This affects the whole system. Ask the unit at the top of the tree to do it.'
    }
  }
} satisfies Wordings
