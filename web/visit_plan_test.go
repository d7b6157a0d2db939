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

// visitBook keeps what was asked of it, and refuses what it is told to.
type visitBook struct {
	visits
	commands
	planned readiness.PlanVisit
	refuse  error
}

func (b *visitBook) PlanVisit(_ context.Context, p readiness.PlanVisit, _ readiness.Asked) (readiness.PlannedVisit, error) {
	if b.refuse != nil {
		return readiness.PlannedVisit{}, b.refuse
	}
	b.planned = p
	return readiness.PlannedVisit{ID: "0195a1b2-0000-7000-8000-00000000000b"}, nil
}

func (b *visitBook) OpenVisit(context.Context, readiness.PlannedVisit) error { return nil }

type officers struct{ plan }

func (officers) Officers(context.Context) ([]readiness.Choice, error) {
	return []readiness.Choice{{Code: "p-1", Text: "Clara Wynn"}, {Code: "p-2", Text: "Mika Moss"}}, nil
}

// TestPlanAVisit: each focus area goes with whoever was chosen to lead it, also when one before it was not chosen, and a refusal loses nothing.
func TestPlanAVisit(t *testing.T) {
	t.Parallel()
	b, s := &visitBook{}, newServer()
	s.Visits, s.Commands, s.Packs, s.Plan = b, b, packShelf{}, officers{}
	v := visit(t, s, string(readiness.ImprovementLead))
	form := url.Values{
		"command_id": {commandID}, "kind": {"monitoring"}, "focus": {"exploitation", "missing"}, "lead-care_leavers": {"p-1"}, "lead-missing": {"p-2"},
		"on-day": {"6"}, "on-month": {"4"}, "on-year": {"2027"},
	}
	b.refuse = readiness.FieldErrorf("on", "Tuesday is not a working day.")
	status, page, _ := v.post("/visits/new", form)
	if status != http.StatusUnprocessableEntity || !strings.Contains(page, "not a working day") {
		t.Fatalf("refused with %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.Counts("#lead-missing option[value=p-2][selected]", 1), htmlcheck.Counts("input[name=focus][checked]", 2), htmlcheck.Value("on-year", "2027"))
	b.refuse = nil
	if status, _, to := v.post("/visits/new", form); status != http.StatusSeeOther || to != "/visits/0195a1b2-0000-7000-8000-00000000000b" {
		t.Fatalf("%d to %q", status, to)
	}
	if p := b.planned; p.On != calendar.On(2027, 4, 6) || !slices.Equal(p.Focus, form["focus"]) || !slices.Equal(p.Leads, []string{"", "p-2"}) {
		t.Errorf("planned %+v", p)
	}
	if status, _, _ := v.post("/visits/call", url.Values{"command_id": {commandID}, "kind": {"standard"}}); status != http.StatusSeeOther || b.planned.Kind != "standard" || len(b.planned.Leads) != 0 {
		t.Errorf("the call: %d, %+v", status, b.planned)
	}
	if status, _, _ := visit(t, s, string(readiness.AreaHead)).post("/visits/new", form); status != http.StatusForbidden {
		t.Errorf("an area head plans: %d", status)
	}
}
