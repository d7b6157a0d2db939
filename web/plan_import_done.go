package web

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// PlanDonePage says what bringing a plan in came to, and what is still to be done.
type PlanDonePage struct {
	Import readiness.PlanImport
	Form   Form
}

// Face is the page's frame.
func (p PlanDonePage) Face() Face {
	return Face{Template: "plan_import_done", Title: "The plan was brought in", Section: planPath, Back: planPath, Failed: p.Form.Failed()}
}

// Sentence is the whole in one line.
func (p PlanDonePage) Sentence() string {
	d := p.Import.Done
	words := counted(len(d.Planned), "new action") + ", " + thousands(p.Made()) + " changed."
	if d.Same > 0 {
		words += " " + counted(d.Same, "action") + " " + wasOrWere(d.Same) + " as in the sheet already."
	}
	if d.LeftOut > 0 {
		words += " " + counted(d.LeftOut, "row") + " " + wasOrWere(d.LeftOut) + " left out."
	}
	return words
}

// Made is how many changes were made.
func (p PlanDonePage) Made() (n int) {
	for _, a := range p.Import.Answers {
		if a.Why == "" {
			n++
		}
	}
	return n
}

// NotMade are the changes that the plan did not take, and why.
func (p PlanDonePage) NotMade() (rows []PlanRow) {
	for _, a := range p.Import.Answers {
		for _, c := range p.Import.Done.Changes {
			if c.ActionID == a.ActionID && a.Why != "" {
				rows = append(rows, PlanRow{Row: c.Row, Text: c.Title, Href: "/actions/" + c.ActionID, Words: []string{a.Why}})
			}
		}
	}
	return rows
}

// Pending is how many changes nobody has answered yet.
func (p PlanDonePage) Pending() int { return len(p.Import.Pending()) }

// Left says what is still to be done, "" when nothing is.
func (p PlanDonePage) Left() string {
	var words []string
	if n := p.Import.Unopen; n > 0 {
		words = append(words, counted(n, "new action")+" "+isOrAre(n)+" not in the lists yet: they are opened one after the other, which takes a moment.")
	}
	if n := p.Pending(); n > 0 {
		words = append(words, counted(n, "change")+" "+isOrAre(n)+" not made yet.")
	}
	return strings.Join(words, " ")
}

// Action is where the form goes that goes on.
func (p PlanDonePage) Action() string { return planImportPath + "/" + p.Import.ID + "/changes" }

// Button goes on.
func (PlanDonePage) Button() govuk.Button { return govuk.Button{Text: "Go on with the rest"} }
