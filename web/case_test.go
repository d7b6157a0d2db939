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

// shelf is a list of three cases that comes in pages of two.
type shelf struct {
	cases
	asked   *[]readiness.CaseQuery
	exclude *readiness.Exclude
}

func (s shelf) Cases(_ context.Context, _ readiness.Actor, q readiness.CaseQuery) (readiness.Page[readiness.CaseRow], error) {
	*s.asked = append(*s.asked, q)
	rows := []readiness.CaseRow{{CaseID: "c-1", ChildRef: "48213", Months: 26, Type: readiness.ChildInNeed}, {CaseID: "c-2", ChildRef: "=cmd()", Months: 19, Type: readiness.ChildInCare}}
	if q.Cursor == "" {
		return readiness.Page[readiness.CaseRow]{Rows: rows, Total: 3, Next: "more"}, nil
	}
	return readiness.Page[readiness.CaseRow]{Rows: []readiness.CaseRow{{CaseID: "c-3", ChildRef: "51077", Months: 18}}, Total: 3}, nil
}

func (s shelf) Case(context.Context, readiness.Actor, string) (readiness.CaseView, error) {
	return readiness.CaseView{CaseRow: readiness.CaseRow{CaseID: "c-1", ChildRef: "48213"}, AreaID: "north"}, nil
}

func (s shelf) ExcludeCase(_ context.Context, _ string, e readiness.Exclude, _ readiness.Asked) (readiness.Exclusion, error) {
	if err := e.Check(calendar.DateOf(now)); err != nil {
		return readiness.Exclusion{}, err
	}
	*s.exclude = e
	return readiness.Exclusion{Until: e.Until}, nil
}

func shelved(t *testing.T) (visitor, *shelf) {
	t.Helper()
	s := newServer()
	held := shelf{asked: &[]readiness.CaseQuery{}, exclude: &readiness.Exclude{}}
	s.Cases = held
	return visit(t, s, "head"), &held
}

func TestCasesAreFiltered(t *testing.T) {
	t.Parallel()
	v, held := shelved(t)
	_, page, _ := v.get("/cases?state=all&type=cla&sort=months&text=48")
	htmlcheck.Page(t, page)
	if q := (*held.asked)[0]; q != (readiness.CaseQuery{State: "all", Type: "cla", Sort: "months", Text: "48"}) {
		t.Errorf("asked %+v", q)
	}
	htmlcheck.Has(t, page, htmlcheck.In("h1", htmlcheck.Says("All open cases")), htmlcheck.Value("type", "cla"), htmlcheck.Value("text", "48"), htmlcheck.In("main", htmlcheck.Says("3 cases")))
	next := htmlcheck.Links(t, page, ".govuk-pagination")
	if len(next) != 1 || next[0] != "/cases?cursor=more&sort=months&state=all&text=48&type=cla" {
		t.Errorf("next leads to %v", next)
	}
	if status, page, _ := v.get("/cases?sort=colour"); status != http.StatusUnprocessableEntity || !strings.Contains(page, "the order") {
		t.Errorf("an order that there is not: %d", status)
	}
}

func TestExportHoldsEveryRowAndNoFormula(t *testing.T) {
	t.Parallel()
	v, _ := shelved(t)
	status, file, _ := v.get("/cases.csv?state=all&cursor=more")
	if status != http.StatusOK || strings.Count(file, "\r\n") != 5 || !strings.Contains(file, "51077") || !strings.Contains(file, "'=cmd()") {
		t.Errorf("%d %s", status, file)
	}
	if status, file, _ := v.get("/cases.xlsx"); status != http.StatusOK || !strings.HasPrefix(file, "PK") {
		t.Errorf("no workbook: %d", status)
	}
}

func TestExclude(t *testing.T) {
	t.Parallel()
	v, held := shelved(t)
	form := url.Values{"reason": {"nrpf"}, "until-day": {"1"}, "until-month": {"6"}, "until-year": {"2030"}, "note": {"Agreed at panel."}}
	status, page, _ := v.post("/cases/c-1/exclude", form)
	if status != http.StatusUnprocessableEntity {
		t.Errorf("too far ahead: %d", status)
	}
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("#until-date-error", htmlcheck.Says("within 12 months")), htmlcheck.Value("reason", "nrpf"), htmlcheck.Value("until-year", "2030"), htmlcheck.Value("note", "Agreed at panel."))
	form.Set("until-year", "2027")
	if status, _, to := v.post("/cases/c-1/exclude", form); status != http.StatusSeeOther || to != "/cases/c-1" {
		t.Errorf("%d to %q", status, to)
	}
	if want := (readiness.Exclude{Reason: "nrpf", Until: calendar.On(2027, 6, 1), Note: "Agreed at panel."}); *held.exclude != want {
		t.Errorf("asked %+v", *held.exclude)
	}
}
