/**
 * Who may see which kind of record. `above`: people of the record's unit and of the units above it.
 * `above-and-below`: also people of the units below. `operator`: whether the operator sees the records of
 * every province. Nobody can see a kind that is not listed here.
 */
export const reach = {
  unit: { seenFrom: 'above-and-below', operator: true },
  'local-rule': { seenFrom: 'above-and-below', operator: true },
  'inspection-plan': { seenFrom: 'above', operator: false },
  operation: { seenFrom: 'above', operator: true },
  audit: { seenFrom: 'above', operator: false },
  // Each is as visible as its record: see shown.ts of the feed.
  event: { seenFrom: 'above', operator: true },
  // Its account sees it, and administrators of the unit and of those above: see store.ts of the room.
  webhook: { seenFrom: 'above', operator: false },
  case: { seenFrom: 'above', operator: false },
  'report-reading': { seenFrom: 'above', operator: false },
  'case-bulletin': { seenFrom: 'above-and-below', operator: false },
  // These five concern another unit below, which sees them as `addressed` in addressed.ts says.
  inspection: { seenFrom: 'above', operator: false },
  finding: { seenFrom: 'above', operator: false },
  notice: { seenFrom: 'above', operator: false },
  interview: { seenFrom: 'above', operator: false },
  consequence: { seenFrom: 'above', operator: false },
  // Programmes belong to the province, and all units below use them. All other money is seen from above only.
  'fund-programme': { seenFrom: 'above-and-below', operator: false },
  fund: { seenFrom: 'above', operator: false },
  // Schemes and rules are also seen by the units below: see store.ts of the room.
  'duty-record': { seenFrom: 'above', operator: false },
  // Also seen by the units addressed, once it is issued: see visibility.ts of the room.
  deployment: { seenFrom: 'above', operator: false },
  // What units show to the public is seen by everybody of the province: see province.ts. Those above keep it.
  disclosure: { seenFrom: 'above', operator: false },
  // Concerns another unit below, which sees it once it was told.
  'disclosure-check': { seenFrom: 'above', operator: false },
  // Never visible to the unit that it concerns.
  'channel-test': { seenFrom: 'above', operator: false },
  // The register of a county is for its own people; scans are never visible to the unit whose list it was.
  protection: { seenFrom: 'above', operator: false },
  'disclosure-list': { seenFrom: 'above', operator: false },
  'disclosure-scan': { seenFrom: 'above', operator: false },
  campaign: { seenFrom: 'above', operator: false },
  staff: { seenFrom: 'above', operator: false },
  'accountability-record': { seenFrom: 'above', operator: false },
  // Read across the rooms: each figure leaves out what its reader may not see.
  compliance: { seenFrom: 'above', operator: false },
  // Drafts are seen from above only: see store.ts of the room.
  'compliance-report': { seenFrom: 'above-and-below', operator: false },
  // Drafts are seen from above only: see sets/store.ts of the room.
  // Evaluated units see it once it is opened: see visibility.ts of the room.
  evaluation: { seenFrom: 'above', operator: false },
  'indicator-set': { seenFrom: 'above-and-below', operator: false },
  // Figures of all rooms, of records that their reader can list.
  statistics: { seenFrom: 'above', operator: false },
  // Never visible to the unit that it is about: a draft is hidden from it, and so is what may become one.
  proposal: { seenFrom: 'above', operator: false },
  retention: { seenFrom: 'above', operator: false },
  filer: { seenFrom: 'above', operator: false },
  // Also seen where the recipient lives, from the county up: see filings/store.ts of the room.
  'relative-filing': { seenFrom: 'above', operator: false },
  // Never visible below the unit that uploaded them: else units would file just before a comparison.
  'relative-check': { seenFrom: 'above', operator: false },
  'relative-dispute': { seenFrom: 'above', operator: false },
  'relative-tie': { seenFrom: 'above', operator: false },
  // Each is as visible as its record: see visibility.ts of the room.
  attachment: { seenFrom: 'above', operator: false }
} as const

export type Kind = keyof typeof reach
