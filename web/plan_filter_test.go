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

// filterShelf keeps one person's filters.
type filterShelf struct {
	saved  []readiness.PlanFilter
	asked  []string // command ids
	refuse error
}

func (s *filterShelf) PlanFilters(context.Context, string) ([]readiness.PlanFilter, error) {
	return s.saved, nil
}

func (s *filterShelf) SavePlanFilter(_ context.Context, f readiness.SavePlanFilter, asked readiness.Asked) (readiness.PlanFilter, error) {
	kept := readiness.PlanFilter{ID: "f-1", Name: f.Name, Query: f.Filter()}
	if s.refuse == nil {
		s.saved, s.asked = append(s.saved, kept), append(s.asked, asked.ID)
	}
	return kept, s.refuse
}

func (s *filterShelf) DeletePlanFilter(_ context.Context, id string, asked readiness.Asked) error {
	if s.refuse == nil {
		s.saved, s.asked = nil, append(s.asked, id+" by "+asked.ID)
	}
	return s.refuse
}

// TestSavedFilters saves what the board shows, shows it above the filters, and deletes it.
func TestSavedFilters(t *testing.T) {
	t.Parallel()
	kept, s := &filterShelf{}, newServer()
	s.PlanFilters = kept
	v := visit(t, s, "elected_member")
	_, page, _ := v.get("/plan")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.Lacks("#keep"), htmlcheck.Lacks("#saved"))
	_, page, _ = v.get("/plan?state=overdue&area=north&cursor=")
	htmlcheck.Page(t, page)
	save := "/plan/filters?area=north&state=overdue"
	htmlcheck.Has(t, page, htmlcheck.In("#keep", htmlcheck.Attr("id", "keep"), htmlcheck.Counts("form[action="+save+"]", 1)))
	if status, page, _ := v.post(save, url.Values{"command_id": {"c-1"}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Enter the name of the filter.") || len(kept.saved) != 0 {
		t.Errorf("without a name: %d, %v", status, kept.saved)
	}
	if status, _, to := v.post(save, url.Values{"command_id": {"c-1"}, "name": {"Late in North"}}); status != http.StatusSeeOther || to != "/plan?area=north&state=overdue" {
		t.Errorf("%d to %q", status, to)
	}
	if want := (readiness.PlanFilter{ID: "f-1", Name: "Late in North", Query: readiness.PlanQuery{State: "overdue", AreaID: "north"}}); len(kept.saved) != 1 || kept.saved[0] != want {
		t.Fatalf("saved %+v", kept.saved)
	}
	_, page, _ = v.get("/plan")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#saved", htmlcheck.Counts("a[href=/plan?area=north&state=overdue]", 1)), htmlcheck.Counts("form[action=/plan/filters/f-1/delete]", 1))
	_, page, _ = v.get("/plan?area=north&state=overdue") // it is saved already
	htmlcheck.Has(t, page, htmlcheck.In("#saved", htmlcheck.Lacks("a")), htmlcheck.Counts("#keep form", 1))

	kept.refuse = readiness.FieldErrorf("name", "You have 20 saved filters, which is as many as there can be. Delete one first.")
	if status, page, _ := v.post(save, url.Values{"command_id": {"c-2"}, "name": {"One more"}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Delete one first.") {
		t.Errorf("one too many: %d", status)
	} else {
		htmlcheck.Has(t, page, htmlcheck.Value("name", "One more"))
	}
	kept.refuse = nil
	if status, _, to := v.post("/plan/filters/f-1/delete", url.Values{"command_id": {"c-3"}}); status != http.StatusSeeOther || to != "/plan" || len(kept.saved) != 0 {
		t.Errorf("deleting: %d to %q, %v", status, to, kept.saved)
	}
	if status, _, _ := v.post("/plan/filters?state=no", url.Values{"command_id": {"c-4"}, "name": {"x"}}); status != http.StatusUnprocessableEntity || len(kept.saved) != 0 {
		t.Errorf("a filter that is none: %d", status)
	}
}
