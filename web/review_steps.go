package web

import (
	"fmt"
	"net/http"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var putOffStep = &step{
	path: "put-off", link: "Put it off", heading: "Put the review off", button: "Put it off",
	needs: may(readiness.SeeCases), command: readiness.PutOffReview{},
	about: func(p StepPage) string {
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
	fields: func(p StepPage) []govuk.Component {
		return []govuk.Component{
			untilField(p, "What is the new date?", p.View.State.Latest(p.View.State.Terms.Rules.PutOffDays, calendar.DateOf(p.Now))),
			reasonField(p, "Why must it wait?"),
		}
	},
}

var pauseStep = &step{
	path: "pause", link: "Pause it: the case is in proceedings", heading: "Pause the review", button: "Pause it",
	needs: may(readiness.Pause), command: readiness.PauseReview{},
	about: func(StepPage) string {
		return "While the case is in proceedings, the review leaves the queue and nobody is reminded. It comes back by itself when the pause ends."
	},
	fields: func(p StepPage) []govuk.Component {
		until := p.Form.Date("until", "Until when?")
		until.Hint.Text = "On or before " + calendar.DateOf(p.Now).AddMonths(p.View.State.Terms.Rules.PauseMonths).Long() + "."
		return []govuk.Component{until, reasonField(p, "Which proceedings, and what do they wait for?")}
	},
}

var resumeStep = &step{
	path: "resume", link: "Bring it back now", heading: "Bring the review back", button: "Bring it back",
	needs: may(readiness.Pause), command: readiness.ResumeReview{},
	about: func(p StepPage) string {
		return "The pause would end on " + p.View.State.PausedTo.Long() + ". The review returns to the queue with the working days that were left, and with ten at least."
	},
	fields: func(p StepPage) []govuk.Component {
		return []govuk.Component{noteField(p, "note", "Anything to add (optional)")}
	},
}

var assignStep = &step{
	path: "assign", link: "Give it to someone else", heading: "Give the review to someone else", button: "Give it to them",
	needs: may(readiness.Assign), command: readiness.AssignReview{}, owners: true,
	about: func(p StepPage) string {
		if p.View.Owner == "" {
			return "Nobody owns it yet. The new owner is told in the morning; the due date stays."
		}
		return "Now: " + p.View.Owner + ". The new owner is told in the morning; the due date stays."
	},
	fields: func(p StepPage) []govuk.Component {
		return []govuk.Component{ownerField(p.Form, p.Owners), noteField(p, "note", "A word for them (optional)")}
	},
}

var signOffStep = &step{
	path: "sign-off", link: "Read and sign", heading: "Sign the review off", button: "Confirm",
	needs: may(readiness.SignOff), command: readiness.SignOffReview{}, shows: true,
	about: func(StepPage) string { return "" },
	fields: func(p StepPage) []govuk.Component {
		return []govuk.Component{p.Form.Radios("decision", "What do you decide?",
			govuk.Item{Value: "sign_off", Text: "Sign it off", Conditional: govuk.Conditional{Parts: []govuk.Component{noteField(p, "note", "Anything to add (optional)")}}},
			govuk.Item{Value: "send_back", Text: "Send it back", Conditional: govuk.Conditional{Parts: []govuk.Component{noteField(p, "missing", "What is missing?")}}},
		)}
	},
}

var lookAgainStep = &step{
	path: "second-look", link: "Take the second look", heading: "Second look", button: "Confirm",
	needs: may(readiness.LookAgain), command: readiness.LookAgainAtReview{}, shows: true,
	about: func(p StepPage) string {
		return fmt.Sprintf("%d of 100 signed-off reviews are drawn for a second look. The draw can be repeated with the seed “%s”.",
			p.View.State.Terms.Rules.SecondLookPer100, p.View.State.Terms.Rules.SecondLookSeed)
	},
	fields: func(p StepPage) []govuk.Component {
		note := noteField(p, "note", "What did you find?")
		note.Hint.Text = "Needed when you do not agree: say what is missing."
		return []govuk.Component{p.Form.Radios("agree", "Do you agree with the review and its outcome?",
			govuk.Item{Value: "yes", Text: "Yes"}, govuk.Item{Value: "no", Text: "No, it must be done again"}), note}
	},
}

// mainSteps are what a review can wait for from one person, the most pressing first; otherSteps are what they may do besides.
var (
	mainSteps  = []*step{decideStep, signOffStep, lookAgainStep, resumeStep}
	otherSteps = []*step{putOffStep, pauseStep, assignStep}
)

func untilField(p StepPage, legend string, last calendar.Date) govuk.DateInput {
	d := p.Form.Date("until", legend)
	d.Hint.Text = "A working day, on or before " + last.Full() + "."
	return d
}

func reasonField(p StepPage, label string) govuk.CharacterCount {
	c := p.Form.Counted("reason", label, 2000)
	c.Rows, c.Threshold, c.Label.Classes = 4, 75, "govuk-label--s"
	return c
}

func noteField(p StepPage, name, label string) govuk.CharacterCount {
	c := p.Form.Counted(name, label, 2000)
	c.Rows, c.Threshold = 3, 75
	return c
}

// chooseOwner says it better than "Enter", where a person is chosen from a list.
const chooseOwner = "Choose who the review goes to."

func ownerField(f Form, owners []readiness.Choice) govuk.Select {
	return f.Select("owner_id", "To whom?", options("Choose a person", owners)...)
}

func (s *Server) putOffPage(w http.ResponseWriter, r *http.Request) error {
	return s.showStep(w, r, http.StatusOK, putOffStep, nil)
}

func (s *Server) putOff(w http.ResponseWriter, r *http.Request) error {
	return asked(s, w, r, putOffStep, func(c readiness.PutOffReview) string { return "The review is put off until " + c.Until.Long() + "." })
}

func (s *Server) pausePage(w http.ResponseWriter, r *http.Request) error {
	return s.showStep(w, r, http.StatusOK, pauseStep, nil)
}

func (s *Server) pause(w http.ResponseWriter, r *http.Request) error {
	return asked(s, w, r, pauseStep, func(c readiness.PauseReview) string { return "The review is paused until " + c.Until.Long() + "." })
}

func (s *Server) resumePage(w http.ResponseWriter, r *http.Request) error {
	return s.showStep(w, r, http.StatusOK, resumeStep, nil)
}

func (s *Server) resume(w http.ResponseWriter, r *http.Request) error {
	return asked(s, w, r, resumeStep, func(readiness.ResumeReview) string { return "The review is back in the queue." })
}

func (s *Server) assignPage(w http.ResponseWriter, r *http.Request) error {
	return s.showStep(w, r, http.StatusOK, assignStep, nil)
}

func (s *Server) assign(w http.ResponseWriter, r *http.Request) error {
	return asked(s, w, r, assignStep, func(c readiness.AssignReview) string {
		return "The review was given to " + s.nameOf(r.Context(), by(r), r.PathValue("id"), c.OwnerID) + "."
	})
}

func (s *Server) signOffPage(w http.ResponseWriter, r *http.Request) error {
	return s.showStep(w, r, http.StatusOK, signOffStep, nil)
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
		return s.showStep(w, r, http.StatusUnprocessableEntity, signOffStep, &form)
	case c.Decision == "send_back":
		return s.ask(w, r, signOffStep, form, readiness.SendBackReview{Missing: c.Missing}, "The review was sent back.")
	}
	return s.ask(w, r, signOffStep, form, readiness.SignOffReview{Note: c.Note}, "The review is signed off.")
}

func (s *Server) lookAgainPage(w http.ResponseWriter, r *http.Request) error {
	return s.showStep(w, r, http.StatusOK, lookAgainStep, nil)
}

func (s *Server) lookAgain(w http.ResponseWriter, r *http.Request) error {
	return asked(s, w, r, lookAgainStep, func(c readiness.LookAgainAtReview) string {
		if c.Agree == "yes" {
			return "Thank you. The second look is recorded."
		}
		return "The review went back to be done again."
	})
}
