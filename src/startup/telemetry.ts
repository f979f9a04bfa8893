import type { Config } from '../config.ts'
import { countRestarts, createMetrics } from '../platform/observability/metrics.ts'
import { openTraces, type Traces } from '../platform/observability/traces/index.ts'
import { runOperation } from '../platform/operations/index.ts'
import type { Attempt } from '../platform/work/jobs.ts'
import type { AppContext } from '../platform/work/work.ts'
import { constraints, handlers } from '../rooms.ts'
import type { Closing } from './closing.ts'

/** Metrics, and traces if a collector is set. `restarts` are those of the embedded PostgreSQL. */
export async function openTelemetry(config: Config, closing: Closing, restarts: (() => number) | undefined) {
  const metrics = createMetrics()
  if (restarts !== undefined) countRestarts(metrics, restarts)
  const traces = await openTraces(config)
  if (traces !== undefined) closing.add('traces', () => traces.stop(), { mostMs: 5000 })
  return { metrics, traces }
}

/** Runs one attempt at an operation, within a span of its own if there are traces. */
export function runnerOf(operations: AppContext, traces: Traces | undefined) {
  const run = (attempt: Attempt) => runOperation(operations, handlers, constraints, attempt)
  if (traces === undefined) return run
  return (attempt: Attempt) => traces.operation(attempt.operationId, () => run(attempt))
}
