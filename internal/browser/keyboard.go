package browser

import (
	_ "embed"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The keys that forms need.
const (
	Tab   = kb.Tab
	Enter = kb.Enter
	Up    = kb.ArrowUp
)

//go:embed keyboard.js
var keyboardScript string

// Keyboard walks through the page with the Tab key alone, as somebody without a mouse does, and returns what is wrong in words: what the key never
// reaches, and what does not look different when it is reached.
func (b *Browser) Keyboard() []string {
	b.t.Helper()
	stops := ask[int](b, "("+keyboardScript+")()")
	const more = 5 // the page's own end and the window's frame are stops too
	b.do("press the Tab key", chromedp.KeyEvent(strings.Repeat(Tab, stops+more)))
	return ask[[]string](b, "window.sightlineKeyboard()")
}

// Press presses keys one after the other on whatever has the focus: those above, and any that writes something.
func (b *Browser) Press(keys string) {
	b.t.Helper()
	b.do("press keys", chromedp.KeyEvent(keys))
}

// Reach presses Tab until the field, choice or button with these words has the focus.
func (b *Browser) Reach(kind, words string) {
	b.t.Helper()
	found := b.must(kind, words)
	const most = 400
	for range most {
		if ask[bool](b, "document.activeElement === "+found) {
			return
		}
		b.Press(Tab)
	}
	b.t.Fatalf("the Tab key does not reach the %s “%s”%s", kind, words, b.where())
}
