package htmlcheck

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Problems lists, as sentences, what is wrong with a page whatever it is about: its frame, its
// ids, labels and references, forms without a command id, anything that a strict content
// security policy would block, addresses on other servers, links and buttons that say nothing,
// and signs of a template that went wrong.
//
// A form that posts needs a filled hidden field command_id, unless it carries data-no-command.
func Problems(page string) []string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{fmt.Sprintf("The page cannot be read: %v.", err)}
	}
	r := &reader{root: root, ids: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			r.all = append(r.all, n)
			if id, there := attr(n, "id"); there {
				r.ids[id]++
			}
		}
	}
	r.frame(page)
	r.leaks(page)
	r.uniqueIDs()
	for _, n := range r.all {
		r.references(n)
		r.policy(n)
		r.addresses(n)
		r.words(n)
		r.fields(n)
		r.form(n)
	}
	r.headings()
	return r.problems
}

type reader struct {
	root     *html.Node
	all      []*html.Node
	ids      map[string]int
	problems []string
}

func (r *reader) say(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

func (r *reader) frame(page string) {
	if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(page)), "<!doctype html>") {
		r.say("The page does not begin with <!doctype html>.")
	}
	if len(find(r.root, "html[lang]")) != 1 {
		r.say("The page does not say its language.")
	}
	for _, one := range []string{"title", "h1", "main"} {
		places := find(r.root, one)
		if len(places) != 1 {
			r.say("The page has %d of %s, not one.", len(places), one)
		} else if text(places[0]) == "" {
			r.say("The page's %s is empty.", one)
		}
	}
	titles := find(r.root, "title")
	if len(find(r.root, ".govuk-error-summary")) > 0 && len(titles) == 1 && !strings.HasPrefix(text(titles[0]), "Error: ") {
		r.say("The page has an error summary, but its title does not begin with \"Error: \".")
	}
}

// leaks are what html/template, fmt and a zero time leave on a page.
var leakWords = []string{"<no value>", "&lt;no value&gt;", "ZgotmplZ", "%!", "1 January 0001", "0001-01-01", "map[", "&lt;nil&gt;"}

func (r *reader) leaks(page string) {
	for _, leak := range leakWords {
		if strings.Contains(page, leak) {
			r.say("The page holds %q: a template went wrong.", leak)
		}
	}
}

func (r *reader) uniqueIDs() {
	for id, n := range r.ids {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
			r.say("The id %q stands %d times or is not a word.", id, n)
		}
	}
	slices.Sort(r.problems)
}

func (r *reader) references(n *html.Node) {
	for _, name := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls", "headers"} {
		for _, id := range strings.Fields(get(n, name)) {
			if r.ids[id] == 0 {
				r.say("%s points with %s to #%s, which is not there.", place(n), name, id)
			}
		}
	}
	if href := get(n, "href"); n.Data == "a" && strings.HasPrefix(href, "#") && len(href) > 1 && r.ids[href[1:]] == 0 {
		r.say("%s leads to %s, which is not there.", place(n), href)
	}
}

func (r *reader) policy(n *html.Node) {
	switch {
	case n.Data == "style":
		r.say("The page has a style element; the content security policy blocks it.")
	case n.Data == "script" && !has(n, "src"):
		r.say("The page has an inline script; the content security policy blocks it.")
	case n.Data == "base" || n.Data == "iframe" || n.Data == "object" || n.Data == "embed":
		r.say("The page has a %s; the content security policy blocks it.", n.Data)
	case n.Data == "meta" && strings.EqualFold(get(n, "http-equiv"), "refresh"):
		r.say("The page reloads itself by a meta element.")
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			r.say("%s has an inline %s; the content security policy blocks it.", place(n), a.Key)
		}
	}
}

