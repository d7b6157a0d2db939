// Package browser lets tests use pages as people do: in a real Chromium, by the words they read.
//
// It knows nothing of our trade. A field is found by its label or its name, a button or a link by its text. Whatever the browser complains
// about while a test runs (an error in the console, a breach of the content security policy, a file that does not load, a request that
// leaves this machine, a page that answers 500) fails the test at its end. A missing Chromium fails the test; it is never skipped.
package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Options say how to start. The zero Options are what a test usually wants.
type Options struct {
	Program  string        // the Chromium to run; "" looks for the installed one
	Patience time.Duration // how long a page may take to show what a test waits for; 0 is 30 seconds, for a busy machine
	Width    int           // of the window, in CSS pixels; 0 is 1280
}

// A Browser is one window with cookies of its own. It belongs to one test and one goroutine.
type Browser struct {
	t        testing.TB
	ctx      context.Context
	patience time.Duration

	scriptless bool // JavaScript is switched off

	mu     sync.Mutex
	status int      // of the last document
	faults []string // what the browser complained about
}

// Open starts a Chromium with an empty profile in a temporary folder; it ends with the test.
func Open(t testing.TB, o Options) *Browser {
	t.Helper()
	program := find(t, o.Program)
	profile, err := os.MkdirTemp("", "sightline-browser-")
	if err != nil {
		t.Fatalf("make a folder for the browser's profile: %v", err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(profile); err != nil {
			t.Errorf("remove the browser's profile: %v", err)
		}
	})
	flags := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.UserDataDir(profile), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	process, end := chromedp.NewExecAllocator(context.Background(), flags...)
	t.Cleanup(end)
	b := &Browser{t: t, patience: o.Patience}
	if b.patience == 0 {
		b.patience = 30 * time.Second
	}
	if o.Width == 0 {
		o.Width = 1280
	}
	b.begin(process, o.Width)
	return b
}

// Another opens a second window of the same Chromium for another person: it shares no cookie with the first.
func (b *Browser) Another() *Browser {
	b.t.Helper()
	other := &Browser{t: b.t, patience: b.patience}
	other.begin(b.ctx, 1280, chromedp.WithNewBrowserContext())
	return other
}

func (b *Browser) begin(parent context.Context, width int, options ...chromedp.ContextOption) {
	b.t.Helper()
	ctx, end := chromedp.NewContext(parent, options...)
	b.ctx = ctx
	b.t.Cleanup(func() {
		for _, fault := range b.Faults() {
			b.t.Errorf("The browser complained: %s", fault)
		}
		end()
	})
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		b.t.Fatalf("start Chromium: %v", err)
	}
	b.Width(width)
	// Another window of this Chromium may come to the front; what has the focus in this one looks as if it had it all the same.
	b.do("keep the window in focus", call(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}))
}

// find returns the Chromium to run.
func find(t testing.TB, program string) string {
	t.Helper()
	candidates := []string{program}
	if program == "" {
		candidates = []string{"chromium", "chromium-browser", "google-chrome"}
	}
	for _, name := range candidates {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatalf("There is no Chromium (looked for %v), and browser tests are never skipped. Install it: apt-get install --yes chromium", candidates)
	return ""
}

// Goto opens an address and waits until the page has loaded.
func (b *Browser) Goto(url string) {
	b.t.Helper()
	b.do("open "+url, chromedp.Navigate(url))
}

// JavaScript switches the pages' scripts on or off, from the next page on.
func (b *Browser) JavaScript(on bool) {
	b.t.Helper()
	b.do("switch JavaScript", call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}))
	b.scriptless = !on
}

// call is one command of the browser's protocol as an action.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	})
}

// do runs steps and ends the test when one of them fails or takes too long.
func (b *Browser) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, b.patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("%s: %v%s", what, err, b.where())
	}
}

// evaluate runs an expression in the page.
func evaluate[T any](b *Browser, expression string, options ...chromedp.EvaluateOption) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, b.patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, options...))
}

// where tells, for a failure, which page the browser shows and what stands there.
func (b *Browser) where() string {
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + (document.body ? document.body.innerText.slice(0, 1500) : "")`))
	if err != nil {
		return fmt.Sprintf("\n(the page cannot be read: %v)", err)
	}
	return "\nThe page is " + text
}
