package demo_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// lookedAt looks for what the visits of a county show that has case lists: children who were drawn and audited, and what was logged.
func (p plan) lookedAt(t *testing.T, rows []readiness.VisitRow) {
	t.Helper()
	p.halfway(t, rows[0].VisitID)
	p.auditedTwice(t, rows[2].VisitID)
	p.onSite(t, rows[2])
	p.shown(t, rows[2].VisitID, map[string]func(readiness.VisitStepRow) bool{
		"closed on its sample": func(r readiness.VisitStepRow) bool {
			return r.Gate == "sample" && r.Status == readiness.StepDone && r.Late == 0
		},
		"closed on its audits": func(r readiness.VisitStepRow) bool {
			return r.Gate == "audits" && r.Status == readiness.StepDone && r.Late == 0
		},
	})
	for _, i := range []int{0, 2} {
		if packs := got[readiness.VisitPackList](t)(p.db.VisitPacks(t.Context(), seesAll, rows[i].VisitID)).Packs; packs[1].Newer.IsZero() {
			t.Errorf("no newer lists than those of the first pack of %s were brought in", rows[i].Name)
		}
	}
}

// wants compares counts by name.
func wants(t *testing.T, what string, have, want map[string]int) {
	t.Helper()
	t.Log(what, have)
	for name, n := range want {
		if have[name] != n {
			t.Errorf("%s: %d %s, not %d", what, have[name], name, n)
		}
	}
}

// audited counts the audits of one focus area of a visit by what has become of them.
func (p plan) audited(t *testing.T, id string) (before, after map[string]int) {
	t.Helper()
	list := got[readiness.CaseAuditList](t)(p.db.CaseAudits(t.Context(), seesAll, id, "care_leavers"))
	before, after = map[string]int{}, map[string]int{}
	for _, r := range list.Rows {
		n := before
		if r.Round > 1 {
			n = after
		}
		n["audits"]++
		n[string(r.Status)]++
		n["concerns"] += r.Concerns
		if r.Status == readiness.CaseAuditAssigned && r.Overdue > 0 {
			n["late"]++
		}
		if r.Third != "" {
			n["third"]++
		}
		if r.Moderated() {
			n["moderated"]++
			n["stands "+r.Overall]++
		}
		x := got[readiness.CaseAuditView](t)(p.db.CaseAuditView(t.Context(), seesAll, r.CaseAuditID)).State
		n["conflicts"] += len(x.Conflicted)
		if x.Moderated != nil && x.Moderated.By == x.Audited.By || x.Third != nil && (x.Third.By == x.Audited.By || x.Third.By == x.Moderated.By) {
			t.Errorf("the audit %s was read twice by one person", x.ID)
		}
	}
	return before, after
}

// auditedTwice wants the children of the visit that is over to have been audited before it and after it, one of them worse.
func (p plan) auditedTwice(t *testing.T, id string) {
	t.Helper()
	before, after := p.audited(t, id)
	wants(t, "before the visit", before, map[string]int{
		"audits": 8, "done": 8, "third": 1, "conflicts": 1, "concerns": 1, "stands inadequate": 1, "stands good": 2, "stands requires_improvement": 5,
	})
	wants(t, "after it", after, map[string]int{"audits": 8, "done": 7, "moderation": 1})
	c := got[readiness.AuditComparison](t)(p.db.CompareAudits(t.Context(), seesAll, id, "care_leavers"))
	if l := c.Lines[0]; c.Children != 8 || c.Pairs != 7 || l.Better != 4 || l.Same != 2 || l.Worse != 1 {
		t.Errorf("the same children: %d of %d, %+v", c.Pairs, c.Children, l)
	}
	calibration := got[readiness.AuditCalibration](t)(p.db.AuditCalibration(t.Context(), seesAll))
	if calibration.Audits < 15 || calibration.Same == calibration.Audits || len(calibration.Auditors) < 3 {
		t.Errorf("%d of %d audits were graded the same, by %d", calibration.Same, calibration.Audits, len(calibration.Auditors))
	}
}

