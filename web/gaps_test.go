package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestWhatGapPagesSay(t *testing.T) {
	t.Parallel()
	samplesSay(t, map[string][]htmlcheck.Check{
		"gaps/some": {
			htmlcheck.In("#said", htmlcheck.Says("Of 4 criteria, 2 have been graded by more than one person, and in 1 the grades differ.")),
			htmlcheck.In("#council", htmlcheck.Says("The council over-grades by 1 grade against inspectors, in 2 grades")),
			htmlcheck.In("main", htmlcheck.Says("Kept back until it is challenged"), htmlcheck.Says("Priya Nandra, peer"), htmlcheck.Says("Shown from 10 criteria up"), htmlcheck.Says("nothing to measure")),
		},
		"gaps/only differ":            {htmlcheck.In("main", htmlcheck.Counts("a[href=/criteria/ap-HP11]", 1), htmlcheck.Lacks("a[href=/criteria/ap-HP03]"))},
		"gaps/known before":           {htmlcheck.In("#council", htmlcheck.Says("6 March 2026, came before this self-assessment began"))},
		"compare/some":                {htmlcheck.In("#counts", htmlcheck.Says("1 better"), htmlcheck.Says("1 worse"), htmlcheck.Says("1 new"), htmlcheck.Says("1 gone")), htmlcheck.In("main", htmlcheck.Says("Half of the contacts waited for two days."), htmlcheck.Says("The criterion has other words now. It asks for examination now."))},
		"compare/only worse":          {htmlcheck.In("main", htmlcheck.Says("Statement by statement: Worse"), htmlcheck.SaysNot("Drift is prevented"))},
		"compare text/changed":        {htmlcheck.In("main", htmlcheck.Counts("del", 1), htmlcheck.Counts("ins", 2), htmlcheck.Says("Added The south begins in May."))},
		"inspections/put right":       {htmlcheck.In("#replaced", htmlcheck.Says("Entries that were put right (1)")), htmlcheck.In("main", htmlcheck.Counts("a[href=/self-assessments/grades/add?replaces=in-2]", 1))},
		"inspections/elected member":  {htmlcheck.In("main", htmlcheck.Lacks("a[href=/self-assessments/grades/add]"))},
		"improve/the finding is made": {htmlcheck.Value("finding_id", "f-1"), htmlcheck.In("main", htmlcheck.Says("The finding is in the register.")), htmlcheck.Value("text", "Recording does not show why a plan was changed.")},
	})
}

// improving makes findings, and refuses the first action.
type improving struct {
	assessments
	planRegister
	commands
	findings, actions int
}

func (i *improving) AppraisalView(context.Context, readiness.Actor, string) (readiness.AppraisalView, error) {
	v := readiness.AppraisalView{AppraisalRow: readiness.AppraisalRow{AppraisalID: "ap-1", Assessment: "2026 to 2027", Section: "HELP", Criterion: "HP11"}, Written: &readiness.TextVersion{At: now}}
	v.Written.Text.Weakness = "Recording is late."
	return v, nil
}

func (i *improving) AddFinding(_ context.Context, f readiness.AddFinding, _ readiness.Asked) (readiness.PracticeFinding, error) {
	i.findings++
	return readiness.PracticeFinding{ID: "f-1", Text: f.Text}, nil
}

func (i *improving) AddAction(_ context.Context, f readiness.AddAction, _ readiness.Asked) (readiness.PlannedAction, error) {
	if i.actions++; i.actions == 1 {
		return readiness.PlannedAction{}, readiness.FieldErrorf("due", "6 March 2027 is not a working day.")
	}
	return readiness.PlannedAction{ID: "a-1", Details: f.ActionDetails, Agreed: true}, nil
}

func (*improving) OpenAction(context.Context, readiness.PlannedAction) error { return nil }

// TestWeaknessBecomesWorkOnce: what failed half-way comes back with its finding made, and is sent again without another.
func TestWeaknessBecomesWorkOnce(t *testing.T) {
	t.Parallel()
	house, s := &improving{}, newServer()
	s.Assessments, s.Actions, s.Commands = house, house, house
	v := visit(t, s, "manager")
	_, page, _ := v.get("/criteria/ap-1/improve")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("text", "Recording is late."), htmlcheck.Value("theme", "HP11"))
	form := url.Values{"command_id": {commandID}, "text": {"Recording is late."}, "severity": {"high"}, "theme": {"HP11"}, "act": {"yes"}}
	if status, page, _ := v.post("/criteria/ap-1/improve", form); status != http.StatusUnprocessableEntity || house.findings != 0 || !strings.Contains(page, "Choose who owns the action.") {
		t.Fatalf("without an action: %d, %d findings", status, house.findings)
	}
	for name, value := range map[string]string{"title": "Record in a week", "outcome": "Plans hold.", "measure": "An audit.", "owner_id": "p-1", "sponsor_id": "p-2", "due-day": "6", "due-month": "3", "due-year": "2027"} {
		form.Set(name, value)
	}
	status, page, _ := v.post("/criteria/ap-1/improve", form)
	htmlcheck.Has(t, page, htmlcheck.Value("finding_id", "f-1"), htmlcheck.In(".govuk-error-summary", htmlcheck.Says("not a working day")))
	if status != http.StatusUnprocessableEntity || house.findings != 1 {
		t.Fatalf("refused half-way: %d, %d findings", status, house.findings)
	}
	form.Set("finding_id", "f-1")
	if status, _, to := v.post("/criteria/ap-1/improve", form); status != http.StatusSeeOther || to != "/findings/f-1" || house.findings != 1 || house.actions != 2 {
		t.Errorf("sent again: %d to %s, %d findings, %d actions", status, to, house.findings, house.actions)
	}
}
