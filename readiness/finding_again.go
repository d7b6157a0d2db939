package readiness

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// NoRepeat is the answer of whoever looked at the earlier findings and found none that the letter names again.
const NoRepeat = "none"

// LetterSource is where a finding of the letter of a visit comes from, by the kind of visit.
func LetterSource(kind string) string {
	if kind == "monitoring" || kind == "focused" {
		return "visit"
	}
	return "inspection"
}

// Names takes a finding of this visit's letter as the visit says: received with the letter, and from the kind of visit that it is.
func (x Visit) Names(f AddFinding) (AddFinding, error) {
	switch {
	case x.Rehearsal:
		return f, Errorf(Conflict, "This is a rehearsal, and no letter comes of it.")
	case x.Letter.IsZero():
		return f, Errorf(Conflict, "The letter of this visit has not been entered yet. Enter the day on which it was received first.")
	case f.FoundOn.Before(x.On):
		return f, FieldErrorf("found_on", "The letter cannot be dated before the first day on site, %s.", x.On.Long())
	}
	for _, code := range f.Focus {
		if !slices.ContainsFunc(x.Focus, func(of VisitFocus) bool { return of.Code == code }) {
			return f, FieldErrorf("focus", "Choose among the focus areas of the visit.")
		}
	}
	f.Source, f.ReceivedOn = LetterSource(x.Kind), x.Letter
	return f, nil
}

// Candidates are the earlier findings of inspections and visits that a finding of a letter may repeat: of one of its focus areas, or of its theme; the newest
// first. Of a finding that is not from a letter there are none.
func (f AddFinding) Candidates(earlier []PracticeFinding) []PracticeFinding {
	found := []PracticeFinding{}
	for _, e := range earlier {
		ofLetter := e.Source == "visit" || e.Source == "inspection"
		shares := slices.ContainsFunc(e.Focus, func(code string) bool { return slices.Contains(f.Focus, code) })
		same := f.Theme != "" && strings.EqualFold(strings.TrimSpace(e.Theme), strings.TrimSpace(f.Theme))
		before := f.FoundOn.IsZero() || e.FoundOn.Before(f.FoundOn)
		if f.VisitID != "" && e.VisitID != f.VisitID && ofLetter && before && (shares || same) {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b PracticeFinding) int {
		return cmp.Or(b.FoundOn.Compare(a.FoundOn), strings.Compare(a.ID, b.ID))
	})
	return found
}

// Stands says where a finding stands by the actions that answer it, in a few words.
func (f PracticeFinding) Stands() string {
	var work, shown, lasted, dropped int
	var on calendar.Date
	for _, a := range f.Actions {
		switch {
		case a.Status == ActionLasted:
			lasted++
		case a.Status.ShownOpen():
			shown++
			if a.Verified.After(on) {
				on = a.Verified
			}
		case a.Status == ActionDropped:
			dropped++
		default:
			work++
		}
	}
	switch {
	case work > 0:
		return "open: " + count(work, "action") + " in work"
	case shown > 0:
		return "shown done on " + on.Long()
	case lasted > 0:
		return "shown done, and it lasted"
	case dropped > 0:
		return "no action: what there was is dropped"
	}
	return "no action"
}

// A NamedAgain is a finding of a letter that names again what an action was to put right.
type NamedAgain struct {
	FindingID  string        `json:"finding_id"`
	ReceivedOn calendar.Date `json:"received_on"` // the letter
	Text       string        `json:"text"`        // what it says
}

// NamedAgain is what the actions of the finding that this one repeats have to hear; nil for a finding that is not of a visit's letter, or repeats none.
func (f PracticeFinding) NamedAgain() *NamedAgain {
	if f.VisitID == "" || f.Repeats == "" {
		return nil
	}
	return &NamedAgain{FindingID: f.ID, ReceivedOn: f.ReceivedOn, Text: f.Text}
}

// Command opens an action again because of it.
func (n NamedAgain) Command() ReopenAction {
	reason := []rune("The letter of " + n.ReceivedOn.Long() + " names it again: " + n.Text)
	return ReopenAction{Reason: string(reason[:min(len(reason), 2000)]), Finding: n.FindingID}
}

// Asked is who asks it of an action. Its id is the same whoever asks and however often, so that one finding opens an action again once.
func (n NamedAgain) Asked(actionID string, by Actor) Asked {
	return Asked{ID: "named-again/" + n.FindingID + "/" + actionID, By: by}
}

// EnterFinding puts a finding into the register. One of a visit's letter that repeats an earlier finding opens every action of that again which was shown
// done and whose last re-test is ahead: what the letter says stands against what was shown. An action that is in work goes on. One that has lasted, or was
// dropped, stays as it is, and the finding waits for a new action. The finding is kept first; what could not be asked of an action then is asked by the
// nightly run (Follow).
func (h House) EnterFinding(ctx context.Context, f AddFinding, asked Asked) (PracticeFinding, error) {
	found, err := h.Actions.AddFinding(ctx, f, asked)
	again := found.NamedAgain()
	if err != nil || again == nil {
		return found, err
	}
	earlier, err := h.Actions.PracticeFinding(ctx, asked.By, found.Repeats)
	if err != nil {
		return found, err
	}
	for _, a := range earlier.Actions {
		if !a.Status.ShownOpen() {
			continue
		}
		_, err := h.Commands.Action(ctx, a.ActionID, again.Command(), again.Asked(a.ActionID, asked.By))
		if err != nil && !Conflict.Is(err) { // somebody else was quicker: its page says what with
			return found, err
		}
	}
	return h.Actions.PracticeFinding(ctx, asked.By, found.ID)
}

// Repeated is the earlier finding that a finding of a letter repeats, among those that it may; "" for none. Where there are some, it has to be said.
func (f AddFinding) Repeated(candidates []PracticeFinding) (string, error) {
	switch {
	case len(candidates) == 0 || f.Repeats == NoRepeat:
		return "", nil
	case !slices.ContainsFunc(candidates, func(c PracticeFinding) bool { return c.ID == f.Repeats }):
		return f.Repeats, FieldErrorf("repeats", "Say whether it repeats one of these earlier findings, or none of them.")
	}
	return f.Repeats, nil
}
