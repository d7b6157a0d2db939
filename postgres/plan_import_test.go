package postgres_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// planColumns are the columns of the sheets of these tests.
var planColumns = []string{"reference", "title", "theme", "outcome", "measure", "owner", "sponsor", "area", "start", "due"}

// sheet keeps a sheet of rows, cells apart by "|", and says what its columns are.
func (p *programme) sheet(lines ...string) string {
	p.t.Helper()
	s := readiness.PlanSheet{File: "plan.xlsx", Name: "Actions", Columns: planColumns}
	for i, line := range lines {
		s.Rows = append(s.Rows, readiness.PlanSheetRow{Number: i + 2, Cells: strings.Split(line, "|")})
	}
	by := p.actor(p.lead)
	id := must[string](p.t)(p.KeepPlanSheet(p.t.Context(), s, p.asked(by)))
	p.must(p.MapPlanSheet(p.t.Context(), id, readiness.PlanMapping{Columns: planColumns}, p.asked(by)))
	return id
}

const (
	firstRow  = "S1|Visit in time|Visits|Children are seen.|Visits in time|manager|head@example.gov.uk|North|1 March 2027|28/05/2027"
	secondRow = "S2|Agree plans|Plans|Plans move.|Audit|MANAGER|head||2027-03-01|46535"
	badRow    = "S3|Read aloud|Plans|Plans move.|Audit|J. Smith|head||1 March 2027|28 May 2027"
)

// openPlanned opens what is planned, as the run does.
func (p *programme) openPlanned() (opened []readiness.ImprovementAction) {
	p.t.Helper()
	for _, planned := range must[[]readiness.PlannedAction](p.t)(p.PlannedActions(p.t.Context(), "", 1000)) {
		a, ev, err := readiness.OpenAction(planned, p.now())
		p.must(err)
		p.must(p.RecordAction(p.t.Context(), a, ev))
		opened = append(opened, a)
	}
	return opened
}

// TestPlanImportBringsASheetIn keeps, maps, tries and brings in: bad rows stop it until they are left out, the same command does nothing more, and what
// was planned opens agreed.
func TestPlanImportBringsASheetIn(t *testing.T) {
	t.Parallel()
	p, ctx := newProgramme(t), t.Context()
	id := p.sheet(firstRow, secondRow, badRow, "")
	trial := must[readiness.PlanTrial](t)(p.TryPlanImport(ctx, id))
	want := []readiness.PlanFault{{Row: 4, Why: []string{"The owner: nobody here is called J. Smith."}}}
	if !cmp.Equal(trial.Bad, want) || len(trial.New) != 2 || trial.Empty != 1 || trial.New[0].Action.AreaID != p.area {
		t.Fatalf("%+v", trial)
	}
	lead := p.actor(p.lead)
	wantRefusal(t, p.ApplyPlanImport(ctx, id, readiness.ConfirmPlanImport{Confirmed: 2}, p.asked(lead)), readiness.Invalid, "leave_out")
	wantRefusal(t, p.ApplyPlanImport(ctx, id, readiness.ConfirmPlanImport{LeaveOut: "yes", Confirmed: 3}, p.asked(lead)), readiness.Conflict, "")
	if n := query[int64](p.world, "select count(*) from actions"); n[0] != 0 {
		t.Fatalf("%d actions after two refusals", n[0])
	}

	asked := p.asked(lead)
	for range 2 {
		p.must(p.ApplyPlanImport(ctx, id, readiness.ConfirmPlanImport{LeaveOut: "yes", Confirmed: 2}, asked))
	}
	kept := must[readiness.PlanImport](t)(p.PlanImport(ctx, id))
	if kept.Done == nil || len(kept.Done.Planned) != 2 || kept.Done.LeftOut != 1 || kept.Done.CommandID != asked.ID || kept.Unopen != 2 || kept.By != "lead" {
		t.Fatalf("%+v", kept)
	}
	opened := p.openPlanned()
	if len(opened) != 2 || opened[0].Status != readiness.ActionAgreed || opened[0].OwnerID != p.manager || opened[0].SponsorID != p.head || opened[1].Run.Due != calendar.On(2027, 5, 28) {
		t.Errorf("%+v", opened)
	}
	v := must[readiness.ActionView](t)(p.ActionView(ctx, lead, opened[0].ID))
	if v.Area != "North" || v.Reference != "S1" || v.Happened[0].Text != "The action was added from a spreadsheet, row 2, due on 28 May 2027." {
		t.Errorf("%s %s %+v", v.Area, v.Reference, v.Happened)
	}
	if kept := must[readiness.PlanImport](t)(p.PlanImport(ctx, id)); kept.Unopen != 0 {
		t.Errorf("%d are not open", kept.Unopen)
	}
	trail := query[string](p.world, "select action from audit where subject like 'plan-import/%' or action = 'action planned' order by seq")
	if want := []string{"plan sheet uploaded", "plan sheet mapped", "action planned", "action planned", "plan brought in"}; !slices.Equal(trail, want) {
		t.Errorf("the trail: %v", trail)
	}
	wantRefusal(t, p.ApplyPlanImport(ctx, id, readiness.ConfirmPlanImport{LeaveOut: "yes", Confirmed: 2}, p.asked(lead)), readiness.Conflict, "")
	wantRefusal(t, p.DropPlanSheet(ctx, id, p.asked(lead)), readiness.Conflict, "")
	wantRefusal(t, p.MapPlanSheet(ctx, id, readiness.PlanMapping{Columns: planColumns}, p.asked(lead)), readiness.Conflict, "")
}

