import { element } from './elements.js'

/**
 * The tree of units by the pattern of a disclosure list: a button opens a unit and shows it. The units below are
 * read when they are first opened.
 */
export function treeOf(root, readBelow, choose) {
  const list = element('ul', {})
  list.append(branchOf(root, readBelow, choose))
  return list
}

function branchOf(unit, readBelow, choose) {
  const branch = element('li', {})
  const button = element(
    'button',
    { type: 'button', 'aria-expanded': 'false', 'data-unit': unit.code },
    unit.name
  )
  let below
  button.addEventListener('click', async () => {
    for (const one of document.querySelectorAll('nav [aria-current]')) one.removeAttribute('aria-current')
    button.setAttribute('aria-current', 'true')
    choose(unit.code)
    if (below === undefined) {
      const { items } = await readBelow(unit.code)
      below = element('ul', {})
      below.append(...items.map((one) => branchOf(one, readBelow, choose)))
      branch.append(below)
      button.setAttribute('aria-expanded', 'true')
      return
    }
    below.hidden = !below.hidden
    button.setAttribute('aria-expanded', String(!below.hidden))
  })
  branch.append(button)
  return branch
}
