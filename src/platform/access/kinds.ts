/**
 * Who may see which kind of record. `below`: people of the unit the record belongs to and of the units
 * above it. `line`: these, and people of the units below it, who are part of it. `operator`: whether the
 * operator sees the records of every province. A kind that is not named here can be seen by nobody.
 */
export const reach = {
  unit: { by: 'line', operator: true },
  'local-rule': { by: 'line', operator: true },
  'inspection-plan': { by: 'below', operator: false },
  operation: { by: 'below', operator: true },
  audit: { by: 'below', operator: false },
  case: { by: 'below', operator: false },
  'report-reading': { by: 'below', operator: false },
  'case-bulletin': { by: 'line', operator: false },
  // These five are about another unit below. It sees of them what is told to it: `addressed` in addressed.ts.
  inspection: { by: 'below', operator: false },
  finding: { by: 'below', operator: false },
  notice: { by: 'below', operator: false },
  interview: { by: 'below', operator: false },
  consequence: { by: 'below', operator: false },
  // Programmes are the province's, and used by all below it. The rest of the money is seen from above alone.
  'fund-programme': { by: 'line', operator: false },
  fund: { by: 'below', operator: false },
  // Never told to the unit concerned.
  campaign: { by: 'below', operator: false },
  staff: { by: 'below', operator: false },
  'accountability-record': { by: 'below', operator: false },
  retention: { by: 'below', operator: false }
} as const

export type Kind = keyof typeof reach
