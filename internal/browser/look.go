package browser

import (
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// Text is what a reader sees of the first element that a CSS selector finds, waiting for it.
func (b *Browser) Text(selector string) string {
	b.t.Helper()
	b.until("find "+selector, "document.querySelector("+quote(selector)+") !== null")
	return ask[string](b, "document.querySelector("+quote(selector)+").innerText.trim()")
}

// Has reports whether the page shows these words now. White space does not count.
func (b *Browser) Has(words string) bool {
	b.t.Helper()
	return ask[bool](b, has(words))
}

func has(words string) string {
	return `(document.body ? document.body.innerText : "").replace(/\s+/g, " ").toLowerCase().includes(` + quote(words) + `.replace(/\s+/g, " ").trim().toLowerCase())`
}

// WaitText waits until the page shows these words; its own scripts may bring them.
func (b *Browser) WaitText(words string) {
	b.t.Helper()
	b.until("wait for “"+words+"”", has(words))
}

// URL is the address of the page.
func (b *Browser) URL() string {
	b.t.Helper()
	return ask[string](b, "location.href")
}

// Width makes the window this many CSS pixels wide.
func (b *Browser) Width(pixels int) {
	b.t.Helper()
	b.do("set the window's width", chromedp.EmulateViewport(int64(pixels), 900))
}

// Overflow reports whether the page scrolls sideways at the present width.
func (b *Browser) Overflow() bool {
	b.t.Helper()
	return ask[bool](b, "document.documentElement.scrollWidth > document.documentElement.clientWidth")
}

// Screenshot writes the whole page as a PNG file, making its folder when needed.
func (b *Browser) Screenshot(path string) {
	b.t.Helper()
	picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100)) // 100 means PNG: anything less is a JPEG, whatever the file's name
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err == nil {
		err = os.WriteFile(path, picture, 0o644)
	}
	if err != nil {
		b.t.Fatalf("take a screenshot: %v", err)
	}
}

// ask evaluates an expression that cannot fail on a page that has loaded.
func ask[T any](b *Browser, expression string, options ...chromedp.EvaluateOption) T {
	b.t.Helper()
	value, err := evaluate[T](b, expression, options...)
	if err != nil {
		b.t.Fatalf("look at the page: %v%s", err, b.where())
	}
	return value
}
