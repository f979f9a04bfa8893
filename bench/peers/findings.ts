/** What the peers say to the database about findings, in plain SQL. */
const columns = `f.id, f.unit_code as "unitCode", unit.name as "unitName", f.target_code as "targetCode",
  target.name as "targetName", f.area, f.item_id as "itemId", f.severity, f.text, f.state,
  nullif(f.due_on, 'infinity') as "dueOn", f.due_on < current_date as overdue, f.repeats,
  f.created_at as "createdAt"`

/** A page of the findings at units within one at a depth of the tree (the province 1, a village 5). */
export function findingPage(depth: number): string {
  const column = depth === 5 ? 'target_code' : `within_${depth}`
  return `select ${columns} from finding f join unit on unit.code = f.unit_code
    join unit target on target.code = f.target_code
    where f.${column} = $1 order by f.due_on, f.id limit 51`
}
