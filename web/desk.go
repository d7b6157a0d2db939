package web

import (
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

const deskPath = planPath + "/desk"

func dipsHref(sample string) string        { return deskPath + "/" + sample }
func dipHref(sample, action string) string { return dipsHref(sample) + "/" + action }

// DeskPage is the verification desk: what waits for a check, and the dip samples of what was shown done.
type DeskPage struct {
	Mine    []readiness.ActionRow // that wait for the viewer's check
	Others  []readiness.ActionRow // that wait for somebody else's
	Samples []readiness.DipSample
	Form    Form
	Viewer  readiness.Actor
}

// Face is the page's frame.
func (p DeskPage) Face() Face {
	return Face{Template: "desk", Title: "Verification desk", Section: planPath, Back: planPath, Failed: p.Form.Failed()}
}

func (s *Server) desk(w http.ResponseWriter, r *http.Request) error {
	return s.showDesk(w, r, http.StatusOK, newForm())
}

func (s *Server) showDesk(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	page := DeskPage{Form: form, Viewer: by(r)}
	desk, err := s.Plan.Desk(r.Context(), page.Viewer)
	if err != nil {
		return err
	}
	page.Mine = desk.Check
	for _, state := range []readiness.ActionStatus{readiness.ActionClaimed, readiness.ActionRetest} {
		waiting, err := s.Plan.Actions(r.Context(), page.Viewer, readiness.PlanQuery{State: string(state), Limit: deskShown})
		if err != nil {
			return err
		}
		page.Others = append(page.Others, unlistedActions(waiting.Rows, page.Mine)...)
	}
	if page.Samples, err = s.Dips.DipSamples(r.Context(), page.Viewer); err != nil {
		return err
	}
	return s.show(w, r, status, page)
}

// deskShown is how many actions of a state the desk lists; the plan board lists them all.
const deskShown = 100

// unlistedActions leaves out the rows that stand in another list.
func unlistedActions(rows, listed []readiness.ActionRow) (rest []readiness.ActionRow) {
	known := map[string]bool{}
	for _, r := range listed {
		known[r.ActionID] = true
	}
	for _, r := range rows {
		if !known[r.ActionID] {
			rest = append(rest, r)
		}
	}
	return rest
}

// Draws reports whether the viewer may draw a sample.
func (p DeskPage) Draws() bool { return mayHere(p.Viewer, may(readiness.VerifyActions)) }

// Size asks how many to draw.
func (p DeskPage) Size() govuk.Input {
	size := p.Form.Text("size", "How many actions?")
	size.Classes, size.Inputmode = "govuk-input--width-2", "numeric"
	return size
}

// Button draws.
func (DeskPage) Button() govuk.Button {
	return govuk.Button{Text: "Draw a dip sample", Classes: "govuk-button--secondary"}
}

// Looked says how far a sample is.
func (DeskPage) Looked(d readiness.DipSample) string { return looked(d) }

func looked(d readiness.DipSample) string {
	n, gone := d.Looked()
	words := strconv.Itoa(n) + " of " + strconv.Itoa(len(d.Dips)) + " looked at"
	if gone > 0 {
		words += ", " + strconv.Itoa(gone) + " no longer so"
	}
	return words
}

func (s *Server) drawDipSample(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	var c readiness.DrawDipSample
	e := &errand{form: &form, into: &c, then: deskPath, done: "The dip sample is drawn.", draw: func(status int) error { return s.showDesk(w, r, status, form) }}
	e.do = func() error {
		drawn, err := s.Dips.DrawDipSample(r.Context(), c, form.asked(r))
		e.then = dipsHref(drawn.ID)
		return err
	}
	return s.run(w, r, e)
}
