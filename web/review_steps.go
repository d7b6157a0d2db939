package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// reviewShelf is how steps reach reviews.
var reviewShelf = &shelf[readiness.Review, readiness.ReviewView]{
	root: "/reviews/",
	view: func(s *Server, ctx context.Context, viewer readiness.Actor, id string) (readiness.ReviewView, error) {
		return s.Reviews.Review(ctx, viewer, id)
	},
	seq: func(v readiness.ReviewView) int { return v.State.Seq },
	caption: func(v readiness.ReviewView) string {
		words := "Case " + v.ChildRef + " · " + openFor(v.Months)
		if v.Overdue > 0 {
			words += " · " + late(v.Overdue)
		}
		return words
	},
	people: func(s *Server, ctx context.Context, viewer readiness.Actor, v readiness.ReviewView) ([]readiness.Choice, error) {
		return s.Reviews.Owners(ctx, viewer, v.ReviewID)
	},
	try: func(v readiness.ReviewView, c readiness.ReviewCommand, by readiness.Actor, now time.Time) error {
		_, _, err := v.State.Do(c, readiness.Asked{By: by}, now)
		return err
	},
	ask: func(s *Server, ctx context.Context, id string, c readiness.ReviewCommand, asked readiness.Asked) error {
		_, err := s.Commands.Review(ctx, id, c, asked)
		return err
	},
}

type (
	reviewStep     = step[readiness.Review, readiness.ReviewView]
	reviewStepPage = StepPage[readiness.Review, readiness.ReviewView]
)

// shownSubmission shows what was submitted, where a step is about that.
func shownSubmission(p reviewStepPage) *govuk.SummaryList { return submission(p.View) }

var putOffStep = &reviewStep{
	on: reviewShelf, path: "put-off", link: "Put it off", heading: "Put the review off", button: "Put it off",
	needs: may(readiness.SeeCases), command: readiness.PutOffReview{},
	about: func(p reviewStepPage) string {
		rules, left := p.View.State.Terms.Rules, p.View.State.Terms.Rules.PutOffs-p.View.State.PutOffs
		if left <= 0 {
			return fmt.Sprintf("This review has been put off %s already, so only the assistant director can put it off again.", times(p.View.State.PutOffs))
		}
		so := "has not been put off yet"
		if p.View.State.PutOffs > 0 {
			so = "has been put off " + times(p.View.State.PutOffs)
		}
		return fmt.Sprintf("It is due on %s. A review can be put off %s without the assistant director; this one %s.", p.View.State.Run.Due.Long(), times(rules.PutOffs), so)
	},
	fields: func(p reviewStepPage) []govuk.Component {
		return []govuk.Component{
			untilField(p, "What is the new date?", p.View.State.Latest(p.View.State.Terms.Rules.PutOffDays, calendar.DateOf(p.Now))),
			reasonField(p, "Why must it wait?"),
		}
	},
}

var pauseStep = &reviewStep{
	on: reviewShelf, path: "pause", link: "Pause it: the case is in proceedings", heading: "Pause the review", button: "Pause it",
	needs: may(readiness.Pause), command: readiness.PauseReview{},
	about: func(reviewStepPage) string {
		return "While the case is in proceedings, the review leaves the queue and nobody is reminded. It comes back by itself when the pause ends."
	},
	fields: func(p reviewStepPage) []govuk.Component {
		until := p.Form.Date("until", "Until when?")
		until.Hint.Text = "On or before " + calendar.DateOf(p.Now).AddMonths(p.View.State.Terms.Rules.PauseMonths).Long() + "."
		return []govuk.Component{until, reasonField(p, "Which proceedings, and what do they wait for?")}
	},
}

var resumeStep = &reviewStep{
	on: reviewShelf, path: "resume", link: "Bring it back now", heading: "Bring the review back", button: "Bring it back",
	needs: may(readiness.Pause), command: readiness.ResumeReview{},
	about: func(p reviewStepPage) string {
		return "The pause would end on " + p.View.State.PausedTo.Long() + ". The review returns to the queue with the working days that were left, and with ten at least."
	},
	fields: func(p reviewStepPage) []govuk.Component {
		return []govuk.Component{noteField(p, "note", "Anything to add (optional)")}
	},
}

var assignStep = &reviewStep{
	on: reviewShelf, path: "assign", link: "Give it to someone else", heading: "Give the review to someone else", button: "Give it to them",
	needs: may(readiness.Assign), command: readiness.AssignReview{}, people: true,
	about: func(p reviewStepPage) string {
		if p.View.Owner == "" {
			return "Nobody owns it yet. The new owner is told in the morning; the due date stays."
		}
		return "Now: " + p.View.Owner + ". The new owner is told in the morning; the due date stays."
	},
	fields: func(p reviewStepPage) []govuk.Component {
		return []govuk.Component{ownerField(p.Form, p.People), noteField(p, "note", "A word for them (optional)")}
	},
}

