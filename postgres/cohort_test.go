package postgres_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// leaverPack is a small pack about care leavers, missingPack one about missing children, and riskPack one about exploitation.
var (
	leaverPack = readiness.FocusPack{
		Code: "leavers-1", Focus: "care_leavers", Name: "Care leavers", Cohort: readiness.CareLeaverCohort,
		Flags: []readiness.RedFlag{
			{Code: "contact", Name: "No contact for more than %d weeks", Rule: "no_contact_weeks", Threshold: 8},
			{Code: "adviser", Name: "No personal adviser", Rule: "no_adviser"},
			{Code: "closed", Name: "Closed before 21", Rule: "closed_before_21"},
		},
	}
	missingPack = readiness.FocusPack{
		Code: "missing-1", Focus: "missing", Name: "Missing children", Cohort: readiness.MissingCohort,
		Flags: []readiness.RedFlag{
			{Code: "often", Name: "%d or more episodes in twelve months", Rule: "missing_episodes", Threshold: 3},
			{Code: "late", Name: "No interview within %d hours", Rule: "interview_late_hours", Threshold: 72},
		},
	}
	riskPack = readiness.FocusPack{
		Code: "risk-1", Focus: "exploitation", Name: "Exploitation", Cohort: readiness.ExploitationCohort,
		Flags: []readiness.RedFlag{
			{Code: "lowered", Name: "Lowered without a signature", Rule: "lowered_unsigned"},
			{Code: "both", Name: "Missing, and at risk", Rule: "missing_and_exploited"},
		},
	}
	ownPack = readiness.FocusPack{Code: "alone-1", Focus: "unaccompanied", Name: "Unaccompanied children", Cohort: readiness.OtherCohort}
)

func leaver(ref string, contact calendar.Date) readiness.CareLeaverRow {
	return readiness.CareLeaverRow{ChildRef: ref, Age: 19, Team: "Leaving care", Adviser: "Ann", InTouch: "Yes", LastContact: contact}
}

// annex is an extract with lists 8 and 9 beside the cases.
func annex(on calendar.Date, leavers []readiness.CareLeaverRow, care ...readiness.MissingRow) readiness.Extract {
	e := extract(on, record("A1", "North 1", calendar.On(2025, 1, 10)))
	e.Lists = append(e.Lists, readiness.ListFound{List: 8, Rows: len(care)}, readiness.ListFound{List: 9, Rows: len(leavers)})
	e.CareLeavers, e.Missing = leavers, care
	return e
}

// flags are how many have each flag of a focus area now, before, new and gone.
func (w *world) flags(viewer readiness.Actor, focus string) map[string][4]int {
	w.t.Helper()
	lines := map[string][4]int{}
	for _, l := range must[readiness.CohortView](w.t)(w.Cohort(w.t.Context(), viewer, focus)).Lines {
		lines[l.Flag.Code] = [4]int{l.Now, l.Was, l.New, l.Gone}
	}
	return lines
}

