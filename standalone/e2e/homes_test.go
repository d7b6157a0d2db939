package e2e_test

import (
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// keepHome keeps a children's home with three visits: one that is planned, one whose report is to be written, and one whose report recommends something.
func (e *eyes) keepHome(t *testing.T, by readiness.Actor) {
	t.Helper()
	today := calendar.DateOf(time.Now())
	home := got[readiness.ChildrensHome](t)(e.db.SaveHome(t.Context(), "", readiness.SaveHome{
		Name: "Oak House", RunBy: readiness.RunByCouncil, Manager: "Mo Field", Places: 4, From: today.AddMonths(-6),
	}, asked(by)))
	visitor := readiness.SaveHomeVisitor{Name: "Rowan Hill", Role: "Independent", From: today.AddMonths(-6)}
	visitor.HomeDeclaration = readiness.HomeDeclaration{Works: readiness.WorksElsewhere, Employer: "Hill Consulting", DeclaredOn: today}
	rowan := got[readiness.HomeVisitor](t)(e.db.SaveHomeVisitor(t.Context(), "", visitor, asked(by)))
	visit := func(on calendar.Date, held string) readiness.HomeVisit {
		s := readiness.SaveHomeVisit{VisitorID: rowan.ID, On: on, Announced: "no", Held: held}
		return got[readiness.HomeVisit](t)(e.db.SaveHomeVisit(t.Context(), home.ID, "", s, asked(by)))
	}
	visit(today.AddDays(5), "no")
	visit(today.AddDays(-2), "yes")
	reported := visit(today.AddDays(-40), "yes")
	w := readiness.WriteHomeReport{Safeguarded: "yes", SafeguardedWhy: "x", Wellbeing: "no", WellbeingWhy: "No school places.", Said: "The food is better."}
	for _, x := range readiness.DefaultHomeRules().Standards {
		w.Standards = append(w.Standards, readiness.HomeStandard{Code: x.Code, Finding: "met"})
	}
	must(t, e.db.WriteHomeReport(t.Context(), reported.ID, w, asked(by)))
	got[readiness.HomeRecommendation](t)(e.db.RecommendAtHome(t.Context(), reported.ID, readiness.RecommendAtHome{Text: "Find school places.", Standard: "8", Due: today.AddDays(30)}, asked(by)))
}
