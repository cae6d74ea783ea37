// Keys, the palette, and the case beside its list. Every page works without this file, and each key presses a
// control that stands on the page (data-key): where a clerk has switched keys off, no control has one.
const FIELDS = 'input, textarea, select, [contenteditable]'
const ROWS = 'a[data-row]'
const TOGETHER = 1500 // milliseconds between the two keys of "g d"
const TYPING = 120 // milliseconds without a key before the palette asks
const wide = matchMedia('(min-width: 1200px)')
const here = () => location.pathname + location.search
const control = (key, within = document, name = 'key') => within.querySelector(`[data-${name}="${CSS.escape(key)}"]`)
const single = document.querySelector('main[data-keys]') !== null
let shown = here()
let asking // what is being fetched for the pane, so that a newer choice ends it
let begun = { key: '', at: 0 }
let palette

async function page(address, signal) {
  const answer = await fetch(address, { signal })
  if (!answer.ok || answer.redirected) throw new Error(`${address} answered ${answer.status}`)
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

const take = (id, from) => document.getElementById(id).replaceChildren(...from.getElementById(id).childNodes)

// The page of the list with another case beside it has come: all but the list is put in its place.
function put(fresh) {
  take('sprawa', fresh)
  document.title = fresh.title
  document.querySelector('h1').textContent = fresh.querySelector('h1').textContent
  const chosen = fresh.querySelector(`${ROWS}[aria-current]`)?.dataset.page
  for (const row of document.querySelectorAll(ROWS)) {
    if (row.dataset.page === chosen) row.setAttribute('aria-current', 'true')
    else row.removeAttribute('aria-current')
  }
  const tool = control('Control+K')
  if (tool) tool.href = control('Control+K', fresh).href
  palette?.remove()
  palette = undefined
}

async function show(address, remember) {
  asking?.abort()
  asking = new AbortController()
  try {
    put(await page(address, asking.signal))
    remember?.()
    shown = here()
  } catch (fault) {
    if (fault.name !== 'AbortError') location.assign(address)
  }
}

// The first choice is a step of its own, so that Back leads to the list; those after it take its place.
function choose(row) {
  const step = document.querySelector(`${ROWS}[aria-current]`) ? 'replaceState' : 'pushState'
  return show(row.href, () => history[step](null, '', row.href))
}

function move(by) {
  const rows = [...document.querySelectorAll(ROWS)].filter((row) => row.checkVisibility())
  if (!rows.length) return
  const at = rows.findIndex((row) => row === document.activeElement)
  const from = at >= 0 ? at : rows.findIndex((row) => row.hasAttribute('aria-current'))
  const row = rows[Math.min(Math.max(from + by, 0), rows.length - 1)]
  row.focus()
  if (wide.matches && row.dataset.page && !row.hasAttribute('aria-current')) choose(row)
}

function press(key) {
  const row = document.activeElement.closest('.rows__item')
  const found = (row && control(key, row, 'row-key')) ?? control(key)
  if (!found) return false
  if (found.matches('input')) found.select()
  found.focus()
  if (!found.matches('input')) found.click()
  return true
}

function typed(event) {
  const key = event.timeStamp - begun.at < TOGETHER && begun.key ? `${begun.key} ${event.key}` : event.key
  begun = key === 'g' ? { key, at: event.timeStamp } : { key: '', at: 0 }
  if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1)
  else if (!press(key)) return
  event.preventDefault()
}

// The palette is the page behind its link, in a dialogue.
async function unfold(link) {
  if (!palette) {
    palette = document.createElement('dialog')
    palette.className = 'palette'
    palette.setAttribute('aria-label', link.textContent)
    palette.append((await page(link.href)).getElementById('paleta'))
    palette.addEventListener('keydown', walk)
    palette.addEventListener('input', seek)
    document.body.append(palette)
  }
  if (!palette.open) palette.showModal()
  palette.querySelector('input[type=search]').select()
}

let waiting
function seek(event) {
  clearTimeout(waiting)
  const form = event.target.form
  waiting = setTimeout(async () => {
    asking?.abort()
    asking = new AbortController()
    const fresh = await page(`${form.action}?${new URLSearchParams(new FormData(form))}`, asking.signal).catch(() => null)
    if (!fresh) return
    take('paleta-wyniki', fresh)
    document.getElementById('paleta-ile').textContent = fresh.getElementById('paleta-ile').textContent
  }, TYPING)
}

function walk(event) {
  const stops = [palette.querySelector('input[type=search]'), ...palette.querySelectorAll('#paleta-wyniki a')]
  const at = stops.indexOf(document.activeElement)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step) stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus()
  else if (event.key === 'Enter' && at === 0 && stops[1]) stops[1].click()
  else return
  event.preventDefault()
}

document.addEventListener('keydown', (event) => {
  const { altKey, ctrlKey, metaKey, shiftKey, key, target } = event
  const link = control('Control+K')
  if (ctrlKey && !altKey && !metaKey && !shiftKey && key.toLowerCase() === 'k' && link) {
    event.preventDefault()
    unfold(link).catch(() => location.assign(link.href))
  } else if (single && !ctrlKey && !altKey && !metaKey && !event.isComposing && !palette?.open && !target.closest(FIELDS)) {
    typed(event)
  }
})

document.addEventListener('click', (event) => {
  const { altKey, button, ctrlKey, metaKey, shiftKey } = event
  const row = event.target.closest(`${ROWS}[data-page]`)
  if (!row || button || altKey || ctrlKey || metaKey || shiftKey) return
  event.preventDefault()
  if (wide.matches && !row.hasAttribute('aria-current')) choose(row)
  else location.assign(row.dataset.page)
})

addEventListener('popstate', () => {
  if (here() !== shown && document.querySelector('.split')) show(location.href)
})
