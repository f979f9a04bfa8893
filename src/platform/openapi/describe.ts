import type { Kind } from '../access/kinds.ts'
import type { Sentence } from '../errors/refusal.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The kind of record that the route shows or changes; `open` where everybody sees the same. */
    scope?: Kind | 'open' | 'self'
    /** Of a route that takes a table: an example. It is streamed, so the route has no schema for it. */
    table?: string
    /** What the route shows is kept for a limited time, and it refuses (410) to go on from before that. */
    expires?: boolean
    /** Of a route that takes a file of any type, streamed as well. */
    isFile?: boolean
  }
}

/**
 * The name of an operation, its tag, a Chinese summary, and a description in both languages: what the
 * operation does and what its caller should know, with the same content in Chinese and in English.
 */
export function describe(operationId: string, tag: string, summary: string, description: Sentence) {
  return { operationId, tags: [tag], summary, description: bilingual(description) }
}

/** The Chinese paragraph first, then the English one. */
function bilingual({ zh, en }: Sentence): string {
  return `${zh}\n\n${en}`
}

/** The tags of the document. `x-displayName` is the Chinese name that documentation pages show. */
export const tags = [
  tag('units', '单位', {
    zh: '四级民政部门与村（社区）。',
    en: 'The tree of units: four levels of civil affairs departments, and villages.'
  }),
  tag('calendar', '日历', { zh: '节假日与调休。', en: 'Days off and make-up working days.' }),
  tag('policy', '政策与监管责任', {
    zh: '监管责任、政策条款、检查要点与实施细则。',
    en: 'Obligations, clauses, checklists and local rules.'
  }),
  tag('terms', '期限', { zh: '法定期限的计算。', en: 'Computation of statutory terms.' }),
  tag('plans', '检查计划', {
    zh: '年度检查计划、抽签与检查任务。',
    en: 'Annual inspection plans, draws and tasks.'
  }),
  tag('cases', '信访件', { zh: '信访投诉举报件及其办理期限。', en: 'Petition cases and their terms.' }),
  tag('letters', '催办督办与线索移交', {
    zh: '催办、督办与线索移交。',
    en: 'Letters of supervision, and referrals of clues.'
  }),
  tag('bulletins', '信访情况通报', { zh: '信访情况定期通报。', en: 'Periodic bulletins of petition cases.' }),
  tag('inspections', '检查', {
    zh: '现场检查、专项督导、检查人员与检查要点。',
    en: 'Inspections, campaigns, inspection staff and checklists.'
  }),
  tag('findings', '问题与整改', {
    zh: '检查、信访和资金检查中发现的问题及其整改。',
    en: 'Findings and their rectification.'
  }),
  tag('notices', '通报', { zh: '通报及其答复。', en: 'Notices of criticism, and the answers to them.' }),
  tag('channels', '监督举报渠道', {
    zh: '监督举报电话、网络咨询投诉渠道、通信地址，以及是否有人应答。',
    en: 'Telephones and online channels for complaints, and whether somebody answers.'
  }),
  tag('public-lists', '公示名单', {
    zh: '不宜公示名单、公示名单的生成与公示文件的扫描。',
    en: 'Protected recipients, lists for the public, and scans of published lists.'
  }),
  tag('duties', '履职记录', {
    zh: '各单位常规职责的履行情况：监管方案、实施细则、政策宣传、培训、责任分工。',
    en: 'Standing duties of units: schemes, rules, publicity, training, responsibilities.'
  }),
  tag('deployments', '部署任务', {
    zh: '上级部署的重点工作：任务事项、责任单位、进展报告和推进情况。',
    en: 'Work deployed to units below: items, units addressed, reports and progress.'
  }),
  tag('compliance', '职责履行', {
    zh: '各单位是否履行了政策规定的职责，逐项列出条款、数值和情况。',
    en: 'Whether units met the duties of the policy, one by one, with clauses and figures.'
  }),
  tag('compliance-reports', '监管责任落实情况报告', {
    zh: '各单位的年度监管责任落实情况报告，发布后数字固定不变，可取公文。',
    en: 'Yearly reports of units on how they met their duties: frozen figures, and official documents.'
  }),
  tag('statistics', '统计', {
    zh: '检查、问题、信访、资金等各项统计数字，可取表格和图形。',
    en: 'Figures of inspections, findings, cases, funds and other subjects, as tables and as charts.'
  }),
  tag('evaluations', '绩效评价', {
    zh: '评价指标体系，以及依据指标体系对下级单位开展的绩效评价。',
    en: 'Sets of indicators, and the performance evaluations of units below that use them.'
  }),
  tag('proposals', '处理建议', {
    zh: '根据各项记录提出的通报、约谈建议，由上一级单位采纳或者不予采纳。',
    en: 'Notices and interviews that follow from the records; the next unit above accepts or dismisses them.'
  }),
  tag('disclosure', '公开公示', {
    zh: '公示板、公开公示的内容、应公示未公示的内容，以及对公示的核查。',
    en: 'Notice boards, what was shown to the public and what was not, and checks of both.'
  }),
  tag('relatives', '近亲属备案', {
    zh: '救助经办人员、村（居）委会成员及其享受救助的近亲属的备案。',
    en:
      'Assistance staff and committee members, and the filing of their near relatives who receive an ' +
      'allowance.'
  }),
  tag('attachments', '附件', {
    zh: '作为佐证的文件：照片、录音、文书，与所属记录同样可见。',
    en: 'Files kept as evidence: photographs, recordings, papers; each as visible as its record.'
  }),
  tag('interviews', '约谈', {
    zh: '约谈及其承诺事项。',
    en: 'Formal interviews, and the commitments made in them.'
  }),
  tag('accountability', '问责', {
    zh: '问责，以及记录之间的因果关系。',
    en: 'Accountability, and the causes and consequences of records.'
  }),
  tag('funds', '救助资金', {
    zh: '项目、专户、下达、发放与资金检查。',
    en: 'Assistance funds, from the allocation to the last recipient.'
  }),
  tag('retention', '保存期限', { zh: '保存期限已到的记录。', en: 'Records whose retention period is over.' }),
  tag('events', '事件', {
    zh: '供其他系统按顺序读取的事件，以及向其他系统的推送。',
    en: 'What has happened, in order, for other systems to read, or sent to them.'
  }),
  tag('operations', '长时操作', {
    zh: '超出单次请求时间的工作。',
    en: 'Work that takes longer than a request.'
  }),
  tag('audit', '审计', { zh: '审计记录及其核验。', en: 'The audit trail and its verification.' }),
  tag('reference', '字典与本人信息', { zh: '字典与本人信息。', en: 'Dictionaries, and the current caller.' }),
  tag('health', '健康检查', { zh: '存活与就绪检查。', en: 'Liveness and readiness.' })
]

function tag(name: string, displayName: string, description: Sentence) {
  return { name, 'x-displayName': displayName, description: bilingual(description) }
}
