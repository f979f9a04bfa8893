import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { inProject } from '../project.ts'
import type { Content, Operation } from './parts.ts'

/** The examples of one operation by media type, those of its answers by status as well. */
interface Examples {
  request?: Record<string, unknown>
  answers: Record<string, Record<string, unknown>>
}

/**
 * The examples that `npm run examples` took from the tests' world, one file for each tag. They are read when
 * the document is first asked for, since few processes ever give it.
 */
export function readExamples(): ReadonlyMap<string, Examples> {
  const folder = inProject('openapi/examples/')
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  return new Map(files.flatMap((text) => Object.entries(JSON.parse(text) as Record<string, Examples>)))
}

/** Gives bodies and answers their examples; an answer without one takes that of the same schema elsewhere. */
export function addExamples(operations: readonly Operation[], all: ReadonlyMap<string, Examples>): void {
  const bySchema = new Map<unknown, unknown>()
  for (const { operationId = '', requestBody, responses } of operations) {
    const { request = {}, answers = {} } = all.get(operationId) ?? {}
    give(requestBody?.content, request)
    for (const [status, { content }] of Object.entries(responses)) {
      give(content, answers[status] ?? {})
      const { schema, example } = content?.['application/json'] ?? {}
      if (example !== undefined && schema?.$ref !== undefined) bySchema.set(schema.$ref, example)
    }
  }
  for (const { content } of operations.flatMap(({ responses }) => Object.values(responses))) {
    const json = content?.['application/json']
    const example = bySchema.get(json?.schema.$ref)
    if (json !== undefined && json.example === undefined && example !== undefined) json.example = example
  }
}

function give(content: Record<string, Content> = {}, examples: Record<string, unknown>): void {
  for (const [type, one] of Object.entries(content)) {
    if (Object.hasOwn(examples, type)) one.example = examples[type]
  }
}
