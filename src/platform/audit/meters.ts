import { Counter, Gauge, type Registry } from 'prom-client'
import type { Db } from '../database/connect.ts'
import * as queue from './queue.ts'

/** Metrics of the audit trail. */
export function auditMeters(registry: Registry, db: Db, state: () => { noted: number; isTroubled: boolean }) {
  const registers = [registry]
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        // While the database is away there is no figure; the other metrics are shown all the same.
        this.set(await Promise.resolve(read()).catch(() => Number.NaN))
      }
    })
  gauge(
    'audit_trail_trouble',
    '1 while the audit trail is not as it was noted, or a line waits too long for its seal',
    () => (state().isTroubled ? 1 : 0)
  )
  gauge('audit_seal_number', 'Number of the last seal that was noted', () => state().noted)
  gauge('audit_lines_waiting', 'Lines that wait for their seal', async () => (await queue.length(db)).waiting)
  return new Counter({
    name: 'audit_sealing_refused_total',
    help: 'Audit lines that were not sealed, since they are too old or gone',
    registers
  })
}
