import { Type } from 'typebox'

/** Settings of traces, by the names that OpenTelemetry gives them. */
export const traceSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'Collector of traces (OTLP over HTTP); unset: no traces, and nothing of it is loaded'
    })
  ),
  OTEL_EXPORTER_OTLP_HEADERS: Type.Optional(
    Type.String({ description: 'Headers for the collector, `name=value,name=value`; suits a token' })
  ),
  OTEL_SERVICE_NAME: Type.String({
    default: 'social-assistance-supervision',
    minLength: 1,
    description: 'Name of the service in traces'
  }),
  OTEL_TRACES_SAMPLER_ARG: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 1,
    description: 'Part of the traces that begin here which is recorded'
  })
}
