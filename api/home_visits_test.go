package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/papers"
	"github.com/sightline-readiness/sightline/readiness"
)

const (
	homeID      = "0198a000-0000-7000-8000-0000000000b1"
	homeVisitID = "0198a000-0000-7000-8000-0000000000b2"
)

// homeBook is one children's home with one visit. Only what the hatch asks is answered.
type homeBook struct {
	readiness.HomeRegister
	readiness.HomeVisits
	saved       []string // home and visit of each
	report      readiness.WriteHomeReport
	recommended readiness.RecommendAtHome
}

func (*homeBook) visit() readiness.HomeVisit {
	return readiness.HomeVisit{
		ID: homeVisitID, HomeID: homeID, VisitorID: otherID, Visitor: "Rowan Hill", On: calendar.DateOf(now), Held: true, ReportBy: calendar.DateOf(now).AddDays(14),
		Report: &readiness.HomeReport{WriteHomeReport: homeReport("Fine."), By: "Quentin", At: now}, Copies: []readiness.HomeCopy{}, Conflicts: []readiness.HomeConflict{},
	}
}

func (b *homeBook) record() readiness.HomeRecord {
	home := readiness.ChildrensHome{ID: homeID, Name: "Oak House", RunBy: readiness.RunByCouncil, Manager: "Mo Field", Places: 4, From: calendar.On(2026, 1, 1)}
	return readiness.HomeRecord{Home: home, Visits: []readiness.HomeVisit{b.visit()}, Recommendations: []readiness.HomeRecommendation{}}.With(calendar.DateOf(now))
}

func homeReport(said string) readiness.WriteHomeReport {
	w := readiness.WriteHomeReport{Safeguarded: "yes", SafeguardedWhy: "x", Wellbeing: "yes", WellbeingWhy: "x", Said: said, LooksLike: []string{}}
	for _, s := range readiness.DefaultHomeRules().Standards {
		w.Standards = append(w.Standards, readiness.HomeStandard{Code: s.Code, Finding: "met"})
	}
	return w
}

func (b *homeBook) HomeRecords(context.Context, readiness.Actor) ([]readiness.HomeRecord, error) {
	return []readiness.HomeRecord{b.record()}, nil
}

func (b *homeBook) HomeRecord(_ context.Context, _ readiness.Actor, id string) (readiness.HomeRecord, error) {
	if id != homeID {
		return readiness.HomeRecord{}, readiness.Errorf(readiness.NotFound, "There is no such children’s home.")
	}
	return b.record(), nil
}

func (*homeBook) HomeVisitors(context.Context, readiness.Actor) ([]readiness.HomeVisitor, error) {
	v := readiness.HomeVisitor{ID: otherID, Name: "Rowan Hill", Role: "Independent", From: calendar.On(2026, 1, 1)}
	v.HomeDeclaration = readiness.HomeDeclaration{Works: readiness.WorksElsewhere, Employer: "Hill", Manages: []string{}, Line: []string{}, Ties: []string{}, DeclaredOn: calendar.On(2026, 1, 1)}
	return []readiness.HomeVisitor{v}, nil
}

func (b *homeBook) HomeVisit(_ context.Context, _ readiness.Actor, id string) (readiness.HomeRecord, readiness.HomeVisit, error) {
	if id != homeVisitID {
		return readiness.HomeRecord{}, readiness.HomeVisit{}, readiness.Errorf(readiness.NotFound, "There is no such visit to a children’s home.")
	}
	return b.record(), b.visit(), nil
}

func (b *homeBook) SaveHomeVisit(_ context.Context, home, id string, _ readiness.SaveHomeVisit, _ readiness.Asked) (readiness.HomeVisit, error) {
	b.saved = append(b.saved, home+" "+id)
	return b.visit(), nil
}

func (b *homeBook) WriteHomeReport(_ context.Context, _ string, w readiness.WriteHomeReport, _ readiness.Asked) error {
	b.report = w
	_, err := w.Against(readiness.HomeVisit{Held: true}, readiness.DefaultHomeRules())
	return err
}

func (b *homeBook) recommendation() readiness.HomeRecommendation {
	return readiness.HomeRecommendation{ID: otherID, VisitID: homeVisitID, HomeID: homeID, Home: "Oak House", VisitOn: calendar.DateOf(now), Text: "Mend it.", Due: calendar.DateOf(now), Actions: []readiness.ActionRow{}}
}

func (b *homeBook) HomeRecommendation(context.Context, readiness.Actor, string) (readiness.HomeRecommendation, error) {
	return b.recommendation(), nil
}

