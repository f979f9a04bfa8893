/** The row by its key, in plain SQL. */
export const oneUnit = `select code, name, level, parent_code as "parentCode", counts_in_quota as "countsInQuota",
  valid_from as "validFrom", valid_to as "validTo", successor_code as "successorCode", principal, channels, version
  from unit where code = `
