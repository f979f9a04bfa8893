import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Sentence } from '../../errors/refusal.ts'

/** The parts of a download's name: its content, unit and time. */
export interface FileName {
  name: Sentence
  about?: readonly (string | null | undefined)[]
}

/** `发放异常-220182-2026-05.xlsx`. Programs that read no Chinese name get `list.xlsx`. */
export function nameDownload(
  reply: FastifyReply,
  file: FileName | undefined,
  language: 'zh' | 'en',
  end: 'csv' | 'xlsx'
): FastifyReply {
  const { name, about = aboutOf(reply.request) } = file ?? { name: ofRoute(reply.request) }
  const parts = [
    name[language],
    ...about.filter((part) => part !== null && part !== undefined && part !== '')
  ]
  const whole = `${parts.join('-').replaceAll(/[\\/:*?"<>|\p{Cc}\s]+/gu, '-')}.${end}`
  const encoded = encodeURIComponent(whole).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`
  )
  return reply.header(
    'content-disposition',
    `attachment; filename="list.${end}"; filename*=UTF-8''${encoded}`
  )
}

const verbs = ['查询', '列出', '查看']

/** The heading of the operation, without the verb in front. */
function ofRoute({ routeOptions }: FastifyRequest): Sentence {
  const { summary = '', operationId = 'list' } = routeOptions.schema ?? {}
  const verb = verbs.find((one) => summary.startsWith(one)) ?? ''
  const zh = summary.slice(verb.length)
  const en = operationId.replace(/^list/, '').replaceAll(/(?<=.)[A-Z]/g, (letter) => `-${letter}`)
  return { zh: zh || '清单', en: en.toLowerCase() || 'list' }
}

function aboutOf({ query, actor }: FastifyRequest): string[] {
  const { within, unitCode, period, year, from, to } = query as Record<string, string | number | undefined>
  const unit = within ?? unitCode ?? actor.unitCode
  return [unit === '*' ? undefined : unit, period ?? year, from, to].flatMap((part) =>
    part === undefined ? [] : [String(part)]
  )
}