func (r *reader) addresses(n *html.Node) {
	for _, name := range []string{"href", "src", "action", "formaction", "poster", "data", "srcset"} {
		value, there := attr(n, name)
		if !there || n.Data == "data" {
			continue
		}
		u, err := url.Parse(strings.TrimSpace(value))
		switch {
		case err != nil:
			r.say("%s has the %s %q, which is no address.", place(n), name, value)
		case u.Scheme == "mailto" || u.Scheme == "tel" || u.Scheme == "data" && (n.Data == "img" || n.Data == "link"):
		case u.Scheme != "" || u.Host != "":
			r.say("%s has the %s %q, which is not on this server.", place(n), name, value)
		}
	}
}

// words wants something to read in links, buttons, headings and images.
func (r *reader) words(n *html.Node) {
	switch n.Data {
	case "a", "button", "h1", "h2", "h3", "h4", "label", "legend", "caption", "option", "summary":
		if named(n) == "" && !(n.Data == "option" && get(n, "value") == "") {
			r.say("%s says nothing.", place(n))
		}
	case "img":
		if !has(n, "alt") {
			r.say("%s has no alt text; alt=\"\" is for decoration.", place(n))
		}
	case "table":
		if len(find(n, "caption")) == 0 && !has(n, "aria-label") && !has(n, "aria-labelledby") {
			r.say("%s has no caption.", place(n))
		}
	case "fieldset":
		if len(find(n, "legend")) == 0 {
			r.say("%s has no legend.", place(n))
		}
	}
	if n.Data == "a" && !has(n, "href") {
		r.say("%s leads nowhere.", place(n))
	}
}

func named(n *html.Node) string {
	name := strings.TrimSpace(get(n, "aria-label")) + get(n, "aria-labelledby") + text(n)
	for _, img := range find(n, "img") {
		name += get(img, "alt")
	}
	return name
}

var silent = []string{"hidden", "submit", "button", "reset", "image"}

func isField(n *html.Node) bool {
	return n.Data == "select" || n.Data == "textarea" || n.Data == "input" && !slices.Contains(silent, get(n, "type"))
}

func (r *reader) fields(n *html.Node) {
	if n.Data == "label" {
		r.label(n)
	}
	if !isField(n) {
		return
	}
	if get(n, "name") == "" {
		r.say("%s has no name; what is typed there is lost.", place(n))
	}
	id := get(n, "id")
	labelled := has(n, "aria-label") || has(n, "aria-labelledby") || within(n.Parent, []string{"label"})
	if !labelled && (id == "" || len(find(r.root, "label[for="+id+"]")) == 0) {
		r.say("%s has no label.", place(n))
	}
}

func (r *reader) label(n *html.Node) {
	id, there := attr(n, "for")
	if !there {
		if !slices.ContainsFunc(slices.Collect(n.Descendants()), isField) {
			r.say("%s belongs to no field.", place(n))
		}
		return
	}
	for _, target := range r.all {
		if get(target, "id") == id && !isField(target) {
			r.say("%s is the label of a %s, which is no field.", place(n), target.Data)
		}
	}
}

func (r *reader) form(n *html.Node) {
	if n.Data != "form" || !strings.EqualFold(get(n, "method"), "post") || has(n, "data-no-command") {
		return
	}
	for _, input := range find(n, "input[type=hidden][name=command_id]") {
		if get(input, "value") != "" {
			return
		}
	}
	r.say("%s posts without a command_id: a second click would be a second command.", place(n))
}

// headings may go one level down at a time. What stands before the h1, such as an error
// summary, is not counted.
func (r *reader) headings() {
	level := 0
	for _, n := range r.all {
		if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		next := int(n.Data[1] - '0')
		if next == 1 || level > 0 {
			if level > 0 && next > level+1 {
				r.say("%s follows a heading of level %d.", place(n), level)
			}
			level = next
		}
	}
}

// place names an element in a sentence.
func place(n *html.Node) string {
	name := "<" + n.Data
	for _, a := range []string{"id", "name", "for", "class", "href", "action"} {
		if value := get(n, a); value != "" {
			name += fmt.Sprintf(" %s=%q", a, value)
		}
	}
	name += ">"
	if words := []rune(text(n)); len(words) > 0 {
		name += " (" + string(words[:min(len(words), 30)]) + ")"
	}
	return name
}
