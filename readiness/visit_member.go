package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// SeesWork reports whether somebody may see the work on a visit: its steps, who has them, and what was written. Others are shown counts. Whoever has a part in
// the visit sees it whatever their post.
func (x Visit) SeesWork(viewer Actor) bool {
	return May(viewer, SeeVisitSteps, Place{}) || slices.ContainsFunc(x.Everybody(), viewer.standsFor)
}

// ForMembers is the line of a visit for whoever may not see the work on it: nobody that it reached and nothing that was said, and no letter that is not
// published. While it is not, the visit waits for it as far as they are told.
func (r VisitRow) ForMembers(published bool) VisitRow {
	r.Undecided, r.Reached, r.Because = false, "", ""
	r.ReachedAt = time.Time{}
	if !published {
		r.Letter = calendar.Date{}
		r.Status = r.Status.forMembers()
	}
	return r
}

// forMembers is the status as it is told before the letter is published.
func (s VisitStatus) forMembers() VisitStatus {
	if s == VisitLetter {
		return VisitAwaiting
	}
	return s
}

// ForMembers is the page of a visit for whoever may not see the work on it: how ready it is, in counts without small numbers of children.
func (v VisitView) ForMembers(published bool, least int) VisitView {
	m := VisitView{VisitRow: v.VisitRow.ForMembers(published), Counts: true, Score: v.Score, Parts: map[string][]VisitPart{}, Names: map[string]string{}, Next: []NextStep{}, Rows: []VisitStepRow{}, Happened: []EventRow{}}
	x := v.State
	m.State = Visit{ID: x.ID, Status: m.Status, Kind: x.Kind, Name: x.Name, Rehearsal: x.Rehearsal, RunUp: x.RunUp, VisitDates: x.VisitDates, Days: x.Days, LetterDays: x.LetterDays, Focus: x.Focus}
	m.State.Letter, m.State.Seq, m.State.Run = m.Letter, x.Seq, Run{Due: x.Run.Due}
	for _, f := range x.Focus {
		m.Parts[f.Code] = PartsForMembers(slices.Concat([]VisitPart{StepsPace(v.Rows, f.Code).VisitPart}, v.Parts[f.Code]), least)
	}
	return m
}

// ForMembers is the checklist without what people wrote about the work, and without who answered.
func (c Checklist) ForMembers(published bool) Checklist {
	c.Visit, c.Lines = c.Visit.ForMembers(published), slices.Clone(c.Lines)
	for i := range c.Lines {
		c.Lines[i].Note, c.Lines[i].By = "", ""
	}
	return c
}

// Yours reports whether somebody owns the step, or covers for its owner.
func (x VisitStep) Yours(viewer Actor) bool { return x.ownedBy(viewer) }
