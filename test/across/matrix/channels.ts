import type { Row, Rows, Sight } from './row.ts'

const unit = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'unit', record })
/** Never for the unit that was tried. */
const test = (sight: Sight, record?: Row['record']): Row => ({ sight, scope: 'channel-test', record })

export const channels: Rows = {
  'GET /v1/channels': unit('list-province'),
  'GET /v1/units/:code/channels': unit('of-province', 'unit'),
  'PUT /v1/units/:code/channels': unit('write', 'unit'),
  'POST /v1/units/:code/channels/confirm': unit('write', 'unit'),
  'GET /v1/channel-tests': test('list'),
  'GET /v1/channel-tests/:id': test('hidden', 'channelTest'),
  'POST /v1/channel-tests': test('write')
}
