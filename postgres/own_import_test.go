package postgres_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// ownSheet is a sheet of an own list: a row of headings, and rows.
func ownSheet(headings []string, rows ...[]string) readiness.PlanSheet {
	s := readiness.PlanSheet{File: "list.csv", Columns: headings}
	for i, cells := range rows {
		s.Rows = append(s.Rows, readiness.PlanSheetRow{Number: i + 2, Cells: cells})
	}
	return s
}

// bring has a list brought in and returns its import.
func (w *world) bring(by readiness.Actor, list string, on calendar.Date, s readiness.PlanSheet) readiness.OwnImport {
	w.t.Helper()
	id := must[string](w.t)(w.KeepOwnSheet(w.t.Context(), readiness.OwnUpload{List: list, On: on, Sheet: s}, w.asked(by)))
	i := must[readiness.OwnImport](w.t)(w.OwnImport(w.t.Context(), by, id))
	w.must(w.ApplyOwnImport(w.t.Context(), id, readiness.ConfirmOwnImport{LeaveOut: "yes", Confirmed: len(i.Trial.Rows)}, w.asked(by)))
	return i
}

func TestOwnListFromSheetToFlags(t *testing.T) {
	t.Parallel()
	s := newService(t)
	w, ctx, lead := s.world, t.Context(), s.actor(s.lead)
	w.must(w.KeepCohorts(ctx, []readiness.FocusPack{riskPack, missingPack, ownPack}))
	if v := must[readiness.CohortView](t)(w.Cohort(ctx, lead, "exploitation")); len(v.Lacks) != 3 || v.Lines[0].Unjudged == "" {
		t.Errorf("without any list: %+v", v)
	}
	heads := []string{"Child’s reference", "Level of risk", "Team", "Notes"}
	id := must[string](t)(w.KeepOwnSheet(ctx, readiness.OwnUpload{List: readiness.RiskList, On: monday, Sheet: ownSheet(heads, []string{"A1", "High"}, []string{"A2", "Medium", "Nowhere"}, []string{"Sam Smith", "High"})}, w.asked(lead)))
	i := must[readiness.OwnImport](t)(w.OwnImport(ctx, lead, id))
	if len(i.Trial.Rows) != 2 || i.Trial.LeftOut() != 1 || len(i.Trial.New) != 2 || len(i.Trial.Faults) != 2 || len(i.Trial.Ignored) != 1 {
		t.Errorf("%+v", i.Trial)
	}
	if n := query[int64](w, `select count(*) from cohort_lists`); n[0] != 0 {
		t.Error("something changed before anybody confirmed")
	}
	wantRefusal(t, w.ApplyOwnImport(ctx, id, readiness.ConfirmOwnImport{Confirmed: 2}, w.asked(lead)), readiness.Invalid, "leave_out")
	wantRefusal(t, w.ApplyOwnImport(ctx, id, readiness.ConfirmOwnImport{LeaveOut: "yes", Confirmed: 3}, w.asked(lead)), readiness.Conflict, "")
	w.must(w.ApplyOwnImport(ctx, id, readiness.ConfirmOwnImport{LeaveOut: "yes", Confirmed: 2}, w.asked(lead)))
	wantRefusal(t, w.ApplyOwnImport(ctx, id, readiness.ConfirmOwnImport{LeaveOut: "yes", Confirmed: 2}, w.asked(lead)), readiness.Conflict, "")
	if n := query[int64](w, `select count(*) from own_imports where sheet is not null`); n[0] != 0 {
		t.Error("the sheet stays after it was brought in")
	}
	done := must[readiness.OwnImport](t)(w.OwnImport(ctx, lead, id))
	if !done.Done || done.Rows != 2 {
		t.Errorf("%+v", done)
	}

	w.goTo(monday.AddDays(1))
	w.bring(lead, readiness.RiskList, monday.AddDays(1), ownSheet(heads, []string{"A1", "Standard"}, []string{"A3", "High"}))
	w.bring(lead, readiness.EpisodesList, monday.AddDays(1), ownSheet([]string{"Child id", "Missing since", "Returned"}, []string{"A1", "20/02/2027 22:15", "21/02/2027 08:00"}))
	wantFlags(t, w.flags(lead, "exploitation"), map[string][4]int{"lowered": {1, 0, 1, 0}, "both": {1, 0, 1, 0}})
	wantFlags(t, w.flags(lead, "missing"), map[string][4]int{"often": {}, "late": {1, 0, 1, 0}})
	lowered := must[readiness.FlagView](t)(w.FlaggedChildren(ctx, s.actor(s.manager), "exploitation", "lowered"))
	if len(lowered.Children) != 1 || lowered.Children[0].Says != "Lowered from high to standard" || lowered.Children[0].CaseID == "" || lowered.Children[0].Team != "North 1" {
		t.Errorf("%+v", lowered.Children)
	}

	w.bring(lead, readiness.FocusList("unaccompanied"), monday, ownSheet([]string{"Reference"}, []string{"U1"}, []string{"A1"}))
	if v := must[readiness.CohortView](t)(w.Cohort(ctx, lead, "unaccompanied")); v.Children != 2 || v.On != monday {
		t.Errorf("%+v", v)
	}
	sources := must[readiness.CohortSources](t)(w.CohortLists(ctx, lead))
	if len(sources.Lists) != 3 || len(sources.Own) != 3 || len(sources.Waiting) != 0 {
		t.Errorf("%+v", sources)
	}
}

