package browser

import (
	_ "embed"
	"encoding/json"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

//go:embed find.js
var findScript string

// element is the expression that finds what a person means by these words.
func element(kind, words string) string {
	return "(" + findScript + ")(" + quote(kind) + "," + quote(words) + ")"
}

func quote(s string) string {
	text, _ := json.Marshal(s) // a string always can
	return string(text)
}

// must finds an element, waiting for it, and returns the expression for it.
func (b *Browser) must(kind, words string) string {
	b.t.Helper()
	found := element(kind, words)
	b.until("find the "+kind+" “"+words+"”", found+" !== null")
	return found
}

// Fill types into the field with this label or name, in place of what stood there. In a list to select from it takes the option with this text.
func (b *Browser) Fill(field, value string) {
	b.t.Helper()
	found := b.must("field", field)
	kind, err := evaluate[string](b, `(e => {
		e.scrollIntoView({block: "center"});
		if (e.tagName === "SELECT") {
			const o = [...e.options].find(o => o.text.trim() === `+quote(value)+` || o.value === `+quote(value)+`);
			if (!o) return "no such option";
			e.value = o.value;
			e.dispatchEvent(new Event("input", {bubbles: true}));
			e.dispatchEvent(new Event("change", {bubbles: true}));
			return "chosen";
		}
		e.focus(); e.select();
		if (`+quote(value)+` === "") e.value = "";
		return "text";
	})(`+found+`)`)
	if err != nil || kind == "no such option" {
		b.t.Fatalf("fill %q with %q: %s %v%s", field, value, kind, err, b.where())
	}
	if kind == "text" && value != "" {
		b.do("type into "+field, call(input.InsertText, input.InsertTextParams{Text: value}))
	}
}

// Value is what stands in the field with this label or name.
func (b *Browser) Value(field string) string {
	b.t.Helper()
	return ask[string](b, b.must("field", field)+".value")
}

// Choose ticks the radio button or checkbox with this label, or with this "name=value", as a mouse does.
func (b *Browser) Choose(label string) {
	b.t.Helper()
	found := b.must("choice", label)
	b.do("choose "+label, chromedp.Click(chromedp.JSPath(found)))
	b.until("choose “"+label+"”", found+".checked")
}

// Upload puts files into the file field with this name or label.
func (b *Browser) Upload(field string, paths ...string) {
	b.t.Helper()
	found := b.must("file", field)
	b.do("upload to "+field, chromedp.SetUploadFiles(chromedp.JSPath(found), paths, chromedp.NodeReady))
}

// Click presses the button or the link with this text. Where that leads to another page it waits until that one has loaded.
func (b *Browser) Click(text string) {
	b.t.Helper()
	found := b.must("press", text)
	leaves, err := evaluate[bool](b, `(e => e.tagName === "A" ? !e.getAttribute("href").startsWith("#") : e.type === "submit" && e.form !== null)(`+found+`)`)
	if err != nil {
		b.t.Fatalf("click %q: %v", text, err)
	}
	before, err := evaluate[float64](b, "performance.timeOrigin")
	if err != nil {
		b.t.Fatalf("click %q: %v", text, err)
	}
	b.do("click "+text, chromedp.Click(chromedp.JSPath(found)))
	if leaves {
		b.until("leave the page by “"+text+"”", "performance.timeOrigin !== "+quoteNumber(before)+` && document.readyState === "complete"`)
	}
}

func quoteNumber(n float64) string {
	text, _ := json.Marshal(n) // a finite number always can
	return string(text)
}

// until waits for a condition in the page. A page that is being left can be asked nothing; that is no failure.
func (b *Browser) until(what, condition string) {
	b.t.Helper()
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	end := time.NewTimer(b.patience)
	defer end.Stop()
	for {
		if ok, err := evaluate[bool](b, condition); err == nil && ok {
			return
		}
		select {
		case <-tick.C:
		case <-end.C:
			b.t.Fatalf("%s: not within %s%s", what, b.patience, b.where())
		}
	}
}
