import type { Db } from '../../platform/database/connect.ts'
import { present } from '../../platform/database/present.ts'
import type { OfficialDocument } from '../../platform/official-document/index.ts'
import { relationName } from '../../policy/index.ts'
import { organOf, unitPlaces } from '../../units/index.ts'
import { registrationLevels } from '../vocabulary.ts'
import type { RelativeFilingItem } from './schema.ts'
import { refuse } from './vocabulary.ts'

/** Filings that fit into a document; with more of them it takes a word processor minutes to open. */
export const MOST_IN_DOCUMENT = 3000

const header = ['工作人员', '职务', '关系', '救助对象编号', '证件后四位', '村', '登记村/乡/县', '备案日期']

/**
 * The summary of the filings in force of a unit and those below it (近亲属备案汇总表): filers by name,
 * recipients by number.
 *
 * @throws filing-document-too-long
 */
export async function summaryOf(
  db: Db,
  { code, today }: { code: string; today: string },
  filings: readonly RelativeFilingItem[]
): Promise<OfficialDocument> {
  if (filings.length > MOST_IN_DOCUMENT) {
    throw refuse('filing-document-too-long', { values: { most: MOST_IN_DOCUMENT } })
  }
  const path = present((await unitPlaces(db, [code])).get(code)).path.split('.')
  const above = path.at(-2) ?? code
  const units = await unitPlaces(db, [code, above])
  const { organName, sealName } = organOf(present(units.get(code)))
  const filers = new Set(filings.map(({ filerId }) => filerId)).size
  return {
    issuer: organName,
    head: `${organName}近亲属备案汇总表`,
    number: '',
    title: '近亲属备案汇总表',
    addressees: organOf(present(units.get(above))).organName,
    body: [
      { text: `填报单位：${organName}。备案人员${filers}人，有效备案${filings.length}条。` },
      { header, rows: filings.map(rowOf) }
    ],
    signature: sealName,
    date: today
  }
}

function rowOf(one: RelativeFilingItem): string[] {
  const registered = new Set(one.registrations.map(({ level }) => level))
  return [
    one.filerName,
    one.filerPost,
    relationName(one.relation).zh,
    one.recipientNo,
    one.idNumberEnd,
    one.villageName,
    registrationLevels.map((level) => (registered.has(level) ? '是' : '否')).join('/'),
    one.filedOn
  ]
}