func wantFlags(t *testing.T, got, want map[string][4]int) {
	t.Helper()
	if d := diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestCohortMovesFromListToList(t *testing.T) {
	t.Parallel()
	s := newService(t)
	lead := s.actor(s.lead)
	w, ctx := s.world, t.Context()
	w.must(w.KeepCohorts(ctx, []readiness.FocusPack{leaverPack}))
	if lines := must[[]readiness.CohortLine](t)(w.Cohorts(ctx, lead)); len(lines) != 1 || !lines[0].On.IsZero() || lines[0].Children != 0 {
		t.Fatalf("before any list: %+v", lines)
	}
	w.load(annex(monday, []readiness.CareLeaverRow{leaver("L1", monday.AddDays(-57)), leaver("L2", monday.AddDays(-56)), leaver("L3", monday.AddDays(-1))}))
	wantFlags(t, w.flags(lead, "care_leavers"), map[string][4]int{"contact": {1, 0, 1, 0}, "adviser": {}, "closed": {}})

	tuesday := monday.AddDays(1)
	w.goTo(tuesday)
	unadvised := leaver("L2", monday.AddDays(-56))
	unadvised.Adviser = ""
	w.load(annex(tuesday, []readiness.CareLeaverRow{leaver("L1", monday), unadvised}))
	wantFlags(t, w.flags(lead, "care_leavers"), map[string][4]int{"contact": {1, 1, 1, 1}, "adviser": {1, 0, 1, 0}, "closed": {1, 0, 1, 0}})

	closed := must[readiness.FlagView](t)(w.FlaggedChildren(ctx, lead, "care_leavers", "closed"))
	if len(closed.Children) != 1 || closed.Children[0].Ref != "L3" || closed.Children[0].Since != monday || !closed.Children[0].New || !strings.Contains(closed.Children[0].Says, "aged 19") {
		t.Errorf("closed %+v", closed.Children)
	}
	contact := must[readiness.FlagView](t)(w.FlaggedChildren(ctx, lead, "care_leavers", "contact"))
	if len(contact.Gone) != 1 || contact.Gone[0].Ref != "L1" || contact.Children[0].Ref != "L2" {
		t.Errorf("contact %+v", contact)
	}
}

// TestCohortsCountTheSameDayOnce: a list that comes on the day of another is counted with it, and what was before stays what was before.
func TestCohortsCountTheSameDayOnce(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	w.must(w.KeepCohorts(ctx, []readiness.FocusPack{leaverPack}))
	late := []readiness.CareLeaverRow{leaver("L1", monday.AddDays(-60))}
	w.load(annex(monday.AddDays(-7), nil))
	w.load(annex(monday, late))
	w.load(annex(monday, append(late, leaver("L2", monday.AddDays(-60)))))
	view := must[readiness.CohortView](t)(w.Cohort(ctx, readiness.Operator, "care_leavers"))
	if view.On != monday || view.Before != monday.AddDays(-7) || view.Flags != 2 || view.Was != 0 || view.Other {
		t.Errorf("%+v", view.CohortLine)
	}
	stricter := leaverPack
	stricter.Code, stricter.Flags = "leavers-2", slices.Clone(leaverPack.Flags)
	stricter.Flags[0].Threshold = 9
	w.must(w.KeepCohorts(ctx, []readiness.FocusPack{stricter}))
	view = must[readiness.CohortView](t)(w.Cohort(ctx, readiness.Operator, "care_leavers"))
	if view.Pack != "leavers-2" || view.Flags != 0 || !view.Other {
		t.Errorf("by another pack %+v, other %t", view.CohortLine, view.Other)
	}
	before := query[int64](w, `select count(*) from audit where action = 'cohorts counted by other packs'`)
	w.must(w.KeepCohorts(ctx, []readiness.FocusPack{stricter}))
	if after := query[int64](w, `select count(*) from audit where action = 'cohorts counted by other packs'`); after[0] != before[0] {
		t.Error("the same packs again were counted again")
	}
}

// TestCohortsAreCountedByThePackThatBegins: a focus area counts as soon as it is in the library, and by its next version from the night on which that begins.
func TestCohortsAreCountedByThePackThatBegins(t *testing.T) {
	t.Parallel()
	w, ctx := withPacks(t), t.Context()
	w.load(annex(monday, []readiness.CareLeaverRow{leaver("L1", monday.AddDays(-60))}))
	id := must[string](t)(w.ClonePack(ctx, "care-leavers-2026", readiness.ClonePack{Code: "leavers-own", Name: "Our own", Focus: "care_leavers", From: monday.AddDays(7)}, w.asked(ruler)))
	must[readiness.PackFile](t)(w.FinishPackDraft(ctx, id, w.asked(ruler)))
	pack := func() string {
		view := must[readiness.CohortView](t)(w.Cohort(ctx, readiness.Operator, "care_leavers"))
		if view.Children != 1 {
			t.Errorf("%+v", view.CohortLine)
		}
		return view.Pack
	}
	if got := pack(); got != "care-leavers-2026" {
		t.Errorf("counted by %s", got)
	}
	w.goTo(monday.AddDays(7))
	w.must(w.SweepDone(ctx, readiness.SweepResult{On: monday.AddDays(7)}, readiness.Clock.PersonID))
	if got := pack(); got != "leavers-own" {
		t.Errorf("counted by %s after the night on which another begins", got)
	}
}

// TestAnOldExtractKeepsNoList: an upload that was checked by a program without cohorts says nothing of them, which is not that there is nobody.
func TestAnOldExtractKeepsNoList(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	e := extract(monday, record("A1", "North 1", calendar.On(2025, 1, 10)))
	e.Lists = append(e.Lists, readiness.ListFound{List: 9, Rows: 40})
	w.load(e)
	if n := query[int64](w, `select count(*) from cohort_lists`); n[0] != 0 {
		t.Errorf("%d lists were kept", n[0])
	}
}

func TestFlaggedChildrenAreForTheirPlace(t *testing.T) {
	t.Parallel()
	s := newService(t)
	w, ctx := s.world, t.Context()
	w.must(w.KeepCohorts(ctx, []readiness.FocusPack{leaverPack}))
	mine, theirs := leaver("L1", monday.AddDays(-60)), leaver("L2", monday.AddDays(-60))
	mine.Team = "North 1"
	w.load(annex(monday, []readiness.CareLeaverRow{mine, theirs}))
	head, lead, member := s.actor(s.head), s.actor(s.lead), s.actor(s.member)
	v := must[readiness.FlagView](t)(w.FlaggedChildren(ctx, head, "care_leavers", "contact"))
	if len(v.Children) != 1 || v.Children[0].Ref != "L1" || v.Children[0].Area != "North" || v.Elsewhere != 1 {
		t.Errorf("the head sees %+v and %d elsewhere", v.Children, v.Elsewhere)
	}
	if all := must[readiness.FlagView](t)(w.FlaggedChildren(ctx, lead, "care_leavers", "contact")); len(all.Children) != 2 || all.Elsewhere != 0 {
		t.Errorf("the lead sees %+v", all)
	}
	none := must[readiness.FlagView](t)(w.FlaggedChildren(ctx, member, "care_leavers", "contact"))
	if len(none.Children) != 0 || none.Line.Now != readiness.Hidden || none.CohortLine.Children != readiness.Hidden {
		t.Errorf("the member sees %+v", none)
	}
	other := must[readiness.FlagView](t)(w.FlaggedChildren(ctx, lead, "care_leavers", "contact")).Children[1].ID
	_, err := w.FlaggedChild(ctx, head, "care_leavers", "contact", other)
	wantRefusal(t, err, readiness.NotFound, "")
	answer := readiness.AnswerFlag{Looked: "The record.", Did: "Rang."}
	wantRefusal(t, w.AnswerFlag(ctx, "care_leavers", "contact", other, answer, w.asked(head)), readiness.NotFound, "")
	wantRefusal(t, w.AnswerFlag(ctx, "care_leavers", "contact", other, answer, w.asked(member)), readiness.Forbidden, "")

	reads := query[string](w, `select detail from audit where action = 'children of a red flag read from outside their area'`)
	if !slices.Equal(reads, []string{"flag=contact children=2"}) {
		t.Errorf("looks from outside left %q", reads)
	}
}

// TestACaseIsShownToWhoMaySeeIt: list 9 has the child with one team, and the case belongs to another.
func TestACaseIsShownToWhoMaySeeIt(t *testing.T) {
	t.Parallel()
	s := newService(t)
	w, ctx := s.world, t.Context()
	w.must(w.KeepCohorts(ctx, []readiness.FocusPack{leaverPack}))
	e := annex(monday, []readiness.CareLeaverRow{leaver("A1", monday.AddDays(-60))})
	e.CareLeavers[0].Team, e.Cases[0].Team = "North 1", "South 1"
	w.load(e)
	for viewer, want := range map[string]bool{s.head: false, s.lead: true} {
		v := must[readiness.FlagView](t)(w.FlaggedChildren(ctx, s.actor(viewer), "care_leavers", "contact"))
		if len(v.Children) != 1 || v.Children[0].Team != "North 1" || (v.Children[0].CaseID != "") != want {
			t.Errorf("%s sees %+v", viewer, v.Children)
		}
	}
}

// TestAFlagIsAnsweredUntilItGoes: the answer holds over further lists, ends with the flag, and does not come back with it.
func TestAFlagIsAnsweredUntilItGoes(t *testing.T) {
	t.Parallel()
	s := newService(t)
	w, ctx, lead := s.world, t.Context(), s.actor(s.lead)
	w.must(w.KeepCohorts(ctx, []readiness.FocusPack{leaverPack}))
	late := func(on calendar.Date) {
		w.goTo(on)
		w.load(annex(on, []readiness.CareLeaverRow{leaver("L1", monday.AddDays(-60))}))
	}
	late(monday)
	child := must[readiness.FlagView](t)(w.FlaggedChildren(ctx, lead, "care_leavers", "contact")).Children[0].ID
	asked := w.asked(lead)
	for range 2 { // sent twice
		w.must(w.AnswerFlag(ctx, "care_leavers", "contact", child, readiness.AnswerFlag{Looked: "The record.", Did: "Visited on Friday."}, asked))
	}
	answered := func() (n, earlier int) {
		v := must[readiness.FlagView](t)(w.FlaggedChild(ctx, lead, "care_leavers", "contact", child))
		if line := must[[]readiness.CohortLine](t)(w.Cohorts(ctx, lead))[0]; line.Answered != v.Line.Answered || line.Flags != 1 {
			t.Errorf("the list says %+v, the flag %+v", line, v.Line)
		}
		return v.Line.Answered, len(v.Children[0].Earlier)
	}
	if n, earlier := answered(); n != 1 || earlier != 0 {
		t.Errorf("%d answered, %d earlier", n, earlier)
	}
	late(monday.AddDays(1))
	if n, _ := answered(); n != 1 {
		t.Error("the answer did not hold over the next list")
	}
	w.goTo(monday.AddDays(2))
	w.load(annex(monday.AddDays(2), []readiness.CareLeaverRow{leaver("L1", monday)}))
	_, err := w.FlaggedChild(ctx, lead, "care_leavers", "contact", child)
	wantRefusal(t, err, readiness.NotFound, "")
	late(monday.AddDays(3))
	if n, earlier := answered(); n != 0 || earlier != 1 {
		t.Errorf("back again: %d answered, %d earlier", n, earlier)
	}
}

func TestAMovementIsNoted(t *testing.T) {
	t.Parallel()
	s := newService(t)
	w, ctx, lead := s.world, t.Context(), s.actor(s.lead)
	w.must(w.KeepCohorts(ctx, []readiness.FocusPack{leaverPack}))
	w.load(annex(monday, []readiness.CareLeaverRow{leaver("L1", monday)}))
	note := readiness.NoteMovement{Kind: "recording", Why: "Contacts by text are recorded now."}
	wantRefusal(t, w.NoteMovement(ctx, "care_leavers", "contact", note, w.asked(lead)), readiness.Conflict, "")
	w.goTo(monday.AddDays(1))
	w.load(annex(monday.AddDays(1), []readiness.CareLeaverRow{leaver("L1", monday.AddDays(-99))}))
	wantRefusal(t, w.NoteMovement(ctx, "care_leavers", "contact", note, w.asked(s.actor(s.head))), readiness.Forbidden, "")
	wantRefusal(t, w.NoteMovement(ctx, "care_leavers", "nothing", note, w.asked(lead)), readiness.NotFound, "")
	w.must(w.NoteMovement(ctx, "care_leavers", "contact", note, w.asked(lead)))
	line := func() readiness.FlagLine {
		return must[readiness.CohortView](t)(w.Cohort(ctx, lead, "care_leavers")).Lines[0]
	}
	if l := line(); l.Note == nil || l.Note.Kind != "recording" || l.Note.By != "lead" {
		t.Errorf("%+v", l)
	}
	w.goTo(monday.AddDays(2))
	w.load(annex(monday.AddDays(2), []readiness.CareLeaverRow{leaver("L1", monday.AddDays(-99))}))
	if l := line(); l.Note != nil {
		t.Error("the note of one movement stands at the next")
	}
}
