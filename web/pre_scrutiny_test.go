package web_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestWhatPreScrutinyPagesSay(t *testing.T) {
	t.Parallel()
	in, says, lacks, counts := htmlcheck.In, htmlcheck.Says, htmlcheck.SaysNot, htmlcheck.Counts
	samplesSay(t, map[string][]htmlcheck.Check{
		"pre-scrutiny/list":                 {in("main", says("61 requests"), says("Decision day passed"), says("the day has passed"), says("working days late")), counts("a[href=/pre-scrutiny/new]", 1), counts("a[href=/pre-scrutiny.csv]", 1)},
		"pre-scrutiny/member":               {counts("a[href=/pre-scrutiny/new]", 0), counts("a[href=/pre-scrutiny/q-1]", 1)},
		"pre-scrutiny/asked, owner":         {counts("a.govuk-button[href=/pre-scrutiny/q-1/agree]", 1), counts("a[href=/pre-scrutiny/q-1/decline]", 1), in("main", says("Decision on 18 March 2027"))},
		"pre-scrutiny/agreed, owner":        {counts("a.govuk-button[href=/pre-scrutiny/q-1/paper]", 1), counts("a[href=/pre-scrutiny/q-1/consider]", 0)},
		"pre-scrutiny/paper given, lead":    {counts("a[href=/pre-scrutiny/q-1/consider]", 1), in("main", says("Paper 7"))},
		"pre-scrutiny/recommended, owner":   {counts("a.govuk-button[href=/pre-scrutiny/q-1/answer]", 1), in("main", says("made 2 recommendations"), says("no action answers it yet"), says("is to answer by 16 March 2027"))},
		"pre-scrutiny/answered, member":     {counts(".govuk-button", 0), in("main", says("Accepted in part"), lacks("What happens next"))},
		"pre-scrutiny/declined":             {in("main", says("It is urgent."))},
		"pre-scrutiny/decision day passed":  {in("#passed", says("The request stays open until somebody says what became of it.")), counts("a.govuk-button[href=/pre-scrutiny/q-2/consider]", 1)},
		"pre-scrutiny/reached the director": {counts("a.govuk-button[href=/pre-scrutiny/q-1/decide]", 1)},
	})
}

// A committee room is one request, whose rules are the real ones, and everybody who has to do with it.
type committeeRoom struct {
	preScrutinies
	commands
	request readiness.PreScrutiny
	done    map[string]bool // command ids
}

func (c *committeeRoom) PreScrutinyView(_ context.Context, _ readiness.Actor, id string) (readiness.PreScrutinyView, error) {
	if id != c.request.ID {
		return readiness.PreScrutinyView{}, errNone
	}
	x := c.request
	return readiness.PreScrutinyView{PreScrutinyRow: readiness.PreScrutinyRow{PreScrutinyID: x.ID, Title: x.Title, OwnerID: x.OwnerID, Status: x.Status, Decides: x.Decides, MeetsOn: x.MeetsOn, Due: x.Run.Due}, State: x}, nil
}

func (c *committeeRoom) PreScrutiny(_ context.Context, _ string, command readiness.PreScrutinyCommand, asked readiness.Asked) (readiness.PreScrutiny, error) {
	if c.done[asked.ID] {
		return c.request, nil
	}
	next, _, err := c.request.Do(command, asked, now)
	if err == nil {
		c.request, c.done[asked.ID] = next, true
	}
	return next, err
}

func (c *committeeRoom) on(t *testing.T, who string) visitor {
	t.Helper()
	s := newServer()
	s.PreScrutinies, s.Commands = c, c
	return visit(t, s, who)
}

// TestScrutinyRecommends: each paragraph is one recommendation, what was typed stays after a refusal, whoever owns the decision is refused, and a form that
// comes twice is kept once.
func TestScrutinyRecommends(t *testing.T) {
	t.Parallel()
	day := calendar.On(2027, 2, 1)
	x, _, err := readiness.OpenPreScrutiny(readiness.PlannedPreScrutiny{
		ID: "q-1", ConvenorID: "lead", Asked: day, By: "lead", Ask: readiness.AskPreScrutiny{Title: "A new contract", Decides: calendar.On(2027, 3, 18), Why: "It is large.", OwnerID: "manager"},
		Terms: readiness.PreScrutinyTerms(readiness.DefaultPlanRules(), readiness.DefaultLadder(), calendar.England(), day),
	}, day.At(9, 0))
	if err != nil {
		t.Fatal(err)
	}
	room := &committeeRoom{request: x, done: map[string]bool{}}
	owner, head := room.on(t, "manager"), room.on(t, "head")
	if status, _, to := owner.post("/pre-scrutiny/q-1/agree", url.Values{"command_id": {"c-1"}, "meets_on-day": {"9"}, "meets_on-month": {"3"}, "meets_on-year": {"2027"}}); status != http.StatusSeeOther || to != "/pre-scrutiny/q-1" {
		t.Fatalf("agreed: %d to %q", status, to)
	}
	form := url.Values{"command_id": {"c-2"}, "on-day": {"2"}, "on-month": {"3"}, "on-year": {"2027"}, "recommends": {"some"}, "recommendations": {"Ask carers\nfirst.\n\n\nReport in a year."}}
	status, page, _ := head.post("/pre-scrutiny/q-1/consider", form)
	if status != http.StatusUnprocessableEntity {
		t.Errorf("without a weight: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.In("#recommendations", htmlcheck.Says("Ask carers"), htmlcheck.Says("Report in a year.")), htmlcheck.Value("on-day", "2"), htmlcheck.Counts("#severity-error", 1), htmlcheck.Value("command_id", "c-2"))
	form["theme"], form["severity"] = []string{"Placements"}, []string{"high"}
	if status, page, _ := owner.post("/pre-scrutiny/q-1/consider", form); status != http.StatusForbidden || !strings.Contains(page, "Only whoever calls scrutiny") && !strings.Contains(page, "You own the decision") {
		t.Errorf("the owner says what scrutiny said: %d", status)
	}
	lead := room.on(t, "improvement_lead")
	for range 2 {
		if status, _, to := lead.post("/pre-scrutiny/q-1/consider", form); status != http.StatusSeeOther || to != "/pre-scrutiny/q-1" {
			t.Fatalf("considered: %d to %q", status, to)
		}
	}
	if said := room.request.Heard; room.request.Status != readiness.PreScrutinyRecommended || !slices.Equal(said.Recommendations, []string{"Ask carers\nfirst.", "Report in a year."}) {
		t.Errorf("the request is %+v", room.request)
	}
	if status, page, _ := owner.post("/pre-scrutiny/q-1/answer", url.Values{"outcome": {"refused"}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Say what is not accepted, and why.") {
		t.Errorf("refused without a reason: %d", status)
	}
}
