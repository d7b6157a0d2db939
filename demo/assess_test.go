package demo_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// assesses looks for everything that the self-assessments of a county show. They come newest first.
func (p plan) assesses(t *testing.T, want ...readiness.AssessmentStatus) {
	t.Helper()
	rows := got[[]readiness.AssessmentRow](t)(p.db.Assessments(t.Context(), seesAll))
	var have []readiness.AssessmentStatus
	for _, r := range rows {
		t.Log(r.Name, r.Framework, r.Status.Title(), "of", r.Criteria, "sent", r.Sent, "agreed", r.Agreed, "late", r.Late, "published", r.PublishedOn)
		have = append(have, r.Status)
	}
	if !slices.Equal(have, want) {
		t.Fatalf("the self-assessments are %v, not %v", have, want)
	}
	now, last := rows[0], rows[len(rows)-1]
	if now.Framework != "ilacs-2026" || now.Criteria != 68 || now.Sent != 44 || now.Agreed != 14 || now.Late != 4 {
		t.Errorf("this year’s: %+v", now)
	}
	if last.Framework != "ilacs-2023" || last.Agreed != last.Criteria {
		t.Errorf("last year’s: %+v", last)
	}
	p.underWay(t, now.AssessmentID)
	p.published(t, last.AssessmentID)
	for _, r := range rows[1:] {
		if sealed := got[readiness.SealedAssessment](t)(p.db.Sealed(t.Context(), seesAll, r.AssessmentID)); readiness.SHA256(sealed.Document) != sealed.SHA256 {
			t.Errorf("the seal of %s does not hold", r.Name)
		}
	}
}

// underWay looks at this year's, as somebody who sees all of it.
func (p plan) underWay(t *testing.T, id string) {
	t.Helper()
	view := got[readiness.AssessmentView](t)(p.db.AssessmentView(t.Context(), seesAll, id))
	peer := p.holder(t, readiness.Peer)
	for what, is := range map[string]func(readiness.AppraisalRow) bool{
		"reached its area head":                        func(r readiness.AppraisalRow) bool { return r.Reached == readiness.AreaHead && r.Overdue > 5 },
		"came back to its author":                      func(r readiness.AppraisalRow) bool { return r.Returned > 0 && r.Status == readiness.AppraisalWriting },
		"waits for the peer":                           func(r readiness.AppraisalRow) bool { return r.OwnerID == peer },
		"was challenged by the peer, and graded lower": func(r readiness.AppraisalRow) bool { return r.ChallengerID == peer && apart(view, r) > 0 },
		"was graded lower by quality assurance":        func(r readiness.AppraisalRow) bool { return r.ChallengerID != peer && apart(view, r) > 0 },
		"was graded higher by its challenger":          func(r readiness.AppraisalRow) bool { return apart(view, r) < 0 },
		"waits to be settled":                          func(r readiness.AppraisalRow) bool { return r.Status == readiness.AppraisalModeration },
		"is with a third reviewer":                     func(r readiness.AppraisalRow) bool { return r.Status == readiness.AppraisalThird && r.OwnerID != "" },
		"was settled between two grades":               func(r readiness.AppraisalRow) bool { return r.Agreed != "" && r.Agreed != r.Grade },
	} {
		n := 0
		for _, r := range view.Rows {
			if is(r) {
				n++
			}
		}
		if t.Log("criteria:", what, n); n == 0 {
			t.Errorf("there is no criterion that %s", what)
		}
	}
	outside := got[readiness.Actor](t)(p.db.Actor(t.Context(), peer))
	if rows := got[[]readiness.AssessmentRow](t)(p.db.Assessments(t.Context(), outside)); len(rows) != 1 || rows[0].AssessmentID != id {
		t.Errorf("the peer sees %+v", rows)
	}
	for _, person := range got[[]readiness.Person](t)(p.db.People(t.Context())) {
		for _, post := range person.Posts {
			if post.Role == readiness.Peer && !post.Until.After(calendar.DateOf(p.now).AddMonths(1)) {
				t.Errorf("the peer’s post ends on %s", post.Until)
			}
		}
	}
	p.carriedOver(t, view)
}

// apart is how many grades the challenger's lies beneath the author's.
func apart(v readiness.AssessmentView, r readiness.AppraisalRow) int {
	if r.Challenged == "" {
		return 0
	}
	return v.Of.Step(r.Challenged) - v.Of.Step(r.Grade)
}

// carriedOver wants the earlier cycle's text beside each of this year's that had one, and some drafts of those who write.
func (p plan) carriedOver(t *testing.T, view readiness.AssessmentView) {
	t.Helper()
	drafts := 0
	for _, r := range view.Rows {
		x := got[readiness.AppraisalView](t)(p.db.AppraisalView(t.Context(), got[readiness.Actor](t)(p.db.Actor(t.Context(), r.AuthorID)), r.AppraisalID))
		if fresh := r.Criterion == "LM15"; !fresh && (x.Before == nil || x.Before.Agreed == "" || x.Before.Text.Know == "") { // the reforms are new in 2026
			t.Errorf("%s: nothing was carried over: %+v", r.Criterion, x.Before)
		}
		if x.Draft != nil {
			drafts++
		}
	}
	if t.Log("drafts", drafts); drafts < 3 {
		t.Errorf("%d have begun to write", drafts)
	}
}

// published looks at last year's: signed on working days by everybody in turn, shared, talked about and answered.
func (p plan) published(t *testing.T, id string) {
	t.Helper()
	x := got[readiness.AssessmentView](t)(p.db.AssessmentView(t.Context(), seesAll, id)).State
	if x.Section("OE") == nil || x.Section("OE").Grade == "" || len(x.Signatures) != len(x.Parts()) || x.SharedOn.IsZero() || x.MetOn.IsZero() || x.LetterOn.IsZero() {
		t.Errorf("last year’s: %+v", x)
	}
	for _, s := range x.Signatures {
		if !calendar.England().IsWorkingDay(calendar.DateOf(s.At)) {
			t.Errorf("%s was signed on %s", s.Part, s.At)
		}
	}
	third, returned, moderated := 0, 0, 0
	for _, r := range got[readiness.AssessmentView](t)(p.db.AssessmentView(t.Context(), seesAll, id)).Rows {
		switch {
		case r.Third != "":
			third++
		case r.Challenged != r.Grade:
			moderated++
		}
		if r.Returned > 0 {
			returned++
		}
	}
	if t.Log("last year: third", third, "moderated", moderated, "returned", returned); third != 2 || moderated < 5 || returned == 0 {
		t.Errorf("%d to a third reviewer, %d settled, %d sent back", third, moderated, returned)
	}
}
