import type { FastifyContextConfig } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import type { describe } from '../openapi/describe.ts'
import type { Work } from '../work/work.ts'
import type { App } from './app.ts'
import { closed, idParams, ref } from './schema.ts'

/** A step without a body; an empty object is accepted. */
export const noBody = Type.Union([closed({}), Type.Null()])

type Described = ReturnType<typeof describe>
type Action<B> = (work: Work, id: string, body: B) => Promise<object & { version?: number }>

/** The steps of one kind of record: `POST {base}/{id}/{path}`, answered with the record after the step. */
export function stepsOf(app: App, base: string, answer: TSchema) {
  const add = <B>(
    path: string,
    config: FastifyContextConfig,
    described: Described,
    body: TSchema,
    action: Action<B>
  ) => {
    app.post(
      `${base}/:id/${path}`,
      { config, schema: { ...described, params: idParams, body, response: { 200: ref(answer) } } },
      (request, reply) =>
        reply.perform({ status: 200 }, (work) => action(work, request.params.id, request.body as B))
    )
  }
  return {
    /** A step without a body. */
    plain: (path: string, config: FastifyContextConfig, described: Described, action: Action<void>) =>
      add(path, config, described, noBody, action),
    /** A step with a body. */
    worded: <S extends TSchema>(
      path: string,
      config: FastifyContextConfig,
      described: Described,
      schema: S,
      action: Action<Static<S>>
    ) => add(path, config, described, ref(schema), action),
    /** A step whose body may be left out. */
    maybeWorded: <S extends TSchema>(
      path: string,
      config: FastifyContextConfig,
      described: Described,
      schema: S,
      action: Action<Static<S> | null>
    ) => add(path, config, described, Type.Union([ref(schema), Type.Null()]), action)
  }
}
