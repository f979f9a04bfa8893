import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import * as doc from './across/document.ts'
import { type Examples, fits, folder, isText } from './support/api-examples.ts'
import { testService } from './support/service.ts'

/** Every body and every answer has an example that fits; `npm run examples` takes what is missing. */
const { app } = await testService(t)
const document = doc.documentOf(app)
const endpoints = doc.endpoints(document)

t.test('the examples belong to operations of their tag, and fit the document', async (t) => {
  const check = fits(document)
  const tagOf = new Map(endpoints.map(({ id, operation }) => [id, operation.tags?.[0]]))
  const seen: string[] = []
  for (const name of readdirSync(folder)) {
    const examples: Record<string, Examples> = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
    for (const [id, one] of Object.entries(examples)) {
      t.equal(`${tagOf.get(id)}.json`, name, id)
      t.same(check(id, one), [], 'npm run examples')
      seen.push(id)
    }
  }
  t.same(seen.sort(), endpoints.map(({ id }) => id).sort())
})

t.test('every body and every answer that is text carries one', async (t) => {
  for (const { id, body = {}, responses } of endpoints) {
    const bodies = Object.entries(body).filter(([type]) => isText(type))
    for (const [type, content] of bodies) t.ok(hasExample(content), `${id} ${type}`)
    for (const [status, { content = {} }] of Object.entries(responses)) {
      if (!status.startsWith('2')) continue
      for (const [type, one] of Object.entries(content).filter(([type]) => isText(type)))
        t.ok(one.example !== undefined, `${id} ${status} ${type}`)
    }
  }
})

t.test('the examples name nobody: persons are placeholders, ids and numbers are made up', async (t) => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8')
    t.notMatch(text, /\b[1-9]\d{16}[\dX]\b/, `${name} has no identity number`)
    for (const [phone] of text.matchAll(/\b1[3-9]\d{9}\b/g)) t.match(phone, /0{6}/, `${name} ${phone}`)
  }
})

function hasExample({ example, schema }: doc.Content): boolean {
  return example !== undefined || schema.examples !== undefined
}
