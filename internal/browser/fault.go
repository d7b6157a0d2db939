package browser

import (
	"fmt"
	"net"
	"net/url"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// hear collects what the browser complains about. It runs between the browser's messages and must be quick.
func (b *Browser) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.complain("a script failed: %s", failure(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError && len(e.Args) > 0 {
			b.complain("the console shows an error: %s", e.Args[0].Value)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork { // a form that comes back with 422 is no fault
			b.complain("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if !stays(e.Request.URL) {
			b.complain("the page asks for %s, which is not on this machine", e.Request.URL)
		}
	case *network.EventResponseReceived:
		b.answered(e)
	}
}

// answered keeps the status of a document, and complains of what did not load.
func (b *Browser) answered(e *network.EventResponseReceived) {
	status := int(e.Response.Status)
	document := e.Type == network.ResourceTypeDocument
	if status >= 500 || (status >= 400 && !document) {
		b.complain("%s answers %d", e.Response.URL, status)
	}
	if document {
		b.mu.Lock()
		b.status = status
		b.mu.Unlock()
	}
}

// stays reports whether an address needs nothing beyond this machine.
func stays(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "data", "blob", "about":
		return true
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || (ip != nil && ip.IsLoopback())
}

func (b *Browser) complain(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}

// Faults returns what the browser has complained about since the last call, and forgets it. Whatever is left at the end fails the test.
func (b *Browser) Faults() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	faults := b.faults
	b.faults = nil
	return faults
}

// Status is the HTTP status of the page that the browser shows.
func (b *Browser) Status() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.status
}

func failure(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}
