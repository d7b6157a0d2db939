package browser

import (
	"context"
	"os"
	"path/filepath"
	"time"

	devtools "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Download presses the link with this text, which gives a file, and waits until that is here. It returns what a person finds among their downloads.
func (b *Browser) Download(text string) (name string, body []byte) {
	b.t.Helper()
	found, folder := b.must("press", text), b.t.TempDir()
	b.do("allow downloads", chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		window := chromedp.FromContext(ctx)
		_, err := cdp.Call(ctx, window.Browser, devtools.SetDownloadBehavior, devtools.SetDownloadBehaviorParams{
			Behavior: devtools.SetDownloadBehaviorBehaviorAllow, BrowserContextID: window.BrowserContextID, DownloadPath: folder,
		})
		return err
	}))
	b.do("click "+text, chromedp.Click(chromedp.JSPath(found)))
	path := b.awaitFile(text, folder)
	body, err := os.ReadFile(path)
	if err != nil {
		b.t.Fatalf("read what “%s” gave: %v", text, err)
	}
	return filepath.Base(path), body
}

// awaitFile waits until one whole file is in a folder: Chromium writes it under another name until it has all of it.
func (b *Browser) awaitFile(text, folder string) string {
	b.t.Helper()
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	end := time.NewTimer(b.patience)
	defer end.Stop()
	for {
		there, err := filepath.Glob(filepath.Join(folder, "*"))
		if err == nil && len(there) == 1 && filepath.Ext(there[0]) != ".crdownload" {
			return there[0]
		}
		select {
		case <-tick.C:
		case <-end.C:
			b.t.Fatalf("“%s” gives no file within %s: %v %v%s", text, b.patience, there, err, b.where())
		}
	}
}
