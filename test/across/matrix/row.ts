/**
 * What a route shows to people of other units.
 *
 * - `public`: no token is asked for.
 * - `open`: everybody sees the same.
 * - `self`: what the token says, nothing else.
 * - `top`: for people of a unit at the top alone.
 * - `top-write`: a change of what all share, by people of a unit at the top and the operator alone.
 * - `place`: an answer about the own unit, or about one that the caller may know of.
 * - `hidden`: a record of a unit, for its people and those above: nobody else learns that it exists.
 * - `line`: a record that people below are part of, and see too.
 * - `province`: what the unit at the top keeps for its province; all its people see the same, others nothing.
 * - `of-province`: a record of a unit that all people of its province see, and others as if there were none.
 * - `list-province`: records within the caller's own unit; every unit of the province can be named.
 * - `addressed`: a record about a unit below its own, told to that unit: for its people, for those above, and for
 *   people of the unit it is about.
 * - `list`: records within the caller's own unit; another unit cannot be named.
 * - `list-line`: the same, and the units above can be named.
 * - `list-addressed`: the same, and what was told to units within the caller's own.
 * - `list-about`: records about units within the caller's own, whoever keeps them; `within` cannot name another.
 * - `follows`: what follows from a record that the query names; to who does not see it, there is no such record.
 * - `assigned`: for somebody from outside to whom a record was assigned; to all others there is none.
 * - `list-assigned`: records that were assigned to the caller from outside; for people in service there are none.
 * - `alone`: for people of the unit alone; those above it learn that it is not theirs.
 * - `feed`: events about records that the caller may see, and what sends them to its account: `test/platform/feed` and
 *   `test/webhooks` hold it.
 * - `of-systems`: for the account of a system that made the record; people are refused by their roles.
 * - `batch`: many changes in one, each refused like the same one alone: the test of the route compares them.
 * - `write`: a change; outside the own unit it is refused as if there were nothing.
 */
export type Sight =
  | 'public'
  | 'open'
  | 'self'
  | 'top'
  | 'top-write'
  | 'place'
  | 'hidden'
  | 'line'
  | 'province'
  | 'of-province'
  | 'list-province'
  | 'addressed'
  | 'list'
  | 'list-line'
  | 'list-addressed'
  | 'list-about'
  | 'figures'
  | 'follows'
  | 'assigned'
  | 'list-assigned'
  | 'alone'
  | 'feed'
  | 'of-systems'
  | 'batch'
  | 'write'

export interface Row {
  sight: Sight
  /** The kind of record that its route declares; `open` and `self` where there is none. */
  scope: string
  /** Which record of the world its address names. */
  record?:
    | 'unit'
    | 'rule'
    | 'plan'
    | 'task'
    | 'draw'
    | 'operation'
    | 'channelTest'
    | 'duty'
    | 'deployment'
    | 'deploymentReport'
    | 'indicatorSet'
    | 'evaluation'
    | 'publishedEvaluation'
    | 'proposal'
    | 'board'
    | 'disclosure'
    | 'disclosureCheck'
    | 'disclosureList'
    | 'disclosureScan'
    | 'attachment'
    | 'case'
    | 'letter'
    | 'referral'
    | 'bulletin'
    | 'complianceReport'
    | 'programme'
    | 'fundAccount'
    | 'allocation'
    | 'disbursement'
    | 'fundCheck'
    | 'fundRun'
    | 'fundUpload'
    | 'staff'
    | 'inspection'
    | 'teamDraw'
    | 'campaign'
    | 'notice'
    | 'finding'
    | 'interview'
    | 'accountability'
    | 'filer'
    | 'filing'
    | 'relativeCheck'
    | 'relativeDispute'
    | undefined
}

export type Rows = Readonly<Record<string, Row>>

export const open = (sight: Sight = 'open'): Row => ({ sight, scope: 'open' })
