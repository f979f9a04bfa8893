import { addHeaders, headers } from './answer-headers.ts'
import { type LabelLists, NamedEnums } from './enums.ts'
import { addExamples, readExamples } from './examples.ts'
import { SharedParameters } from './parameters.ts'
import type { Content, Document, Operation, Parameter, Response } from './parts.ts'

/**
 * Finishes the document for generators: what many operations have in common (enums, parameters, refusals,
 * headers) becomes a component, answers name their headers, a body that may be null need not be sent, and a
 * file is binary.
 */
export function finish<D extends Document>(given: D, lists: LabelLists): D {
  describeParameters(given)
  const enums = new NamedEnums(lists)
  const document = enums.replace(given)
  const operations = operationsOf(document)
  const parameters = new SharedParameters(operations.flatMap(({ operation }) => operation.parameters ?? []))
  const responses: Record<string, unknown> = {}
  addExamples(
    operations.map(({ operation }) => operation),
    readExamples()
  )
  for (const { path, method, operation } of operations) {
    addHeaders(path, method, operation)
    const { requestBody } = operation
    if (requestBody !== undefined) {
      requestBody.required = !mayBeNull(requestBody.content)
      requestBody.content = asFiles(requestBody.content)
    }
    operation.responses = shareResponses(operation.responses, responses)
    operation.parameters = operation.parameters?.map((one) => parameters.share(one)) as Parameter[]
  }
  const schemas = enums.schemas(document.components?.schemas)
  document.components = {
    ...document.components,
    schemas,
    responses,
    parameters: parameters.components(),
    headers
  }
  return document
}

/**
 * Describes what the schema of a parameter cannot: how several values are written belongs to the parameter,
 * and the orders of a list are an enum of that list alone, `InterviewsOrder` of `listInterviews`.
 */
function describeParameters(document: Document): void {
  for (const { operation } of operationsOf(document)) {
    for (const one of operation.parameters ?? []) {
      const { style, explode, ...schema } = one.schema ?? {}
      const order = `${operation.operationId?.replace(/^list/, '')}Order`
      one.schema = one.name === 'sort' && schema.enum ? { 'x-enum': order, ...schema } : schema
      if (style !== undefined) Object.assign(one, { style, explode })
    }
  }
}

function operationsOf(document: Document) {
  return Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation }))
  )
}

function shareResponses(
  own: Operation['responses'],
  shared: Record<string, unknown>
): Operation['responses'] {
  const entries = Object.entries(own).map(([status, response]): [string, Response] => {
    if (response.content?.['application/problem+json'] === undefined) return [status, response]
    shared[`Refusal${status}`] = response
    return [status, { $ref: `#/components/responses/Refusal${status}` }]
  })
  return Object.fromEntries(entries)
}

function mayBeNull(content: Record<string, Content>): boolean {
  return Object.values(content).some(({ schema }) => schema.anyOf?.some(({ type }) => type === 'null'))
}

/** Content other than JSON is sent as a file: generators make `Blob` or `File` of it. */
function asFiles(content: Record<string, Content>): Record<string, Content> {
  const entries = Object.entries(content).map(([type, one]): [string, Content] => {
    if (type.includes('json')) return [type, one]
    const schema = { ...one.schema, type: 'string', format: 'binary', contentMediaType: type }
    return [type, { ...one, schema }]
  })
  return Object.fromEntries(entries)
}