// onSite wants the days on site of the visit that is over to have been logged, noted and settled by somebody else, the concern on its day.
func (p plan) onSite(t *testing.T, of readiness.VisitRow) {
	t.Helper()
	page := got[readiness.Page[readiness.VisitEntryRow]](t)(p.db.VisitEntries(t.Context(), seesAll, readiness.VisitEntryQuery{State: "all", VisitID: of.VisitID, Limit: 100}))
	n := map[string]int{}
	for _, r := range page.Rows {
		n[r.Kind]++
		n[string(r.Status)]++
		n["given back"] += r.Returned
		v := got[readiness.VisitEntryView](t)(p.db.VisitEntryView(t.Context(), seesAll, r.EntryID))
		if x := v.State; x.Seen == nil || x.Seen.By == x.Answer.By || x.Seen.On != x.Logged || r.Concern() && !r.Found {
			t.Errorf("%s was not settled by somebody else on its day: %+v", r.Kind, v.State.Brief())
		}
	}
	wants(t, "logged", n, map[string]int{"request": 5, "concern": 2, "settled": 7, "given back": 1})
	log := got[readiness.VisitLogView](t)(p.db.VisitLog(t.Context(), seesAll, of.VisitID))
	noted := 0
	for _, d := range log.Days {
		if d.Noted && d.Open == 0 {
			noted++
		}
	}
	if noted != 2 {
		t.Errorf("%d days are noted: %+v", noted, log.Days)
	}
	if f := got[readiness.FeedbackView](t)(p.db.Feedback(t.Context(), seesAll, of.VisitID)); len(f.Lines) != 3 || f.Held || len(f.Embargo.Readers) != 2 || f.Embargo.Lifted != of.Letter {
		t.Errorf("what was said at the end: %+v", f)
	}
}

// halfway wants the visit that comes to be part of the way in each of its focus areas.
func (p plan) halfway(t *testing.T, id string) {
	t.Helper()
	before, _ := p.audited(t, id)
	wants(t, "for the visit that comes", before, map[string]int{
		"audits": 9, "done": 1, "feedback": 1, "third_review": 1, "moderation": 2, "assigned": 3, "late": 1, "withdrawn": 1, "conflicts": 1, "moderated": 3,
	})
	for focus, drawn := range map[string]int{"care_leavers": 25, "missing": 1, "exploitation": 0} {
		v := got[readiness.SampleView](t)(p.db.SampleView(t.Context(), seesAll, id, focus))
		switch {
		case drawn == 0 && v.Sample != nil:
			t.Errorf("the sample of %s is drawn", focus)
		case drawn > 0 && (v.Sample == nil || len(v.Rows) < drawn || v.Given != (focus == "care_leavers")):
			t.Errorf("the sample of %s: %d rows, given %t", focus, len(v.Rows), v.Given)
		}
	}
	for focus, answered := range map[string]int{"care_leavers": 7, "missing": 5, "exploitation": 3} {
		if c := got[readiness.Checklist](t)(p.db.Checklist(t.Context(), seesAll, id, focus)); c.Answered() != answered || len(c.Lines) <= answered {
			t.Errorf("%d of %d statements about %s are answered", c.Answered(), len(c.Lines), focus)
		}
	}
	for focus, note := range map[string]string{"care_leavers": "plan_old", "missing": "interview_late", "exploitation": "no_direct_work"} {
		p.flagged(t, focus, note)
	}
}

// flagged wants a focus area to have children with red flags of several kinds, some answered and some not, that moved since the last list, and a note on one.
func (p plan) flagged(t *testing.T, focus, note string) {
	t.Helper()
	v := got[readiness.CohortView](t)(p.db.Cohort(t.Context(), seesAll, focus))
	kinds, moved, noted := 0, 0, ""
	for _, l := range v.Lines {
		t.Log(focus, l.Flag.Code, "now", l.Now, "was", l.Was, "new", l.New, "gone", l.Gone, "answered", l.Answered, l.Unjudged)
		if l.Unjudged != "" {
			t.Errorf("%s of %s cannot be judged: %s", l.Flag.Code, focus, l.Unjudged)
		}
		if l.Now > 0 {
			kinds++
		}
		moved += l.New + l.Gone
		if l.Note != nil && l.Flag.Code == note {
			noted = l.Note.Kind
		}
	}
	t.Log(focus, "children", v.Children, "flags", v.Flags, "answered", v.Answered, "moved", moved)
	if kinds < 3 || v.Flags < 8 || v.Answered == 0 || v.Answered == v.Flags || moved == 0 || noted == "" {
		t.Errorf("%s: %d kinds of flags, %d flags, %d answered, %d moved, note %q", focus, kinds, v.Flags, v.Answered, moved, noted)
	}
	if on := calendar.DateOf(p.now).AddDays(-36); v.On.Before(on) {
		t.Errorf("the newest list of %s is of %s", focus, v.On)
	}
}
