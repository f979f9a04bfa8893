/** Duty records as units file them, by kind. */
export const dutyExamples = {
  scheme: {
    kind: 'scheme',
    title: '社会救助监管工作方案',
    documentNo: '民发〔2026〕3号',
    issuedOn: '2026-02-20'
  },
  rules: {
    kind: 'rules',
    title: '社会救助监管实施细则',
    documentNo: '民发〔2026〕5号',
    issuedOn: '2026-02-21'
  },
  publicity: {
    kind: 'publicity',
    title: '社会救助政策宣传月',
    from: '2026-01-10',
    to: '2026-02-10',
    topics: ['policy'],
    figures: { sessions: 3, people: 120, copies: 500 }
  },
  training: {
    kind: 'training',
    title: '社会救助业务培训',
    issuedOn: '2026-02-01',
    figures: { sessions: 1, people: 17, staffOnRegister: 22 }
  },
  responsibility: {
    kind: 'responsibility',
    title: '监管责任分工',
    issuedOn: '2026-02-02',
    assignments: [{ area: 'funds', post: '科长', name: '王芳' }]
  }
} as const
