/**
 * Bodies for the examples of the API document, where those of the tests are too short to tell a reader much.
 * They go to the same records; nobody in them exists.
 */
export const requests: Record<string, unknown> = {
  addFundProgramme: { code: 'extreme-poverty', name: '特困人员救助供养' },
  addLocalRule: {
    unitCode: '2202',
    effectiveFrom: '2026-02-01',
    document: '市民政局信访工作实施细则',
    terms: [{ rule: 'case.conclude', days: 50 }],
    quotas: []
  },
  addUnit: {
    code: '22010200199',
    name: '幸福村',
    level: 'village',
    parentCode: '220102001',
    channels: { hotline: '12345' }
  },
  answerLetter: { text: '信访件已于2026年3月2日受理，将在规定期限内办结并书面答复信访人。' },
  answerNotice: { text: '欠发的低保金已于2026年3月1日补发，并已建立按月核对制度。' },
  arrangeTask: { method: 'open-check', scheduledOn: '2026-06-01', team: ['王某', '赵某'] },
  callInterview: {
    unitCode: '22',
    intervieweeUnitCode: '2204',
    reason: '低保资金连续两月未按时发放',
    causes: [],
    calledFor: '2026-12-10T09:00:00+08:00'
  },
  cancelInterview: { reason: '与全省工作会议时间冲突，另行安排' },
  changeInterview: { reason: '低保资金连续三月未按时发放', calledFor: '2026-12-11' },
  changeNotice: { title: '关于低保资金发放不及时的通报', answerBy: '2026-04-01' },
  changeUnit: { name: '幸福社区', countsInQuota: true, channels: { hotline: '12345' } },
  concludeReferral: { outcome: '经核查，给予当事人批评教育', outcomeOn: '2026-03-02' },
  correctCase: {
    summary: '反映临时救助申请未在规定时限内答复',
    category: 'temporary-assistance'
  },
  createPlan: { unitCode: '2203', year: 2026, seed: '0317264', seedSource: '2026年第31期彩票开奖号码' },
  generatePlans: {
    withinCode: '220302',
    year: 2026,
    seed: '0317264',
    seedSource: '2026年第31期彩票开奖号码'
  },
  declineCase: { reason: '反映事项属于人力资源和社会保障部门的职责范围' },
  drawTeam: {
    size: 1,
    seed: '0317264',
    seedSource: '2026年第31期彩票开奖号码',
    reason: '原检查人员因公出差'
  },
  excludeFromCase: { from: '2026-03-03', to: '2026-03-04', reason: '举行听证' },
  extendCase: { days: 10, reason: '涉及多个单位，情况复杂' },
  forwardCase: { toUnitCode: '220403', note: '信访人户籍在该区，请依职权办理' },
  fulfilCommitment: { note: '已核对银行回单，资金全部补发到位', fulfilledOn: '2026-03-02' },
  holdInterview: {
    heldAt: '2026-03-02',
    minutes: '通报低保资金发放中的问题，被约谈单位说明原因并作出承诺。',
    attendees: ['分管负责人', '社会救助科负责人'],
    commitments: [{ text: '补发欠发的低保金', dueOn: '2026-03-31' }]
  },
  makeFinding: {
    unitCode: '2204',
    targetCode: '220402',
    area: 'funds',
    severity: 'serious',
    text: '2026年1月低保资金未按月足额发放。',
    itemId: 'funds-in-time',
    rectifyBy: '2026-04-01'
  },
  makeInspectionFinding: { area: 'funds', severity: 'minor', text: '资金台账登记不全。', evidence: [] },
  objectToCase: { reason: '反映事项不属于本单位职责范围' },
  recheckCase: { text: '复查意见认定事实清楚，予以维持。', outcome: 'maintained' },
  rectifyFinding: { text: '已于2026年3月1日足额补发，并完善按月核对制度。' },
  replaceTask: { reason: '道路因洪水中断，无法前往' },
  replyToCase: {
    text: '经查，情况属实，已补发低保金并向信访人说明。',
    outcome: 'upheld',
    cause: 'late-payment'
  },
  reportCommitment: { text: '欠发的低保金已全部补发' },
  retireUnit: { on: '2026-12-31', successorCode: '220102001002' },
  returnPlan: { reason: '请补充随机抽查的种子来源' },
  reviewCase: { text: '处理意见认定事实清楚，予以维持。', outcome: 'maintained' },
  sendBackNoticeAnswer: { reason: '未附补发凭证', answerBy: '2026-04-01' },
  sendBackRectification: { reason: '未附补发凭证', rectifyBy: '2026-04-01' },
  waiveFinding: { reason: '经核实，检查时资金已在途' },
  withdrawCase: { reason: '问题已解决，信访人自愿撤回' },
  withdrawNotice: { reason: '通报对象有误' }
}
