import type { Config } from '../../../config.ts'
import type { Traces } from './traces.ts'

export type { Traces }

type TraceConfig = Pick<
  Config,
  | 'OTEL_EXPORTER_OTLP_ENDPOINT'
  | 'OTEL_EXPORTER_OTLP_HEADERS'
  | 'OTEL_SERVICE_NAME'
  | 'OTEL_TRACES_SAMPLER_ARG'
>

/** Nothing of OpenTelemetry is loaded unless a collector is named. */
export async function openTraces(config: TraceConfig): Promise<Traces | undefined> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined) return undefined
  const { sendTraces } = await import('./opentelemetry.ts')
  return sendTraces({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: headersOf(config.OTEL_EXPORTER_OTLP_HEADERS),
    service: config.OTEL_SERVICE_NAME,
    ratio: config.OTEL_TRACES_SAMPLER_ARG
  })
}

/** `name=value,name=value`, values percent-encoded, as OpenTelemetry writes it. */
function headersOf(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').map((pair) => pair.split('=', 2))
  const named = pairs.filter(([name, value]) => name?.trim() && value !== undefined)
  return Object.fromEntries(
    named.map(([name, value]) => [name?.trim(), decodeURIComponent(value?.trim() ?? '')])
  )
}
