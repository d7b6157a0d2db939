package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/browser"
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A visitor is one person before a browser of their own.
type visitor struct {
	*browser.Browser
	t     *testing.T
	url   string
	shown *[]string // the pages checked so far, by all visitors of the story
}

// page checks the page that stands there as a person with a desk and one with a phone would meet it: axe finds nothing, nothing scrolls sideways. With
// SIGHTLINE_SCREENSHOTS it leaves a picture of both.
func (v visitor) page(name string) {
	v.t.Helper()
	*v.shown = append(*v.shown, name)
	for _, width := range []int{1280, 320} {
		v.Width(width)
		if v.Overflow() {
			v.t.Errorf("%s scrolls sideways at %d pixels", name, width)
		}
		for _, found := range v.Axe() {
			if known(found) {
				continue
			}
			v.t.Errorf("%s at %d pixels breaks %v", name, width, found)
		}
		if folder := os.Getenv("SIGHTLINE_SCREENSHOTS"); folder != "" {
			if width == 320 {
				v.Width(375)
			}
			v.Screenshot(filepath.Join(folder, fmt.Sprintf("%02d-%s-%d.png", len(*v.shown), name, width)))
		}
	}
	v.Width(1280)
}

// everyWay checks a page, and that the keyboard alone reaches everything on it visibly; that takes longer than all the rest.
func (v visitor) everyWay(name string) {
	v.t.Helper()
	v.page(name)
	for _, wrong := range v.Keyboard() {
		v.t.Errorf("%s by keyboard: %s", name, wrong)
	}
}

// designSystem are the findings that belong to the GOV.UK design system's own scripts, by rule, with the class of the only elements they are taken
// for. Radio buttons that open further questions say aria-expanded, which ARIA does not foresee there and screen readers do speak; the button of a
// file field shows “No file chosen” as part of itself, while its name is its label and “Choose file”.
var designSystem = map[string]string{
	"aria-allowed-attr":           "govuk-radios__input",
	"label-content-name-mismatch": "govuk-file-upload-button",
}

func known(found browser.Violation) bool {
	class, listed := designSystem[found.ID]
	return listed && !slices.ContainsFunc(found.Where, func(where string) bool { return !strings.Contains(where, class) })
}

// open goes to an address of the house.
func (v visitor) open(path string) {
	v.t.Helper()
	v.Goto(v.url + path)
}

// reads ends the test unless the page shows some words.
func (v visitor) reads(words ...string) {
	v.t.Helper()
	for _, w := range words {
		v.WaitText(w)
	}
}

// date fills in the three fields of a date.
func (v visitor) date(name string, d calendar.Date) {
	v.t.Helper()
	v.Fill(name+"-day", fmt.Sprint(d.Day()))
	v.Fill(name+"-month", fmt.Sprint(int(d.Month())))
	v.Fill(name+"-year", fmt.Sprint(d.Year()))
}

// welcome uses a sign-in link.
func (v visitor) welcome(link string) {
	v.t.Helper()
	v.Goto(link)
	v.Fill("New password", password)
	v.Click("Set password and sign in")
	v.reads("Your password is set.")
}

// signIn signs in with the town's password.
func (v visitor) signIn(email string) {
	v.t.Helper()
	v.open("/sign-in")
	v.Fill("Email address", email)
	v.Fill("Password", password)
	v.Click("Sign in")
	v.reads("What needs you")
}

// addPerson makes an account with a post and returns the link with which the person signs in first.
func (v visitor) addPerson(name, role, field, place string) (link string) {
	v.t.Helper()
	v.open("/people/new")
	v.Fill("Full name", name)
	v.Fill("Work email address", strings.ReplaceAll(strings.ToLower(name), " ", ".")+"@fairshire.example")
	v.Click("Save")
	v.open("/people")
	v.Click(name)
	v.Click("Add a post")
	v.Choose(role)
	if field != "" {
		v.Fill(field, place)
	}
	v.date("from", calendar.DateOf(time.Now()))
	v.Click("Add the post")
	v.reads(name)
	v.Click("Make a sign-in link")
	return v.Text("#secret")
}
