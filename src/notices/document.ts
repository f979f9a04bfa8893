import { sql } from 'kysely'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { present } from '../platform/database/present.ts'
import { columnsOf } from '../platform/database/records.ts'
import type { Block, OfficialDocument } from '../platform/official-document/index.ts'
import { yearOf } from '../platform/values/days.ts'
import { organOf, unitPlace } from '../units/index.ts'
import type { Row } from './store.ts'
import { answerSeenBy } from './visibility.ts'
import './tables.ts'

/** Up to this many addressed units are named one by one. */
const MOST_NAMES = 30

/** The notice as an official document; before the issue it is marked as a draft. */
export async function documentOf(db: Db, actor: Actor, notice: Row): Promise<OfficialDocument> {
  const { number, unitCode, title, text, issuedOn, createdAt } = notice
  const { organName, organCode, sealName } = organOf(present(await unitPlace(db, unitCode)))
  return {
    issuer: organName,
    number: number === null ? '' : numberOf(organCode ?? organName, number),
    title,
    addressees: await addresseesOf(db, actor, notice),
    body: [...text.split('\n').map((line): Block => ({ text: line })), ...termOf(notice.answerBy)],
    signature: sealName,
    date: issuedOn ?? createdAt.slice(0, 10),
    ...(number === null && { draft: true as const })
  }
}

/** 发文字号: 吉民通报〔2026〕1号 from `22-2026-000001`. `organCode`: 机关代字. */
export function numberOf(organCode: string, number: string): string {
  const [, year, last] = number.split('-')
  return `${organCode}通报〔${year}〕${Number(last)}号`
}

function termOf(answerBy: string | null): Block[] {
  if (answerBy === null) return []
  const [, month, day] = answerBy.split('-').map(Number)
  return [{ text: `请于${yearOf(answerBy)}年${month}月${day}日前书面反馈整改情况。` }]
}

/** 主送机关: the addressed units that are visible to the actor. */
async function addresseesOf(db: Db, actor: Actor, { id, addressees }: Row): Promise<string> {
  if (addressees !== null && 'withinCode' in addressees) return '各有关单位'
  const query = db
    .selectFrom('unit')
    .select(['unit.name', 'unit.level', ...columnsOf('unit', ['organName', 'organCode', 'sealName'])])
    .$if(addressees !== null, (units) =>
      units.where('unit.code', '=', sql<string>`any(${addressees?.unitCodes ?? []}::text[])`)
    )
    .$if(addressees === null, (units) => units.where(isAddressed(actor, id)))
  const rows = await query
    .orderBy('unit.code')
    .limit(MOST_NAMES + 1)
    .execute()
  return rows.length > MOST_NAMES ? '各有关单位' : rows.map((unit) => organOf(unit).organName).join('、')
}

function isAddressed(actor: Actor, id: string) {
  return sql<boolean>`unit.code in (
    select notice_addressee.unit_code
    from notice_addressee join notice on notice.id = notice_addressee.notice_id
    where notice.id = ${id} and ${answerSeenBy(actor)})`
}
