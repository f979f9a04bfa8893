import { readFileSync } from 'node:fs'
import core from '@stoplight/spectral-core'
import functions from '@stoplight/spectral-functions'
import parsers from '@stoplight/spectral-parsers'
import rulesets from '@stoplight/spectral-rulesets'

/**
 * Spectral over the document: its own rules for OpenAPI, and what the Dutch API Design Rules (NLGov) and the
 * guidelines of Zalando ask of every API. Prints what is wrong.
 */
const { truthy, pattern, defined, falsy, schema } = functions
const operations = "$.paths[*][?(@property !== 'parameters')]"
const json = "content['application/json']"
const rule = (given: string | string[], then: object | object[], message: string) => ({
  ...{ given, then, message, severity: 'error' as const }
})

const spectral = new core.Spectral()
spectral.setRuleset({
  extends: [[rulesets.oas as never, 'recommended']],
  rules: {
    'contact-complete': rule(
      '$.info.contact',
      ['name', 'email'].map((field) => ({ field, function: truthy })),
      'Zalando 218: name and address of those who answer for the API'
    ),
    'semantic-version': rule(
      '$.info.version',
      { function: pattern, functionOptions: { match: '^\\d+\\.\\d+\\.\\d+$' } },
      'Zalando 116, NLGov API-51: a semantic version'
    ),
    'version-in-path': rule(
      '$.paths',
      {
        function: schema,
        functionOptions: { schema: { propertyNames: { pattern: '^/(v\\d+/|livez$|readyz$)' } } }
      },
      'NLGov API-20: the major version stands in the address'
    ),
    'no-trailing-slash': rule(
      '$.paths',
      { function: schema, functionOptions: { schema: { propertyNames: { pattern: '[^/]$' } } } },
      'NLGov API-48, Zalando 136: no slash at the end'
    ),
    'version-header': rule(
      [`${operations}.responses[*].headers`, '$.components.responses[*].headers'],
      { field: 'API-Version', function: defined },
      'NLGov API-57: each answer names the version of the API'
    ),
    'problem-json': rule(
      '$.components.responses[*].content',
      { field: 'application/problem+json', function: defined },
      'NLGov API-46, Zalando 176: a refusal is a problem document'
    ),
    'request-example': rule(
      `${operations}.requestBody.${json}`,
      { field: 'example', function: defined },
      'Each body has an example'
    ),
    'answer-example': rule(
      `${operations}.responses[?(@property.match(/^2/))].${json}`,
      { field: 'example', function: defined },
      'Each answer has an example'
    ),
    'named-enums': {
      // As it is written: where references are resolved, every enum seems to stand in its place.
      resolved: false,
      ...rule(
        ['$.paths..schema..enum', '$.components.schemas[*].properties..enum'],
        { function: falsy },
        'Zalando 112: a list of codes is a component with labels'
      )
    }
  }
})
const text = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')
const found = await spectral.run(new core.Document(text, parsers.Json as never, 'openapi.json'))
for (const { code, path, message } of found) console.log(`${code} ${path.join('.')}: ${message}`)
process.exitCode = found.length > 0 ? 1 : 0
