/** The client of the service: one connection for each account. See README.md for an example of each part. */
export { type Api, type Connection, connect, type Settings } from './connect.ts'
export { type CloudEvent, type Following, follow } from './events.ts'
export { finished, type Operation, OperationFailed } from './operations.ts'
export { type Item, items, type ListPath } from './pages.ts'
export { dataOf, etagOf, type Problem, Refusal } from './results.ts'
export type { components, operations, paths } from './schema.ts'
