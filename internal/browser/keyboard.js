// Begins to watch which elements the focus reaches, and returns how many there are. What was missed is asked afterwards.
() => {
	const may = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]'
	const shown = (e) => e.tabIndex >= 0 && e.checkVisibility({ checkVisibilityCSS: true }) && !e.disabled && !e.closest('[inert]')
	const grouped = (e) => { // of a group of radio buttons Tab reaches the chosen one, or else the first
		if (e.type !== 'radio') return true
		const group = [...document.querySelectorAll('input[type=radio]')].filter((r) => r.name === e.name && r.form === e.form && shown(r))
		return e === (group.find((r) => r.checked) ?? group[0])
	}
	const stops = [...document.querySelectorAll(may)].filter((e) => shown(e) && grouped(e))
	const looks = (e) => {
		const nodes = [e, ...(e.labels ?? []), e.parentElement]
		return nodes.flatMap((n) => ['', '::before', '::after'].map((part) => {
			const s = getComputedStyle(n, part || null)
			return [s.outlineStyle === 'none' ? '' : s.outlineWidth + s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecorationLine].join()
		})).join('|')
	}
	const name = (e) => `${e.tagName.toLowerCase()} “${(e.getAttribute('aria-label') || e.innerText || e.name || e.id || '').trim().replace(/\s+/g, ' ').slice(0, 60)}”`
	document.activeElement?.blur()
	const plain = new Map(stops.map((e) => [e, looks(e)]))
	const reached = new Set()
	const unseen = new Set()
	document.addEventListener('focusin', (event) => {
		reached.add(event.target)
		if (plain.has(event.target) && plain.get(event.target) === looks(event.target)) unseen.add(event.target)
	})
	const stillSame = (e) => { // the first key may arrive before the window counts as active, and then nothing has its look of focus yet
		e.focus()
		return looks(e) === plain.get(e)
	}
	window.sightlineKeyboard = () => [
		...stops.filter((e) => !reached.has(e) && shown(e) && grouped(e)).map((e) => name(e) + ' is never reached'),
		...[...unseen].filter(stillSame).map((e) => name(e) + ' looks the same when it is reached'),
	]
	return stops.length
}
