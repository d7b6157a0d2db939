package govuk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parse reads a fragment as a browser would inside body.
func parse(t *testing.T, fragment string) []*html.Node {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	return nodes
}

// tree writes a fragment one node a line: attributes sorted, white space folded.
func tree(t *testing.T, fragment string) string {
	t.Helper()
	var lines strings.Builder
	for _, n := range parse(t, fragment) {
		write(&lines, n, 0)
	}
	return lines.String()
}

func write(out *strings.Builder, n *html.Node, depth int) {
	indent := strings.Repeat("  ", depth)
	switch n.Type {
	case html.TextNode:
		text := strings.Join(strings.Fields(n.Data), " ")
		if n.Parent != nil && n.Parent.DataAtom == atom.Textarea {
			text = fmt.Sprintf("%q", n.Data)
		}
		if text != "" {
			fmt.Fprintf(out, "%s%s\n", indent, text)
		}
	case html.ElementNode:
		fmt.Fprintf(out, "%s<%s%s>\n", indent, n.Data, attributes(n))
	}
	for child := range n.ChildNodes() {
		write(out, child, depth+1)
	}
}

func attributes(n *html.Node) string {
	var all []string
	for _, a := range n.Attr {
		value := strings.Join(strings.Fields(a.Val), " ")
		if a.Key == "value" {
			value = a.Val
		}
		all = append(all, fmt.Sprintf(" %s=%q", a.Key, value))
	}
	slices.Sort(all)
	return strings.Join(all, "")
}

var blocks = []string{"div", "p", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "table", "tr", "td", "th", "thead", "tbody", "caption", "nav", "section", "fieldset", "legend", "details", "summary", "option", "select", "svg", "path"}

// visible is what a reader sees: blocks on lines of their own, and a space between inline
// pieces only where there is one.
func visible(t *testing.T, fragment string) string {
	t.Helper()
	var all strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			all.WriteString(strings.NewReplacer("\n", " ", "\t", " ").Replace(n.Data))
		}
		block := n.Type == html.ElementNode && slices.Contains(blocks, n.Data)
		if block {
			all.WriteString("\n")
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
		if block {
			all.WriteString("\n")
		}
	}
	for _, n := range parse(t, fragment) {
		walk(n)
	}
	var lines []string
	for line := range strings.Lines(all.String()) {
		if text := strings.Join(strings.Fields(line), " "); text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}
