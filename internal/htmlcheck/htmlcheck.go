// Package htmlcheck judges pages by what a reader meets.
//
// Page looks for what no page may get wrong; Has asks what this page should say, and where. A
// test names places by a small selector: tag, #id, .class, [attribute] and [attribute=value],
// joined without spaces, with spaces for "somewhere within".
package htmlcheck

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Page fails the test for every fault that Problems finds.
func Page(t testing.TB, page string) {
	t.Helper()
	for _, problem := range Problems(page) {
		t.Error(problem)
	}
}

// Check asks one thing of a place in a page.
type Check func(*html.Node) error

// Has fails the test for every check that a page does not pass.
func Has(t testing.TB, page string, checks ...Check) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for _, check := range checks {
		if err := check(root); err != nil {
			t.Error(err)
		}
	}
}

// In passes when one element fits the selector and passes all checks.
func In(selector string, checks ...Check) Check {
	return func(root *html.Node) error {
		places := find(root, selector)
		if len(places) != 1 {
			return fmt.Errorf("in %s: want one such element, found %d", selector, len(places))
		}
		for _, check := range checks {
			if err := check(places[0]); err != nil {
				return fmt.Errorf("in %s: %w", selector, err)
			}
		}
		return nil
	}
}

// Says passes when the text, white space folded, holds the words.
func Says(words string) Check {
	return func(n *html.Node) error {
		if got := text(n); !strings.Contains(got, words) {
			return fmt.Errorf("%q is not said; what is said: %q", words, got)
		}
		return nil
	}
}

// SaysNot passes when the text does not hold the words.
func SaysNot(words string) Check {
	return func(n *html.Node) error {
		if got := text(n); strings.Contains(got, words) {
			return fmt.Errorf("%q should not be said: %q", words, got)
		}
		return nil
	}
}

// Counts passes when so many elements fit the selector.
func Counts(selector string, want int) Check {
	return func(n *html.Node) error {
		if got := len(find(n, selector)); got != want {
			return fmt.Errorf("want %d of %s, found %d", want, selector, got)
		}
		return nil
	}
}

// Lacks passes when nothing fits the selector.
func Lacks(selector string) Check { return Counts(selector, 0) }

// Attr passes when the place itself carries the attribute with this value.
func Attr(name, want string) Check {
	return func(n *html.Node) error {
		if got, has := attr(n, name); !has || got != want {
			return fmt.Errorf("want %s=%q, found %q", name, want, got)
		}
		return nil
	}
}

// Value passes when the field with this name is filled with, or set to, the value.
func Value(field, want string) Check {
	return func(n *html.Node) error {
		var got []string
		for _, control := range find(n, "[name="+field+"]") {
			got = append(got, values(control)...)
		}
		if strings.Join(got, ",") != want {
			return fmt.Errorf("the field %s holds %q, want %q", field, strings.Join(got, ","), want)
		}
		return nil
	}
}

// Text gives the text of the one element that fits, white space folded.
func Text(t testing.TB, page, selector string) string {
	t.Helper()
	all := Texts(t, page, selector)
	if len(all) != 1 {
		t.Fatalf("want one %s, found %d", selector, len(all))
	}
	return all[0]
}

// Texts gives the text of every element that fits, in the page's order.
func Texts(t testing.TB, page, selector string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, n := range find(root, selector) {
		all = append(all, text(n))
	}
	return all
}

// Links gives the addresses of all links within the elements that fit, in the page's order.
func Links(t testing.TB, page, selector string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, place := range find(root, selector) {
		for _, link := range find(place, "a[href]") {
			all = append(all, get(link, "href"))
		}
	}
	return all
}
