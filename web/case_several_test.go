package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// group is the shelf whose cases can be kept out together; c-2 is kept out already.
type group struct {
	shelf
	done *[]readiness.ExcludeSeveral
	late bool // c-1 closes between the check and the answer
}

func (g group) CheckExclusions(_ context.Context, _ readiness.Actor, e readiness.ExcludeSeveral) (readiness.ExcludedCases, error) {
	would := readiness.ExcludedCases{Until: e.Until}
	if err := e.Each().Check(calendar.DateOf(now)); err != nil {
		return would, err
	}
	for _, id := range e.Cases {
		if id == "c-2" {
			would.Refused = append(would.Refused, readiness.ExclusionLeft{CaseID: id, ChildRef: "51077", Why: "This case is kept out of the reviews already."})
		} else {
			would.Done = append(would.Done, readiness.ExcludedCase{CaseID: id, ChildRef: "48213", Team: "North team 1", Reviewing: true})
		}
	}
	return would, nil
}

func (g group) ExcludeCases(ctx context.Context, e readiness.ExcludeSeveral, asked readiness.Asked) (readiness.ExcludedCases, error) {
	*g.done = append(*g.done, e)
	done, err := g.CheckExclusions(ctx, asked.By, e)
	if g.late {
		done.Refused = append(done.Refused, readiness.ExclusionLeft{CaseID: "c-1", ChildRef: "48213", Why: "This case closed on 2 March 2027."})
	}
	return done, err
}

func grouped(t *testing.T, late bool) (visitor, group) {
	t.Helper()
	s := newServer()
	g := group{shelf: shelf{asked: &[]readiness.CaseQuery{}}, done: &[]readiness.ExcludeSeveral{}, late: late}
	s.Cases = g
	return visit(t, s, "head"), g
}

func groupForm(pairs ...string) url.Values {
	form := url.Values{"command_id": {"once"}, "state": {"all"}, "reason": {"nrpf"}, "until-day": {"1"}, "until-month": {"6"}, "until-year": {"2027"}, "note": {"Agreed at panel."}}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return form
}

// TestExcludeAGroup ticks cases of a list, checks what that does, and does it: nothing happens before the answer is checked, and then only to what was.
func TestExcludeAGroup(t *testing.T) {
	t.Parallel()
	v, g := grouped(t, false)
	_, page, _ := v.get("/cases?state=all&sort=months")
	if links := htmlcheck.Links(t, page, "main"); !strings.Contains(fmt.Sprint(links), "/cases/exclude?sort=months&state=all") {
		t.Errorf("the list leads to %v", links)
	}
	_, page, _ = v.get("/cases/exclude?sort=months&state=all")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("All 3 cases of the list")), htmlcheck.Value("state", "all"), htmlcheck.Counts("input[name=cases]", 2))

	status, page, _ := v.post("/cases/exclude", groupForm("which", "some", "cases", "c-1", "cases", "c-2"))
	htmlcheck.Page(t, page)
	if status != http.StatusOK || len(*g.done) != 0 {
		t.Fatalf("the check answers %d and did %v", status, *g.done)
	}
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("Keep 1 case out of the reviews?")), htmlcheck.In("main", htmlcheck.Says("has a review that is running. It goes on"), htmlcheck.Says("North team 1: 1 case"), htmlcheck.Says("Case 51077: This case is kept out")),
		htmlcheck.Counts("input[name=cases]", 1), htmlcheck.Value("cases", "c-1"), htmlcheck.Value("until-year", "2027"), htmlcheck.Value("note", "Agreed at panel."), htmlcheck.Value("command_id", "once"))

	status, _, to := v.post("/cases/exclude/confirm", groupForm("cases", "c-1"))
	if status != http.StatusSeeOther || to != "/cases?state=excluded" {
		t.Errorf("answers %d and leads to %s", status, to)
	}
	want := readiness.ExcludeSeveral{Cases: []string{"c-1"}, Reason: "nrpf", Until: calendar.On(2027, 6, 1), Note: "Agreed at panel."}
	if fmt.Sprint(*g.done) != fmt.Sprint([]readiness.ExcludeSeveral{want}) {
		t.Errorf("asked %v", *g.done)
	}
	if _, page, _ := v.get("/cases?state=excluded"); !strings.Contains(page, "1 case is kept out of the reviews until 1 June 2027.") {
		t.Error("the next page does not say what was done")
	}
}

func TestExcludeEveryCaseOfAList(t *testing.T) {
	t.Parallel()
	v, g := grouped(t, false)
	_, page, _ := v.post("/cases/exclude", groupForm("which", "all", "cases", "left over"))
	htmlcheck.Has(t, page, htmlcheck.Counts("input[name=cases]", 1), htmlcheck.Value("cases", "c-1"))
	if q := (*g.asked)[0]; q != (readiness.CaseQuery{State: "all", Limit: 1000}) {
		t.Errorf("asked for %+v", q)
	}
}

func TestExcludeAGroupRefuses(t *testing.T) {
	t.Parallel()
	v, g := grouped(t, true)
	for _, c := range []struct {
		name, words string
		form        url.Values
	}{
		{"nothing chosen", "Choose which cases.", groupForm()},
		{"nothing ticked", "Tick at least one case.", groupForm("which", "some")},
		{"too far ahead", "within 12 months", func() url.Values {
			f := groupForm("which", "some", "cases", "c-1")
			f.Set("until-year", "2030")
			return f
		}()},
		{"no reason", "the reason", func() url.Values {
			f := groupForm("which", "some", "cases", "c-1")
			f.Del("reason")
			return f
		}()},
	} {
		status, page, _ := v.post("/cases/exclude", c.form)
		htmlcheck.Page(t, page)
		if status != http.StatusUnprocessableEntity || !strings.Contains(page, c.words) {
			t.Errorf("%s: %d without %q", c.name, status, c.words)
		}
		htmlcheck.Has(t, page, htmlcheck.Value("note", "Agreed at panel."), htmlcheck.Value("state", "all"))
	}
	if status, page, _ := v.post("/cases/exclude/confirm", groupForm("cases", "c-1")); status != http.StatusConflict || !strings.Contains(page, "This case closed on 2 March 2027.") {
		t.Errorf("what could not be done: %d", status)
	}
	if len(*g.done) != 1 {
		t.Errorf("asked %d times", len(*g.done))
	}
}
