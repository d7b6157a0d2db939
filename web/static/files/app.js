// Everything here is an extra: each page does its work without this file.
//
//   <form data-autosave="/reviews/x/draft">   posts what was typed there, as a form would
//   <form data-unsaved>                       asks before leaving with unsaved changes
//   <div id="x" data-refresh-seconds="5">     fetches the page again and replaces this part
//   <button type="button" data-print hidden>  opens the print dialogue
import { initAll } from './govuk-frontend.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

const pause = 1500 // milliseconds of quiet before a draft is saved
const longest = 60 // seconds between two tries, at most

document.querySelectorAll('form[data-autosave]').forEach(autosave)
document.querySelectorAll('form[data-unsaved]').forEach(watch)
document.querySelectorAll('[id][data-refresh-seconds]').forEach(refresh)
document.querySelectorAll('[data-print]').forEach(printer)
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((d) => { d.open = true }))

// watch remembers whether a form has changes that nobody has saved, and asks before they go.
function watch(form) {
  const state = { changes: 0, saved: 0, leaving: false }
  form.addEventListener('input', () => { state.changes++ })
  form.addEventListener('submit', () => { state.leaving = true })
  addEventListener('pageshow', () => { state.leaving = false })
  addEventListener('beforeunload', (event) => {
    if (!state.leaving && state.changes > state.saved) event.preventDefault()
  })
  return state
}

function autosave(form) {
  const state = watch(form)
  const status = statusLine(form)
  let timer = 0
  let busy = false
  let wait = 0

  form.addEventListener('input', () => later(pause))
  form.addEventListener('submit', () => clearTimeout(timer))

  function later(milliseconds) {
    clearTimeout(timer)
    timer = setTimeout(save, milliseconds)
  }

  async function save() {
    if (state.leaving) return
    if (busy) return later(pause)
    busy = true
    const upTo = state.changes
    const outcome = await post(form.dataset.autosave, typed(form))
    busy = false
    if (outcome === 'saved') {
      state.saved = upTo
      wait = 0
      say(status, `Draft saved at ${clock()}.`)
    } else if (outcome === 'signed out') {
      say(status, 'Not saved: you have been signed out. Keep this page, sign in again in another tab, then carry on.')
      retry()
    } else if (outcome === 'refused') {
      say(status, 'This draft could not be saved. Use the button below to send the form.')
    } else {
      say(status, 'Not saved yet. We will try again.')
      retry()
    }
  }

  function retry() {
    wait = Math.min(Math.max(5, wait * 2), longest)
    later(wait * 1000)
  }
}

function typed(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
  return new URLSearchParams(pairs)
}

async function post(url, body) {
  try {
    const answer = await fetch(url, { method: 'POST', body, redirect: 'manual', credentials: 'same-origin' })
    if (answer.type === 'opaqueredirect' || answer.status === 401) return 'signed out'
    if (answer.ok) return 'saved'
    return answer.status >= 400 && answer.status < 500 && answer.status !== 429 ? 'refused' : 'failed'
  } catch {
    return 'failed'
  }
}

function statusLine(form) {
  const own = form.querySelector('[data-autosave-status]')
  if (own) return own
  const line = document.createElement('p')
  line.className = 'govuk-hint app-status'
  line.setAttribute('role', 'status')
  form.append(line)
  return line
}

function say(line, text) {
  if (line.textContent !== text) line.textContent = text
}

function clock() {
  return new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

// refresh keeps one part of the page up to date for as long as the server marks it so. The part
// itself stays in place, so that it works as a live region.
function refresh(region) {
  if (!region.hasAttribute('aria-live')) region.setAttribute('aria-live', 'polite')
  let failures = 0
  let seen = region.innerHTML
  plan()

  function plan() {
    const seconds = Number(region.dataset.refreshSeconds)
    if (!(seconds > 0)) return
    setTimeout(look, Math.min(seconds * 2 ** failures, Math.max(seconds, longest)) * 1000)
  }

  async function look() {
    if (document.hidden) {
      document.addEventListener('visibilitychange', look, { once: true })
      return
    }
    const page = await fetchPage()
    if (page && !adopt(page)) return
    failures = page ? 0 : failures + 1
    plan()
  }

  async function fetchPage() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' })
      if (!answer.ok) return null
      const document = new DOMParser().parseFromString(await answer.text(), 'text/html')
      return { document, url: answer.redirected ? answer.url : '' }
    } catch {
      return null
    }
  }

  // adopt takes the new part over; false says that another page is on its way.
  function adopt(page) {
    const next = page.document.getElementById(region.id)
    if (page.url || !next) {
      if (page.url) location.assign(page.url)
      else location.reload()
      return false
    }
    if (next.dataset.refreshSeconds) region.dataset.refreshSeconds = next.dataset.refreshSeconds
    else delete region.dataset.refreshSeconds
    const inside = region.contains(document.activeElement)
    const focused = inside ? document.activeElement.id : ''
    if (next.innerHTML === seen || (inside && !focused)) return true // never take the focus away
    seen = next.innerHTML
    region.replaceChildren(...next.childNodes)
    initAll({ scope: region })
    if (focused) document.getElementById(focused)?.focus()
    return true
  }
}

function printer(button) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
