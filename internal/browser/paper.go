package browser

import (
	"bytes"
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// OnPaper looks at the page as it is printed, for as long as a function lasts.
func (b *Browser) OnPaper(look func()) {
	b.t.Helper()
	media := func(name string) {
		b.t.Helper()
		b.do("look at the page as it is printed, or no more", call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name}))
	}
	media("print")
	defer media("") // by its name the screen would stay on paper too
	look()
}

// Sheets prints the page, on paper of the size that it asks for, and counts the sheets.
func (b *Browser) Sheets() int {
	b.t.Helper()
	yes := true
	printed, err := chromedp.Run(b.ctx, func(ctx context.Context, t *chromedp.Target) (page.PrintToPDFResult, error) {
		return cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes})
	})
	if err != nil {
		b.t.Fatalf("print the page: %v%s", err, b.where())
	}
	return bytes.Count(printed.Data, []byte("/Type /Page\n"))
}