func (b *homeBook) RecommendAtHome(_ context.Context, _ string, r readiness.RecommendAtHome, _ readiness.Asked) (readiness.HomeRecommendation, error) {
	b.recommended = r
	return b.recommendation(), nil
}

func TestHomeVisits(t *testing.T) {
	t.Parallel()
	d, kept := newHouse(t).deps(), &homeBook{}
	d.Homes, d.HomeVisits = kept, kept
	h := open(t, d)
	ask := func(role readiness.Role, method, path string, body any) got {
		return h.do(request(role, method, path, body))
	}
	if homes := read[struct{ Rows []readiness.HomeRecord }](ask(readiness.LeadMember, "GET", "/homes", nil).wants(http.StatusOK, "")).Rows; len(homes) != 1 || len(homes[0].Months) != 13 || homes[0].Months[0].State != readiness.HomeMonthDone {
		t.Errorf("the homes are %+v", homes)
	}
	ask(readiness.ElectedMember, "GET", "/homes", nil).wants(http.StatusForbidden, "forbidden")
	ask(readiness.AreaHead, "GET", "/homes/"+homeID, nil).wants(http.StatusOK, "")
	ask(readiness.AreaHead, "GET", "/homes/"+otherID, nil).wants(http.StatusNotFound, "not-found")
	ask(readiness.AreaHead, "GET", "/home-visitors", nil).wants(http.StatusOK, "")
	if v := read[readiness.HomeVisit](ask(readiness.AreaHead, "GET", "/home-visits/"+homeVisitID, nil).wants(http.StatusOK, "")); v.Report == nil || v.Report.Said != "Fine." {
		t.Errorf("the visit is %+v", v)
	}
	visit := map[string]any{"visitor_id": otherID, "visit_on": "2027-03-02", "announced": "no", "held": "yes"}
	ask(readiness.AreaHead, "POST", "/homes/"+homeID+"/visits", visit).wants(http.StatusForbidden, "forbidden")
	ask(readiness.QualityAssurance, "POST", "/homes/"+homeID+"/visits", visit).wants(http.StatusCreated, "")
	ask(readiness.QualityAssurance, "PUT", "/home-visits/"+homeVisitID, visit).wants(http.StatusOK, "")
	ask(readiness.QualityAssurance, "PUT", "/home-visits/"+otherID, visit).wants(http.StatusNotFound, "not-found")
	visit["held"] = "perhaps"
	ask(readiness.QualityAssurance, "POST", "/homes/"+homeID+"/visits", visit).wants(http.StatusUnprocessableEntity, "invalid")
	if len(kept.saved) != 2 || kept.saved[0] != homeID+" " || kept.saved[1] != homeID+" "+homeVisitID {
		t.Errorf("saved %q", kept.saved)
	}
	kept.writes(t, ask)
}

// writes enters a report that names a child, one that is not whole, and one that is right, and then what it recommends.
func (b *homeBook) writes(t *testing.T, ask func(role readiness.Role, method, path string, body any) got) {
	t.Helper()
	path := "/home-visits/" + homeVisitID
	named := homeReport("Her NHS number is 943 476 5919.")
	p := ask(readiness.QualityAssurance, "PUT", path+"/report", named).wants(http.StatusUnprocessableEntity, "invalid").problem()
	if p.Errors[0].Location != "body.looks_like" || strings.Contains(p.Detail, "943") || b.report.Said != "" {
		t.Errorf("a child in it: %+v", p)
	}
	named.LooksLike = []string{papers.NHSNumber}
	ask(readiness.QualityAssurance, "PUT", path+"/report", named).wants(http.StatusNoContent, "")
	short := homeReport("Fine.")
	short.Standards = short.Standards[1:]
	if p := ask(readiness.QualityAssurance, "PUT", path+"/report", short).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Location != "body.standards" {
		t.Errorf("a standard is missing: %+v", p)
	}
	r := map[string]any{"text": "Ask the child born on 3.4.2015.", "due": "2027-04-01", "standard": "12"}
	ask(readiness.QualityAssurance, "POST", path+"/recommendations", r).wants(http.StatusUnprocessableEntity, "invalid")
	r["text"] = "Mend it."
	ask(readiness.QualityAssurance, "POST", path+"/recommendations", r).wants(http.StatusCreated, "")
	if b.recommended.Text != "Mend it." || b.recommended.Standard != "12" {
		t.Errorf("recommended %+v", b.recommended)
	}
	ask(readiness.LeadMember, "GET", "/home-recommendations/"+otherID, nil).wants(http.StatusOK, "")
}
