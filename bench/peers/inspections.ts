/** A page of the inspections of a unit at a depth of the tree (the province 1, a village 5), in plain SQL. */
export function inspectionPage(depth: number): string {
  const column = depth === 5 ? 'target_code' : `within_${depth}`
  return `select i.id, i.unit_code as "unitCode", keeper.name as "unitName", i.target_code as "targetCode",
      target.name as "targetName", target.level as "targetLevel", i.task_id as "taskId",
      i.campaign_id as "campaignId", i.method, i.planned_on as "plannedOn", i.evaluator, i.state,
      i.notified_at as "notifiedAt", i.started_at as "startedAt", i.completed_at as "completedAt",
      i.published_at as "publishedAt", (
        select jsonb_agg(jsonb_build_object('area', area, 'conclusion', conclusion, 'remarks', remarks))
        from inspection_area where inspection_id = i.id) as areas
    from inspection i
    join unit keeper on keeper.code = i.unit_code
    join unit target on target.code = i.target_code
    where i.${column} = $1 order by i.planned_on desc, i.id desc limit 51`
}
