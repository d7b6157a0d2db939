package web_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// broom sweeps once its answer is there.
type broom struct {
	commands
	ids  *[]string
	away bool
}

func (b broom) Sweep(_ context.Context, asked readiness.Asked) (readiness.SweepResult, error) {
	*b.ids = append(*b.ids, asked.ID)
	if b.away {
		return readiness.SweepResult{}, readiness.Errorf(readiness.Unconfirmed, "Nobody has answered yet.")
	}
	return readiness.SweepResult{LongOpen: 1290, Opened: 1, Unmapped: 2}, nil
}

func TestSweep(t *testing.T) {
	t.Parallel()
	s, ids := newServer(), []string{}
	s.Commands = broom{ids: &ids, away: true}
	v := visit(t, s, string(readiness.ImprovementLead))
	form := url.Values{"command_id": {"0195a1b2-0000-7000-8000-000000000031"}}
	status, page, _ := v.post("/sweeps", form)
	if status != http.StatusAccepted {
		t.Errorf("nobody answered: %d", status)
	}
	htmlcheck.Has(t, page, htmlcheck.Value("command_id", form.Get("command_id")))
	s.Commands = broom{ids: &ids}
	if status, _, to := v.post("/sweeps", form); status != http.StatusSeeOther || to != "/" {
		t.Errorf("swept: %d to %q", status, to)
	}
	if len(ids) != 2 || ids[0] != ids[1] || ids[0] != form.Get("command_id") {
		t.Errorf("asked under %v", ids)
	}
	_, page, _ = v.get("/")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In(".govuk-notification-banner", htmlcheck.Says("1,290 long-open, 1 review opened. 2 long-open cases in teams without an area must wait")))
}

// bomb panics, as a mistake of ours would.
type bomb struct{ reviews }

func (bomb) Home(context.Context, readiness.Actor) (readiness.HomeView, error) { panic("a mistake") }

func TestPanicIsAPage(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.Reviews = bomb{}
	status, page, _ := visit(t, s, "head").get("/")
	if status != http.StatusInternalServerError {
		t.Errorf("status %d", status)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("We could not show this page."), htmlcheck.SaysNot("a mistake")))
}
