package web

import (
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// ReviewPage is one review: what happens next, the form, what happened.
type ReviewPage struct {
	View   readiness.ReviewView
	Viewer readiness.Actor
	Now    time.Time
	Form   Form // the submission
	Begin  Form
	Draft  readiness.Draft
}

// Face is the page's frame; the title names no child.
func (p ReviewPage) Face() Face {
	return Face{Template: "review", Title: "Case review", Section: "/reviews", Back: "/reviews", Failed: p.Form.Failed()}
}

// allows asks the rules whether they would take a command from the viewer now. What is missing in it is for the form to ask.
func allows(r readiness.Review, c readiness.ReviewCommand, viewer readiness.Actor, now time.Time) bool {
	_, _, err := r.Do(c, readiness.Asked{By: viewer}, now)
	return err == nil || readiness.Invalid.Is(err)
}

// MayBegin reports whether the viewer may say that the review has begun.
func (p ReviewPage) MayBegin() bool {
	return allows(p.View.State, readiness.BeginReview{}, p.Viewer, p.Now)
}

// MayWrite reports whether the viewer may write and submit the review.
func (p ReviewPage) MayWrite() bool {
	return allows(p.View.State, readiness.SubmitReview{}, p.Viewer, p.Now)
}

// Writes reports whether the page shows the form: for those who may write, unless something else waits for somebody who is not the owner.
func (p ReviewPage) Writes() bool {
	return p.MayWrite() && (p.Form.Failed() || p.Main() == nil || p.Viewer.PersonID == p.View.State.OwnerID)
}

// Folded reports whether the form waits behind a link: the review is somebody else's to write, and the viewer only may.
func (p ReviewPage) Folded() bool {
	return p.View.Owner != "" && p.Viewer.PersonID != p.View.State.OwnerID && !p.Form.Failed() && p.Draft.SavedAt.IsZero()
}

// Main is the one thing that the review waits for from this viewer, as a button; nil when it is the form, or nothing.
func (p ReviewPage) Main() *govuk.Button {
	for _, st := range mainSteps {
		if st.offered(p.View, p.Viewer, p.Now) {
			return &govuk.Button{Text: st.link, Href: st.href(p.View.ReviewID)}
		}
	}
	return nil
}

// A Link leads somewhere.
type Link struct{ Text, Href string }

// Else is what else the viewer may do with the review.
func (p ReviewPage) Else() []Link {
	var all []Link
	for _, st := range otherSteps {
		if st.offered(p.View, p.Viewer, p.Now) {
			all = append(all, Link{st.link, st.href(p.View.ReviewID)})
		}
	}
	return all
}

// State is where the review stands, as a tag.
func (p ReviewPage) State() govuk.Tag { return stateTag(p.View.ReviewRow) }

func stateTag(row readiness.ReviewRow) govuk.Tag {
	colours := map[readiness.Status]string{
		readiness.Open: "govuk-tag--grey", readiness.InReview: "", readiness.Submitted: "govuk-tag--yellow", readiness.SecondLook: "govuk-tag--purple",
		readiness.SignedOff: "govuk-tag--green", readiness.Paused: "govuk-tag--grey", readiness.Overtaken: "govuk-tag--grey",
	}
	return govuk.Tag{Text: sentence(row.Status.Title()), Classes: colours[row.Status]}
}

// Happened is everything that happened, newest first.
func (p ReviewPage) Happened() []readiness.EventRow {
	return slices.SortedFunc(slices.Values(p.View.Happened), func(a, b readiness.EventRow) int { return b.Seq - a.Seq })
}

// SentBack is what the last signature found missing while the review has not been submitted again; nil otherwise.
func (p ReviewPage) SentBack() *readiness.EventRow {
	if p.View.Status != readiness.InReview {
		return nil
	}
	for _, e := range p.Happened() {
		if e.Kind == "submitted" {
			return nil
		}
		if e.Kind == "sent back" {
			return &e
		}
	}
	return nil
}

// Waits is the sentence about an escalation that waits, "" when none does.
func (p ReviewPage) Waits() string { return waits(p.View.State.Course, p.View.Because) }

func waits(c readiness.Course, because string) string {
	if !c.Waiting() {
		return ""
	}
	text := "This has reached the " + c.Escalation.Role.Title() + ", on " + calendar.DateOf(c.Escalation.At).Long()
	if because != "" {
		text += " because " + lowerFirst(strings.TrimSuffix(because, "."))
	}
	return text + ". It waits for a decision."
}

// Pause is the sentence about a running pause.
func (p ReviewPage) Pause() string {
	if p.View.Status != readiness.Paused {
		return ""
	}
	return "The review is paused while the case is in proceedings. It comes back on " + p.View.State.PausedTo.Long() + "."
}

// Ladder says which version of the ladder the review follows.
func (p ReviewPage) Ladder() int { return p.View.State.Terms.Ladder.Version }

// Submission is what was submitted, nil before that.
func (p ReviewPage) Submission() *govuk.SummaryList {
	return submission(p.View)
}

func submission(v readiness.ReviewView) *govuk.SummaryList {
	sub := v.State.Submission
	if sub == nil {
		return nil
	}
	rows := []govuk.SummaryRow{
		govuk.Row("Outcome", readiness.ChoiceText(readiness.Outcomes, sub.Outcome)),
		govuk.Row("Why is this case still open?", readiness.ChoiceText(readiness.StayOpenReasons, sub.Reason)),
		longRow("More about why", sub.WhyOpen),
		longRow("What has changed for the child since the last review?", sub.WhatChanged),
		govuk.Row("Last seen", sub.LastSeen.Long()),
		govuk.Row("Does the plan have an end?", sentence(sub.PlanEnds)),
	}
	if sub.Outcome == "continue" {
		rows = append(rows, longRow("New outcomes", sub.NewOutcomes), govuk.Row("Next review", sub.NextDate.Long()))
	}
	rows = append(rows, govuk.Row("Submitted", sub.On.Long()+signedBy(v.SubmittedBy)))
	if !v.State.SignedOn.IsZero() {
		rows = append(rows, govuk.Row("Signed off", v.State.SignedOn.Long()+signedBy(v.SignedBy)))
	}
	return &govuk.SummaryList{Rows: rows}
}

// longRow keeps the lines of what somebody wrote.
func longRow(key, text string) govuk.SummaryRow {
	return govuk.SummaryRow{Key: govuk.SummaryText{Text: key}, Value: govuk.SummaryText{Part: lines(text)}}
}

// lines is text that keeps the line breaks its writer made.
type lines string

// HTML is the text, escaped.
func (l lines) HTML() (template.HTML, error) {
	return template.HTML(`<span class="app-lines">` + template.HTMLEscapeString(string(l)) + `</span>`), nil
}

func signedBy(name string) string {
	if name == "" {
		return ""
	}
	return " by " + name
}

// Fields are the questions of the review.
func (p ReviewPage) Fields() []govuk.Component {
	f := p.Form
	reason := f.Radios("reason", "Why is this case still open?", radioItems(readiness.StayOpenReasons)...)
	reason.Hint.Text = "Choose the main reason."
	why := f.Counted("why_open", "Say more about why it is still open", 4000)
	changed := f.Counted("what_changed", "What has changed for the child since the last review?", 4000)
	changed.Hint.Text = "If this is the first review: since the help began."
	seen := f.Date("last_seen", "When was the child last seen?")
	seen.Hint.Text = "For example, 27 3 2027."
	for _, c := range []*govuk.CharacterCount{&why, &changed} {
		c.Threshold, c.Label.Classes = 75, "govuk-label--s"
	}
	return []govuk.Component{
		reason, why, changed, seen,
		f.Radios("plan_ends", "Does the plan have an end?", govuk.Item{Value: "yes", Text: "Yes"}, govuk.Item{Value: "no", Text: "No"}),
		p.outcome(),
	}
}

func (p ReviewPage) outcome() govuk.Radios {
	latest := calendar.DateOf(p.Now).AddMonths(p.View.State.Terms.Rules.NextReviewMonths)
	next := p.Form.Date("next_date", "When will it be looked at again?")
	next.Hint.Text = "On or before " + latest.Long() + "."
	outcomes := p.Form.Counted("new_outcomes", "What should be different for the child by then?", 4000)
	outcomes.Rows = 4
	items := radioItems(readiness.Outcomes)
	for i := range items {
		if items[i].Value == "continue" {
			items[i].Conditional.Parts = []govuk.Component{outcomes, next}
		}
	}
	return p.Form.Radios("outcome", "What do you propose?", items...)
}

// SubmitButton sends the review; DraftButton keeps it for later.
func (ReviewPage) SubmitButton() govuk.Button { return govuk.Button{Text: "Submit for sign-off"} }

// DraftButton keeps what is typed, for pages without JavaScript too.
func (p ReviewPage) DraftButton() govuk.Button {
	return govuk.Button{Text: "Save draft", Classes: "govuk-button--secondary", Attributes: govuk.Attributes{"formaction": "/reviews/" + p.View.ReviewID + "/draft"}}
}

// BeginButton says that somebody has started.
func (ReviewPage) BeginButton() govuk.Button {
	return govuk.Button{Text: "Begin the review", Classes: "govuk-button--secondary"}
}
