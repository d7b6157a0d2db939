package htmlcheck

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func get(n *html.Node, name string) string {
	value, _ := attr(n, name)
	return value
}

func has(n *html.Node, name string) bool {
	_, there := attr(n, name)
	return there
}

// text is what stands in an element, white space folded, with a space between blocks.
func text(n *html.Node) string {
	var all strings.Builder
	gather(n, &all)
	return strings.Join(strings.Fields(all.String()), " ")
}

var inline = []string{"a", "abbr", "b", "button", "code", "em", "i", "label", "small", "span", "strong", "sub", "sup", "time"}

func gather(n *html.Node, all *strings.Builder) {
	switch {
	case n.Type == html.TextNode:
		all.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "template"):
		return
	}
	block := n.Type == html.ElementNode && !slices.Contains(inline, n.Data)
	if block {
		all.WriteString(" ")
	}
	for child := range n.ChildNodes() {
		gather(child, all)
	}
	if block {
		all.WriteString(" ")
	}
}

// find gives the elements within root that fit the selector, in order.
func find(root *html.Node, selector string) []*html.Node {
	steps := strings.Fields(selector)
	if len(steps) == 0 {
		return nil
	}
	last := len(steps) - 1
	var found []*html.Node
	for n := range root.Descendants() {
		if fits(n, steps[last]) && within(n.Parent, steps[:last]) {
			found = append(found, n)
		}
	}
	return found
}

func within(n *html.Node, steps []string) bool {
	for ; n != nil && len(steps) > 0; n = n.Parent {
		if fits(n, steps[len(steps)-1]) {
			steps = steps[:len(steps)-1]
		}
	}
	return len(steps) == 0
}

var simple = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9-]*|[.#][^.#\[\]]+|\[[^\]]+\]`)

func fits(n *html.Node, step string) bool {
	pieces := simple.FindAllString(step, -1)
	if n.Type != html.ElementNode || strings.Join(pieces, "") != step {
		return false
	}
	return !slices.ContainsFunc(pieces, func(piece string) bool { return !fitsOne(n, piece) })
}

func fitsOne(n *html.Node, piece string) bool {
	switch piece[0] {
	case '#':
		return get(n, "id") == piece[1:]
	case '.':
		return slices.Contains(strings.Fields(get(n, "class")), piece[1:])
	case '[':
		name, want, exact := strings.Cut(strings.Trim(piece, "[]"), "=")
		value, there := attr(n, name)
		return there && (!exact || value == strings.Trim(want, `"'`))
	default:
		return n.Data == piece
	}
}

// values is what a field would send.
func values(n *html.Node) []string {
	switch n.Data {
	case "textarea":
		return []string{raw(n)}
	case "select":
		var chosen []string
		for _, option := range find(n, "option[selected]") {
			chosen = append(chosen, get(option, "value"))
		}
		return chosen
	}
	if kind := get(n, "type"); (kind == "radio" || kind == "checkbox") && !has(n, "checked") {
		return nil
	}
	return []string{get(n, "value")}
}

func raw(n *html.Node) string {
	var all strings.Builder
	for child := range n.ChildNodes() {
		all.WriteString(child.Data)
	}
	return all.String()
}