func TestOwnListIsRefused(t *testing.T) {
	t.Parallel()
	s := newService(t)
	w, ctx, lead := s.world, t.Context(), s.actor(s.lead)
	sheet := ownSheet([]string{"Reference", "Level"}, []string{"A1", "High"})
	keep := func(list string, on calendar.Date, by readiness.Actor) error {
		_, err := w.KeepOwnSheet(ctx, readiness.OwnUpload{List: list, On: on, Sheet: sheet}, w.asked(by))
		return err
	}
	wantRefusal(t, keep(readiness.RiskList, monday, s.actor(s.head)), readiness.Forbidden, "")
	wantRefusal(t, keep("nothing", monday, lead), readiness.NotFound, "")
	wantRefusal(t, keep(readiness.RiskList, monday.AddDays(1), lead), readiness.Invalid, "taken_on")
	id := must[string](t)(w.KeepOwnSheet(ctx, readiness.OwnUpload{List: readiness.RiskList, On: monday.AddDays(-1), Sheet: sheet}, w.asked(lead)))
	w.bring(lead, readiness.RiskList, monday, sheet)
	wantRefusal(t, keep(readiness.RiskList, monday.AddDays(-1), lead), readiness.Invalid, "taken_on")
	wantRefusal(t, w.ApplyOwnImport(ctx, id, readiness.ConfirmOwnImport{Confirmed: 1}, w.asked(lead)), readiness.Conflict, "")
	if waiting := must[readiness.CohortSources](t)(w.CohortLists(ctx, lead)).Waiting; len(waiting) != 1 || waiting[0].ID != id {
		t.Errorf("waiting %+v", waiting)
	}
	if sources := must[readiness.CohortSources](t)(w.CohortLists(ctx, s.actor(s.member))); len(sources.Waiting) != 0 || sources.Lists[0].Rows != readiness.Hidden {
		t.Errorf("a member sees %+v", sources)
	}
	w.must(w.DropOwnImport(ctx, id, w.asked(lead)))
	_, err := w.OwnImport(ctx, lead, id)
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = w.OwnImport(ctx, s.actor(s.head), id)
	wantRefusal(t, err, readiness.Forbidden, "")
	id = must[string](t)(w.KeepOwnSheet(ctx, readiness.OwnUpload{List: readiness.RiskList, On: monday, Sheet: sheet}, w.asked(lead)))
	w.goTo(monday.AddDays(91))
	w.must(w.Forget(ctx))
	_, err = w.OwnImport(ctx, lead, id)
	wantRefusal(t, err, readiness.NotFound, "")
}
