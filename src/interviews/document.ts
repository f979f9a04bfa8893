import type { Db } from '../platform/database/connect.ts'
import { present } from '../platform/database/present.ts'
import { clauseNamed } from '../platform/errors/lawbook.ts'
import type { Block, OfficialDocument } from '../platform/official-document/index.ts'
import { dayOf, instantOf } from '../platform/values/days.ts'
import { organOf, unitPlaces } from '../units/index.ts'
import { CLAUSE } from './rules.ts'
import type { Interview } from './schema.ts'

/** The official document of an interview: its notice (约谈通知书), or once it was held its minutes (约谈纪要). */
export async function documentOf(db: Db, interview: Interview): Promise<OfficialDocument> {
  const { unitCode, intervieweeUnitCode, number, heldAt, calledAt } = interview
  const units = await unitPlaces(db, [unitCode, intervieweeUnitCode])
  const { organName, organCode, sealName } = organOf(present(units.get(unitCode)))
  return {
    issuer: organName,
    number: numberOf(organCode ?? organName, number),
    title: heldAt === null ? '约谈通知书' : '约谈纪要',
    addressees: organOf(present(units.get(intervieweeUnitCode))).organName,
    body: heldAt === null ? notice(interview) : minutes(interview, heldAt),
    signature: sealName,
    date: dayOf(heldAt ?? calledAt)
  }
}

/** 发文字号: 吉民约谈〔2026〕1号 from `22-2026-000001`. `organCode`: 机关代字. */
function numberOf(organCode: string, number: string): string {
  const [, year, last] = number.split('-')
  return `${organCode}约谈〔${year}〕${Number(last)}号`
}

function notice({ reason, calledFor }: Interview): Block[] {
  const { citation } = clauseNamed(CLAUSE)
  return [
    { text: `依据${citation}，决定约谈你单位主要负责人，现将有关事项通知如下：` },
    { heading: 1, text: '约谈事由' },
    { text: reason },
    { heading: 1, text: '约谈时间' },
    { text: inWords(calledFor) },
    { heading: 1, text: '有关要求' },
    { text: '请你单位主要负责人按时参加，并就上述事由作好说明。' }
  ]
}

function minutes({ reason, minutes: text, attendees, commitments }: Interview, heldAt: string): Block[] {
  const rows = commitments.map((one) => [String(one.n), one.text, inWords(one.dueOn)])
  const promises: Block[] = [
    { heading: 1, text: '承诺事项' },
    { header: ['序号', '承诺事项', '完成期限'], rows }
  ]
  return [
    { heading: 1, text: '约谈时间' },
    { text: inWords(heldAt) },
    { heading: 1, text: '参加人员' },
    { text: attendees.join('、') },
    { heading: 1, text: '约谈事由' },
    { text: reason },
    { heading: 1, text: '约谈内容' },
    { text: text ?? '' },
    ...(rows.length === 0 ? [] : promises)
  ]
}

/** A day reads 2026年12月10日; an instant adds the time in Shanghai: 2026年12月10日9时00分. */
function inWords(moment: string): string {
  const [year, month, day] = dayOf(moment).split('-').map(Number)
  const date = `${year}年${month}月${day}日`
  if (moment === dayOf(moment)) return date
  const [hour, minute] = instantOf(new Date(moment)).slice(11).split(':')
  return `${date}${Number(hour)}时${minute}分`
}
