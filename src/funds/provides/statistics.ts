import { sql } from 'kysely'
import { inSubtree } from '../../platform/access/scope.ts'
import type { Statistics } from '../../platform/access/statistics.ts'
import '../tables.ts'

export const statistics: Statistics = {
  funds: {
    permission: 'funds:read',
    title: '救助资金发放',
    zh: '统计辖区内各单位的发放批次和金额，按发放月份计。',
    en: 'Counts the disbursements of the subtree and their amounts, by the month of the payment.',
    list: { path: '/v1/disbursements', from: 'periodFrom', to: 'periodTo', unit: 'unitCode' },
    traits: {
      programme: {
        title: '救助项目',
        value: sql`programme.code`,
        name: sql`max(programme.name)`,
        filter: 'programme'
      }
    },
    figures: {
      disbursements: {
        title: '发放批次',
        description: 'Disbursements',
        count: () => sql`count(*)`,
        filter: {}
      },
      rosters: {
        title: '有发放名册',
        description: 'Disbursements with a roster',
        count: () => sql`count(disbursement.roster_upload_id)`
      },
      payments: {
        title: '有发放明细',
        description: 'Disbursements with the payments of the bank',
        count: () => sql`count(disbursement.payments_upload_id)`
      },
      rosterAmount: {
        title: '应发金额',
        description: 'Amount of the rosters in yuan',
        count: () => sql`coalesce(sum(roster.amount), 0)`,
        isMoney: true
      },
      paidAmount: {
        title: '发放明细金额',
        description: 'Amount of the payments in yuan, with those that were returned',
        count: () => sql`coalesce(sum(paid.amount), 0)`,
        isMoney: true
      }
    },
    counted: ({ tree, from, to }) => ({
      source: sql`from disbursement join unit on unit.code = disbursement.unit_code
        join fund_programme as programme on programme.id = disbursement.programme_id
        left join fund_upload as roster on roster.id = disbursement.roster_upload_id
        left join fund_upload as paid on paid.id = disbursement.payments_upload_id
        where ${inSubtree(tree, { table: 'disbursement', unit: 'unit_code' })}
          and disbursement.period between date_trunc('month', ${from}::timestamp) and ${to}::date`,
      path: sql`disbursement.path`,
      level: sql`unit.level`,
      day: sql`disbursement.period`
    })
  }
}
