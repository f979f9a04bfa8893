import type { Kind } from '../access/kinds.ts'
import type { Sentence } from '../errors/refusal.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The kind of record that the route shows or changes; `open` where everybody sees the same. */
    scope?: Kind | 'open' | 'self'
    /** Of a route that takes a table: an example. It is streamed, so the route has no schema for it. */
    table?: string
  }
}

/**
 * The name of an operation, its tag, a Chinese summary, and a description in both languages: what the
 * operation does and what its caller should know, with the same content in Chinese and in English.
 */
export function describe(
  operationId: string,
  tag: string,
  summary: string,
  description: Sentence | string,
  more = ''
) {
  const text = typeof description === 'string' ? english(description, more) : bilingual(description)
  return { operationId, tags: [tag], summary, description: text }
}

/** The Chinese paragraph first, then the English one. */
function bilingual({ zh, en }: Sentence): string {
  return `${zh}\n\n${en}`
}

/** The older form, in English alone: goes when every operation has both languages. */
function english(sentence: string, more: string): string {
  return more === '' ? `${sentence}.` : `${sentence}. ${more}`
}

/** The headings of the document. */
export const tags = [
  { name: 'units', description: '单位：四级民政部门与村（社区）。The tree of units.' },
  { name: 'calendar', description: '日历：节假日与调休。Days off.' },
  { name: 'policy', description: '监管责任、政策条款与实施细则。Obligations, clauses and local rules.' },
  { name: 'terms', description: '法定期限的计算。How terms are counted.' },
  { name: 'plans', description: '年度检查计划、抽签与检查任务。Annual plans, draws and tasks.' },
  { name: 'cases', description: '信访投诉举报件及其办理期限。Petition cases and their terms.' },
  { name: 'letters', description: '催办、督办与线索移交。Letters of supervision, and referrals.' },
  { name: 'bulletins', description: '信访情况定期通报。Bulletins of petition cases.' },
  { name: 'inspections', description: '检查：现场检查、专项督导、检查人员与检查要点。Inspections.' },
  { name: 'findings', description: '问题与整改。What was found wrong, and its rectification.' },
  { name: 'notices', description: '通报及其答复。Notices of criticism, and the answers to them.' },
  { name: 'interviews', description: '约谈及其承诺事项。Formal talks, and what was promised in them.' },
  {
    name: 'accountability',
    description: '问责，以及何事因何而起。Who answers for what; what follows from what.'
  },
  {
    name: 'funds',
    description:
      '资金：项目、专户、下达、发放与资金检查。Assistance money, from the allocation to the last recipient.'
  },
  { name: 'retention', description: '保存期限已到的记录。Records whose period of retention is over.' },
  { name: 'operations', description: '长时操作。Work that outlasts a request.' },
  { name: 'audit', description: '审计记录及其核验。The audit trail and its verification.' },
  { name: 'reference', description: '字典与本人信息。Dictionaries, and who is calling.' },
  { name: 'health', description: '健康检查。Health.' }
]
