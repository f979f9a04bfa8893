import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Grouping, Line } from '../store.ts'

export const SVG = 'image/svg+xml'

/** The picture of a list of figures, for the schema of its route. */
export const pictureAnswer = {
  [SVG]: {
    schema: Type.String({
      description:
        'Chart of the figures, with a table as its text alternative; groups without a record are left out'
    })
  }
}

/** Answers a chart. The library is loaded at first use. */
export async function answerPicture(
  reply: FastifyReply,
  grouping: Grouping,
  lines: readonly Line[]
): Promise<never> {
  const { draw } = await import('./svg.ts')
  return reply
    .type(SVG)
    .header('vary', 'accept, accept-language')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .serializer((picture: unknown) => picture as string)
    .send(draw(grouping, lines)) as never
}
