package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// DipPage is one dip sample.
type DipPage struct {
	Sample readiness.DipSample
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p DipPage) Face() Face {
	return Face{Template: "dip_sample", Title: "Dip sample of " + p.Sample.On.Long(), Section: planPath, Back: deskPath}
}

// Looked says how far the sample is.
func (p DipPage) Looked() string { return looked(p.Sample) }

// Looks reports whether the viewer may say what a look found.
func (p DipPage) Looks(d readiness.Dip) bool {
	return d.Found == "" && mayHere(p.Viewer, may(readiness.VerifyActions))
}

// Found is what a look found, in words.
func (DipPage) Found(d readiness.Dip) string {
	return readiness.ChoiceText(readiness.DipFindings, d.Found)
}

// Href leads to the form about one drawn action.
func (p DipPage) Href(d readiness.Dip) string { return dipHref(p.Sample.ID, d.Action.ActionID) }

func (s *Server) dipSample(w http.ResponseWriter, r *http.Request) error {
	sample, err := s.Dips.DipSample(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, DipPage{sample, by(r)})
}

func (s *Server) lookAtDipPage(w http.ResponseWriter, r *http.Request) error {
	return s.showLookAtDip(w, r, http.StatusOK, newForm())
}

func (s *Server) showLookAtDip(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	sample, err := s.Dips.DipSample(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	for _, d := range sample.Dips {
		if d.Action.ActionID == r.PathValue("action") {
			return s.show(w, r, status, dipQuestions(sample, d, form))
		}
	}
	return readiness.Errorf(readiness.NotFound, "This action was not drawn.")
}

func dipQuestions(sample readiness.DipSample, d readiness.Dip, f Form) QuestionsPage {
	return QuestionsPage{
		Form: f, Section: planPath, Back: dipsHref(sample.ID), Caption: d.Action.Title, Heading: "What did you find?", Action: dipHref(sample.ID, d.Action.ActionID), Send: "Save",
		About: "Look at practice as it is now, not at the evidence of then. If it is no longer so, the action is open again and its owner and sponsor are told.",
		Fields: []govuk.Component{
			f.Radios("found", "Is what was shown done still so?", radioItems(readiness.DipFindings)...),
			longAnswer(f, "note", "What did you look at, and what did it show?", 4),
		},
	}
}

// lookAtDip keeps what was found. An action that does not hold any more is opened again first, so that nobody reads that it is gone while it counts as shown
// done; sent again, the first part is known already.
func (s *Server) lookAtDip(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.LookAtDip
	sample, action := r.PathValue("id"), r.PathValue("action")
	return s.run(w, r, &errand{
		form: &form, into: &c, then: dipsHref(sample), done: "What you found is saved.",
		do: func() error {
			if c.Found == "gone" {
				if err := s.goneAgain(r, sample, action, c, form.asked(r)); err != nil {
					return err
				}
			}
			return s.Dips.LookAtDip(r.Context(), sample, action, c, form.asked(r))
		},
		draw: func(status int) error { return s.showLookAtDip(w, r, status, form) },
	})
}

// goneAgain opens an action again that does not hold any more, once the rules let this person look at it.
func (s *Server) goneAgain(r *http.Request, sample, action string, c readiness.LookAtDip, asked readiness.Asked) error {
	d, err := s.Dips.DipSample(r.Context(), asked.By, sample)
	if err != nil {
		return err
	}
	view, err := s.Plan.ActionView(r.Context(), asked.By, action)
	if err != nil {
		return err
	}
	if err := c.MayLook(asked.By, view.State.OwnerID, view.State.VerifierID); err != nil {
		return err
	}
	for _, dip := range d.Dips {
		if dip.Action.ActionID == action && dip.Found != "" {
			return nil // the ledger says that somebody has looked
		}
	}
	asked.ID += "/reopen"
	err = actionShelf.ask(s, r.Context(), action, readiness.ReopenAction{Reason: "A dip sample found that it is no longer so. " + c.Note}, asked)
	if readiness.Conflict.Is(err) && !view.Status.Checked() && view.Status != readiness.ActionVerified {
		return nil // it is open already
	}
	return err
}