// TestPlanImportAgainUpdatesByReference brings the same sheet in a second time: nothing doubles, and what is different is a change of the running action.
func TestPlanImportAgainUpdatesByReference(t *testing.T) {
	t.Parallel()
	p, ctx := newProgramme(t), t.Context()
	lead := p.actor(p.lead)
	p.must(p.ApplyPlanImport(ctx, p.sheet(firstRow, secondRow), readiness.ConfirmPlanImport{Confirmed: 2}, p.asked(lead)))

	early := must[readiness.PlanTrial](t)(p.TryPlanImport(ctx, p.sheet(strings.Replace(firstRow, "in time|", "within a week|", 1))))
	if len(early.Bad) != 1 || !strings.Contains(early.Bad[0].Why[0], "has not opened yet") {
		t.Errorf("before it opens: %+v", early)
	}
	opened := p.openPlanned()

	id := p.sheet(strings.Replace(firstRow, "S1|Visit in time|", "s1|Visit within a week|", 1), secondRow, strings.Replace(badRow, "J. Smith", "manager", 1))
	trial := must[readiness.PlanTrial](t)(p.TryPlanImport(ctx, id))
	if len(trial.New) != 1 || len(trial.Changes) != 1 || trial.Same != 1 || len(trial.Bad)+len(trial.Notes) != 0 {
		t.Fatalf("%+v", trial)
	}
	change := trial.Changes[0]
	if change.ActionID != opened[0].ID || change.Seq != opened[0].Seq || !slices.Equal(change.Changed, []string{"the title"}) {
		t.Errorf("%+v", change)
	}
	p.must(p.ApplyPlanImport(ctx, id, readiness.ConfirmPlanImport{Confirmed: 2}, p.asked(lead)))
	kept := must[readiness.PlanImport](t)(p.PlanImport(ctx, id))
	if diff := cmp.Diff([]readiness.PlanChange{change}, kept.Pending(), cmpopts.EquateComparable(calendar.Date{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("still to be asked (-want +got):\n%s", diff)
	}
	changed, err := p.ask(opened[0], p.lead, readiness.AmendAction{ActionDetails: change.Details, Reason: "From the spreadsheet."})
	if err != nil || changed.Details.Title != "Visit within a week" || changed.Details.Reference != "S1" {
		t.Fatalf("%+v %v", changed.Details, err)
	}
	answers := []readiness.PlanAnswer{{ActionID: change.ActionID}}
	p.must(p.KeepPlanAnswers(ctx, id, answers))
	p.must(p.KeepPlanAnswers(ctx, id, []readiness.PlanAnswer{{ActionID: change.ActionID, Why: "A second answer."}}))
	if kept := must[readiness.PlanImport](t)(p.PlanImport(ctx, id)); len(kept.Pending()) != 0 || !cmp.Equal(kept.Answers, answers) {
		t.Errorf("%+v", kept.Answers)
	}
	if n := query[int64](p.world, "select count(*) from actions"); n[0] != 3 {
		t.Errorf("%d actions, want 3", n[0])
	}
	wantRefusal(t, p.KeepPlanAnswers(ctx, importOf(t, p), answers), readiness.NotFound, "")
}

// importOf is an import that was not brought in.
func importOf(t *testing.T, p *programme) string {
	t.Helper()
	return p.sheet("S9|Not yet")
}

// TestPlanImportSeesWhatChanged: an owner who leaves between the look and the answer stops the whole, and nothing is planned.
func TestPlanImportSeesWhatChanged(t *testing.T) {
	t.Parallel()
	p, ctx := newProgramme(t), t.Context()
	lead := p.actor(p.lead)
	id := p.sheet(firstRow, strings.Replace(secondRow, "MANAGER", "deputy", 1))
	p.leaves(p.deputy)
	wantRefusal(t, p.ApplyPlanImport(ctx, id, readiness.ConfirmPlanImport{Confirmed: 2}, p.asked(lead)), readiness.Invalid, "leave_out")
	wantRefusal(t, p.ApplyPlanImport(ctx, id, readiness.ConfirmPlanImport{LeaveOut: "yes", Confirmed: 2}, p.asked(lead)), readiness.Conflict, "")
	if n := query[int64](p.world, "select count(*) from actions"); n[0] != 0 {
		t.Errorf("%d actions", n[0])
	}
}

func TestPlanImportIsKeptAndForgotten(t *testing.T) {
	t.Parallel()
	p, ctx := newProgramme(t), t.Context()
	lead := p.actor(p.lead)
	s := readiness.PlanSheet{File: "plan.csv", Columns: []string{"Action", "Owner"}, Rows: []readiness.PlanSheetRow{{Number: 2, Cells: []string{"=1+1", "O’Brien"}}}}
	asked := p.asked(lead)
	id := must[string](t)(p.KeepPlanSheet(ctx, s, asked))
	if again := must[string](t)(p.KeepPlanSheet(ctx, s, asked)); again != id {
		t.Errorf("the same command made %s and %s", id, again)
	}
	kept := must[readiness.PlanImport](t)(p.PlanImport(ctx, id))
	if diff := cmp.Diff(s, kept.Sheet); diff != "" || kept.Mapping != nil || kept.Done != nil {
		t.Errorf("%+v %s", kept, diff)
	}
	_, err := p.TryPlanImport(ctx, id)
	wantRefusal(t, err, readiness.Conflict, "")
	wantRefusal(t, p.MapPlanSheet(ctx, id, readiness.PlanMapping{Columns: []string{"title"}}, p.asked(lead)), readiness.Invalid, "columns")
	other := must[string](t)(p.KeepPlanSheet(ctx, s, p.asked(lead)))
	p.must(p.DropPlanSheet(ctx, other, p.asked(lead)))
	_, err = p.PlanImport(ctx, other)
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = p.PlanImport(ctx, "not-an-id")
	wantRefusal(t, err, readiness.NotFound, "")
	if open := must[[]readiness.PlanImport](t)(p.OpenPlanImports(ctx)); len(open) != 1 || open[0].ID != id || open[0].Sheet.File != "plan.csv" || len(open[0].Sheet.Rows) != 0 {
		t.Errorf("open: %+v", open)
	}
	_, err = p.KeepPlanSheet(ctx, s, p.asked(p.actor(p.manager)))
	wantRefusal(t, err, readiness.Forbidden, "")
	wantRefusal(t, p.DropPlanSheet(ctx, id, p.asked(p.actor(p.member))), readiness.Forbidden, "")

	p.goTo(monday.AddDays(89))
	p.must(p.Forget(ctx))
	must[readiness.PlanImport](t)(p.PlanImport(ctx, id))
	p.goTo(monday.AddDays(91))
	p.must(p.Forget(ctx))
	_, err = p.PlanImport(ctx, id)
	wantRefusal(t, err, readiness.NotFound, "")
}