var signOffStep = &reviewStep{
	on: reviewShelf, path: "sign-off", link: "Read and sign", heading: "Sign the review off", button: "Confirm",
	needs: may(readiness.SignOff), command: readiness.SignOffReview{}, shows: shownSubmission,
	about: func(reviewStepPage) string { return "" },
	fields: func(p reviewStepPage) []govuk.Component {
		return []govuk.Component{p.Form.Radios("decision", "What do you decide?",
			govuk.Item{Value: "sign_off", Text: "Sign it off", Conditional: govuk.Conditional{Parts: []govuk.Component{noteField(p, "note", "Anything to add (optional)")}}},
			govuk.Item{Value: "send_back", Text: "Send it back", Conditional: govuk.Conditional{Parts: []govuk.Component{noteField(p, "missing", "What is missing?")}}},
		)}
	},
}

var lookAgainStep = &reviewStep{
	on: reviewShelf, path: "second-look", link: "Take the second look", heading: "Second look", button: "Confirm",
	needs: may(readiness.LookAgain), command: readiness.LookAgainAtReview{}, shows: shownSubmission,
	about: func(p reviewStepPage) string {
		return fmt.Sprintf("%d of 100 signed-off reviews are drawn for a second look. The draw can be repeated with the seed “%s”.",
			p.View.State.Terms.Rules.SecondLookPer100, p.View.State.Terms.Rules.SecondLookSeed)
	},
	fields: func(p reviewStepPage) []govuk.Component {
		note := noteField(p, "note", "What did you find?")
		note.Hint.Text = "Needed when you do not agree: say what is missing."
		return []govuk.Component{p.Form.Radios("agree", "Do you agree with the review and its outcome?",
			govuk.Item{Value: "yes", Text: "Yes"}, govuk.Item{Value: "no", Text: "No, it must be done again"}), note}
	},
}

// mainSteps are what a review can wait for from one person, the most pressing first; otherSteps are what they may do besides.
var (
	mainSteps  = []*reviewStep{decideStep, signOffStep, lookAgainStep, resumeStep}
	otherSteps = []*reviewStep{putOffStep, pauseStep, assignStep}
)

func untilField(p reviewStepPage, legend string, last calendar.Date) govuk.DateInput {
	d := p.Form.Date("until", legend)
	d.Hint.Text = "A working day, on or before " + last.Full() + "."
	return d
}

func reasonField(p reviewStepPage, label string) govuk.CharacterCount {
	c := longAnswer(p.Form, "reason", label, 4)
	c.Label.Classes = "govuk-label--s"
	return c
}

func noteField(p reviewStepPage, name, label string) govuk.CharacterCount {
	return longAnswer(p.Form, name, label, 3)
}

func ownerField(f Form, owners []readiness.Choice) govuk.Select {
	return f.Select("owner_id", "To whom?", options("Choose a person", owners)...)
}

// signature is the form of the two answers to a submission.
type signature struct {
	Decision string `json:"decision" validate:"required,oneof=sign_off send_back"`
	Note     string `json:"note" validate:"max=2000"`
	Missing  string `json:"missing" validate:"required_if=Decision send_back,max=2000"`
}

func (s *Server) signOff(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c signature
	switch {
	case !form.read(&c):
		return showStep(s, w, r, http.StatusUnprocessableEntity, signOffStep, &form)
	case c.Decision == "send_back":
		return ask(s, w, r, signOffStep, form, readiness.SendBackReview{Missing: c.Missing}, "The review was sent back.")
	}
	return ask(s, w, r, signOffStep, form, readiness.SignOffReview{Note: c.Note}, "The review is signed off.")
}

// The sentences that follow a step.
func wasPutOff(_ *Server, _ *http.Request, c readiness.PutOffReview) string {
	return "The review is put off until " + c.Until.Long() + "."
}

func wasPaused(_ *Server, _ *http.Request, c readiness.PauseReview) string {
	return "The review is paused until " + c.Until.Long() + "."
}

func wasResumed(*Server, *http.Request, readiness.ResumeReview) string {
	return "The review is back in the queue."
}

func wasAssigned(s *Server, r *http.Request, c readiness.AssignReview) string {
	return "The review was given to " + s.nameOf(r.Context(), by(r), r.PathValue("id"), c.OwnerID) + "."
}

func wasLookedAt(_ *Server, _ *http.Request, c readiness.LookAgainAtReview) string {
	if c.Agree == "yes" {
		return "Thank you. The second look is recorded."
	}
	return "The review went back to be done again."
}

// nameOf finds what somebody who could own a review is called, for the sentence after it was given away.
func (s *Server) nameOf(ctx context.Context, viewer readiness.Actor, reviewID, ownerID string) string {
	owners, err := s.Reviews.Owners(ctx, viewer, reviewID)
	if err != nil {
		return somebody // the command has worked; its sentence need not fail
	}
	return nameIn(owners, ownerID)
}

const somebody = "somebody else"

// nameIn finds a person among people to choose from.
func nameIn(people []readiness.Choice, id string) string {
	for _, o := range people {
		if o.Code == id {
			return o.Text
		}
	}
	return somebody
}
