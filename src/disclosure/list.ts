import { sql } from 'kysely'
import { ofMonth, ofProgrammes } from '../funds/index.ts'
import { defineList } from '../platform/http/lists/definition.ts'
import { compared, equals, oneOrMore, updatedSince } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { BoardId, Channel, Content, displayState, item, ListId, State, Unit } from './fields.ts'

const joined = sql`disclosure
  join unit on unit.code = disclosure.unit_code
  left join notice_board as board on board.id = disclosure.board_id
  left join fund_programme as programme on programme.id = disclosure.programme_id`

/** The disclosures of a subtree, the latest entry first: identifiers increase with time. */
export const disclosures = defineList({
  fields: item,
  from: joined,
  countedFrom: sql`disclosure
    left join fund_programme as programme on programme.id = disclosure.programme_id`,
  orders: { '-enteredAt': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    unitCode: equals('disclosure.unit_code', Unit),
    content: oneOrMore('disclosure.content', Content),
    channel: oneOrMore('disclosure.channel', Channel),
    programme: ofProgrammes,
    period: ofMonth('disclosure.period'),
    boardId: equals('disclosure.board_id', BoardId),
    listId: equals('disclosure.list_id', ListId),
    state: oneOrMore('disclosure.state', State),
    displayState: {
      ...oneOrMore(
        (viewer) => sql`case when disclosure.ends_on is not null then ${displayState(viewer)} end`,
        item.properties.displayState
      ),
      isPlannedAgain: true
    },
    postedFrom: compared('disclosure.posted_on', '>=', {
      title: '公示日期起',
      description: 'Posted on that day or later'
    }),
    postedTo: compared('disclosure.posted_on', '<=', {
      title: '公示日期止',
      description: 'Posted on that day or earlier'
    }),
    updatedSince: updatedSince(item)
  },
  parameters: { within }
})
