package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// letterDesk is a visit with its letter, and a register where one earlier finding about care leavers was shown done.
type letterDesk struct {
	planRegister
	visits
	commands
	letter calendar.Date
	added  []readiness.AddFinding
	asked  []string
}

func (d *letterDesk) VisitView(context.Context, readiness.Actor, string) (readiness.VisitView, error) {
	focus := []readiness.VisitFocus{{Code: "care_leavers", Name: "Care leavers"}, {Code: "missing", Name: "Missing children"}}
	return readiness.VisitView{VisitRow: readiness.VisitRow{VisitID: "v-1", Kind: "monitoring", Name: "Monitoring visit of 1 February 2027", Until: calendar.On(2027, 2, 2), Letter: d.letter, Focus: focus}}, nil
}

func (d *letterDesk) PracticeFinding(_ context.Context, _ readiness.Actor, id string) (readiness.PracticeFinding, error) {
	f := readiness.PracticeFinding{ID: id, Source: "inspection", Theme: "Plans", Text: "Plans stand still.", FoundOn: calendar.On(2026, 6, 8), Focus: []string{"care_leavers"}}
	if id == "f-2" {
		f.Source, f.VisitID, f.Repeats = "visit", "v-1", "f-1"
	}
	f.Actions = []readiness.ActionRow{{ActionID: "a-1", Status: readiness.ActionVerified, Verified: calendar.On(2026, 12, 1)}}
	return f, nil
}

func (d *letterDesk) PracticeFindings(ctx context.Context, viewer readiness.Actor, q readiness.PracticeFindingQuery) (p readiness.Page[readiness.PracticeFinding], err error) {
	if q.Source == "inspection" {
		f, err := d.PracticeFinding(ctx, viewer, "f-1")
		return readiness.Page[readiness.PracticeFinding]{Rows: []readiness.PracticeFinding{f}}, err
	}
	return p, nil
}

func (d *letterDesk) AddFinding(_ context.Context, f readiness.AddFinding, _ readiness.Asked) (readiness.PracticeFinding, error) {
	d.added = append(d.added, f)
	return readiness.PracticeFinding{ID: "f-2", VisitID: f.VisitID, Repeats: f.Repeats}, nil
}

func (d *letterDesk) Action(_ context.Context, id string, c readiness.ActionCommand, asked readiness.Asked) (readiness.ImprovementAction, error) {
	d.asked = append(d.asked, c.Name()+" "+id+" "+asked.ID)
	return readiness.ImprovementAction{}, nil
}

// TestEnterFindingsOfTheLetter: where an earlier finding is of the same focus area it has to be said whether it is repeated, and only a yes opens its
// action again.
func TestEnterFindingsOfTheLetter(t *testing.T) {
	t.Parallel()
	d, s := &letterDesk{letter: calendar.On(2027, 2, 22)}, newServer()
	s.Visits, s.Commands, s.Actions, s.Plan = d, d, d, planned{}
	v := visit(t, s, string(readiness.ImprovementLead))
	_, page, _ := v.get("/visits/v-1/findings")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Value("found_on-day", "2"), htmlcheck.Value("reference", "Letter about monitoring visit of 1 February 2027"), htmlcheck.Lacks("input[name=repeats]"))
	form := url.Values{
		"command_id": {commandID}, "severity": {"high"}, "theme": {"Recording"}, "text": {"Plans stand still again."}, "focus": {"care_leavers"},
		"found_on-day": {"2"}, "found_on-month": {"2"}, "found_on-year": {"2027"},
	}
	status, page, _ := v.post("/visits/v-1/findings", form)
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-error-summary", htmlcheck.Says("Say whether it repeats")), htmlcheck.Value("text", "Plans stand still again."),
		htmlcheck.Counts("input[name=repeats]", 2), htmlcheck.Counts("input[name=repeats][checked]", 0), htmlcheck.In("form.app-prose", htmlcheck.Says("Shown done on 1 December 2026."), htmlcheck.Says("None of these")))
	if status != http.StatusUnprocessableEntity || len(d.added) != 0 {
		t.Fatalf("without an answer: %d, %+v", status, d.added)
	}
	form.Set("repeats", readiness.NoRepeat)
	if status, _, to := v.post("/visits/v-1/findings", form); status != http.StatusSeeOther || to != "/visits/v-1/findings" || len(d.added) != 1 || d.added[0].Repeats != "" || len(d.asked) != 0 {
		t.Fatalf("it repeats none: %d to %q, %+v, asked %v", status, to, d.added, d.asked)
	}
	form.Set("repeats", "f-1")
	if status, _, _ := v.post("/visits/v-1/findings", form); status != http.StatusSeeOther || d.added[1].Repeats != "f-1" || d.added[1].VisitID != "v-1" || d.added[1].Source != "visit" {
		t.Fatalf("it repeats one: %d, %+v", status, d.added)
	}
	if got := strings.Join(d.asked, ", "); got != "reopen-action a-1 named-again/f-2/a-1" {
		t.Errorf("asked %q", got)
	}
	form["focus"] = []string{"missing"}
	form.Del("repeats")
	if status, _, _ := v.post("/visits/v-1/findings", form); status != http.StatusSeeOther || len(d.added) != 3 {
		t.Errorf("of another focus area and theme there is nothing to ask: %d", status)
	}
	if status, _, _ := visit(t, s, string(readiness.TeamManager)).post("/visits/v-1/findings", form); status != http.StatusForbidden {
		t.Errorf("a team manager enters the letter: %d", status)
	}
}

func TestWhatFindingsOfALetterSay(t *testing.T) {
	t.Parallel()
	in, says, lacks := htmlcheck.In, htmlcheck.Says, htmlcheck.Lacks
	samplesSay(t, map[string][]htmlcheck.Check{
		"letter/findings": {
			in("#finding-f-2", says("No action answers it yet."), htmlcheck.Counts("a[href=/actions/new?finding=f-2]", 1)),
			in("#finding-f-3", says("Repeat"), says("It repeats the finding of 8 June 2026"), says("open: 1 action in work"), says("The draft of the statement of action")),
		},
		"letter/does it repeat": {in("main", says("Shown done on 1 December 2026."))},
		"letter/only read":      {in("main", lacks("form"), says("No action answers it yet."))},
		"letter/not there":      {in("main", lacks("form"), says("has not been entered yet"))},
	})
}
