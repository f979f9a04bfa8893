import { type Bench, type Row, serve } from '../support/bench.ts'
import { bareFigures, DEPLOYMENT, deploymentDatabase } from '../support/deployments.ts'
import { roundsOf } from '../support/operations.ts'
import { alone, atMost, compared, type Line } from '../support/result.ts'
import { bearer, tokenOf } from '../support/tokens.ts'

/** One deployment to all units of a province with ten items: its figures, a page of its lines, all of them. */
export const deployments: Row = { name: 'deployments', measure }

const row = deployments.name

async function measure(bench: Bench): Promise<Line[]> {
  const database = await deploymentDatabase(bench)
  const server = await serve(bench, database)
  try {
    const headers = bearer(await tokenOf('22', 'viewer,leader'))
    const read =
      (path: string, accept = 'application/json') =>
      async () => {
        const url = `${server.url}/v1/deployments/${DEPLOYMENT}${path}`
        const answer = await fetch(url, { headers: { ...headers, accept } })
        if (answer.status !== 200)
          throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
        await answer.text()
      }
    const bare = () => bench.postgres.query(database, bareFigures)
    await bare()
    const figures = await roundsOf(bench, read(''), bare)
    const page = await roundsOf(bench, read('/progress'), bare)
    const table = await roundsOf(bench, read('/progress', 'text/csv'), bare)
    const what = 'figures of 130,000 lines of a deployment'
    const milliseconds = page.ours.map((seconds) => seconds * 1000)
    return [
      compared({ row, what, ...figures, otherName: 'distinct on', unit: 's', bar: atMost(3) }),
      alone(row, 'page of the lines of a deployment', milliseconds, atMost(100, 'ms')),
      alone(row, 'all lines of a deployment as CSV', table.ours, atMost(30, 's'))
    ]
  } finally {
    await server.stop()
  }
}
