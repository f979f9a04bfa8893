/** What is late at a unit and below it: the list, who may read it, and the cells of a row. */
export const late = [
  {
    name: 'overdueFindings',
    permission: 'findings:read',
    address: (unit) => `/v1/findings?within=${unit}&overdue=true`,
    row: (one) => [one.targetName, one.text, one.dueOn]
  },
  {
    name: 'overdueCases',
    permission: 'cases:read',
    address: (unit) => `/v1/cases?within=${unit}&overdue=true`,
    row: (one) => [one.unitName, one.number, one.nextDueOn]
  },
  {
    name: 'missedDuties',
    permission: 'compliance:read',
    address: (unit, year) => `/v1/compliance?within=${unit}&year=${year}&state=missed`,
    row: (one, nameOf) => [one.unitName, nameOf('MeasuredDuty', one.dutyId), one.due ?? '']
  }
]
