package postgres_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A guild keeps the visits to one home, Oak House, run by Bright Paths; Rowan Hill and Sam Ives visit it.
type guild struct {
	*programme
	home       string
	rowan, sam string
}

func newGuild(t *testing.T) *guild {
	t.Helper()
	g := &guild{programme: newProgramme(t)}
	home := readiness.SaveHome{Name: "Oak House", RunBy: readiness.RunByProvider, Provider: "Bright Paths Ltd", Manager: "Mo Field", Places: 4, AreaID: g.area, From: calendar.On(2026, 6, 1)}
	g.home = must[readiness.ChildrensHome](t)(g.SaveHome(t.Context(), "", home, g.asked(g.actor(g.look)))).ID
	g.rowan, g.sam = g.visitor("Rowan Hill", nil).ID, g.visitor("Sam Ives", nil).ID
	return g
}

func (g *guild) visitor(name string, change func(*readiness.SaveHomeVisitor)) readiness.HomeVisitor {
	g.t.Helper()
	s := readiness.SaveHomeVisitor{
		Name: name, Role: "Independent", From: calendar.On(2026, 1, 1),
		HomeDeclaration: readiness.HomeDeclaration{Works: readiness.WorksElsewhere, Employer: name + " Consulting", DeclaredOn: calendar.On(2026, 1, 1)},
	}
	if change != nil {
		change(&s)
	}
	return must[readiness.HomeVisitor](g.t)(g.SaveHomeVisitor(g.t.Context(), "", s, g.asked(g.actor(g.look))))
}

// visited is a visit that was made on a day.
func (g *guild) visited(visitor string, on calendar.Date) readiness.HomeVisit {
	g.t.Helper()
	s := readiness.SaveHomeVisit{VisitorID: visitor, On: on, Announced: "no", Held: "yes"}
	return must[readiness.HomeVisit](g.t)(g.SaveHomeVisit(g.t.Context(), g.home, "", s, g.asked(g.actor(g.look))))
}

func (g *guild) report(visit string) {
	g.t.Helper()
	w := readiness.WriteHomeReport{Safeguarded: "yes", SafeguardedWhy: "Staff know what to do.", Wellbeing: "no", WellbeingWhy: "Two children have no school.", Restraints: 2, Missing: 1, Said: "The food is better."}
	for _, s := range readiness.DefaultHomeRules().Standards {
		w.Standards = append(w.Standards, readiness.HomeStandard{Code: s.Code, Finding: "met"})
	}
	g.must(g.WriteHomeReport(g.t.Context(), visit, w, g.asked(g.actor(g.look))))
}

func (g *guild) record() readiness.HomeRecord {
	g.t.Helper()
	return must[readiness.HomeRecord](g.t)(g.HomeRecord(g.t.Context(), g.actor(g.head), g.home))
}

func (g *guild) visit(id string) readiness.HomeVisit {
	g.t.Helper()
	_, v, err := g.HomeVisit(g.t.Context(), g.actor(g.head), id)
	g.must(err)
	return v
}

func TestHomes(t *testing.T) {
	t.Parallel()
	g := newGuild(t)
	ctx := t.Context()
	form := g.record().Home.Form()
	if form.Provider != "Bright Paths Ltd" || g.record().Home.Area != "North" {
		t.Errorf("kept %+v", g.record().Home)
	}
	_, err := g.SaveHome(ctx, "", form, g.asked(g.actor(g.lead)))
	wantRefusal(t, err, readiness.Invalid, "name")
	other := form
	other.Name, other.AreaID = "Ash Lane", "0198a000-0000-7000-8000-00000000dead"
	_, err = g.SaveHome(ctx, "", other, g.asked(g.actor(g.lead)))
	wantRefusal(t, err, readiness.Invalid, "area_id")
	form.RunBy, form.Manager, form.Until = readiness.RunByCouncil, "Jo Marsh", calendar.On(2027, 12, 31)
	changed := must[readiness.ChildrensHome](t)(g.SaveHome(ctx, g.home, form, g.asked(g.actor(g.lead))))
	if changed.Provider != "" || changed.Manager != "Jo Marsh" || changed.Until != form.Until || g.record().Home != changed {
		t.Errorf("changed to %+v", changed)
	}
	_, err = g.SaveHome(ctx, g.home, form, g.asked(g.actor(g.head)))
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = g.SaveHome(ctx, "none", form, g.asked(g.actor(g.lead)))
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = g.HomeRecords(ctx, g.actor(g.member))
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = g.HomeRecord(ctx, g.actor(g.head), "none")
	wantRefusal(t, err, readiness.NotFound, "")
}

func TestHomeVisitors(t *testing.T) {
	t.Parallel()
	g := newGuild(t)
	ctx := t.Context()
	gone := g.visitor("Ada Gone", func(s *readiness.SaveHomeVisitor) { s.Until, s.PersonID = monday.AddDays(-1), g.look })
	visitors := must[[]readiness.HomeVisitor](t)(g.HomeVisitors(ctx, g.actor(g.head)))
	var names []string
	for _, v := range visitors {
		names = append(names, v.Name)
	}
	if diff := cmp.Diff([]string{"Rowan Hill", "Sam Ives", "Ada Gone"}, names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(gone, visitors[2], cmpopts.EquateComparable(calendar.Date{})); diff != "" || gone.PersonID != g.look {
		t.Error(diff)
	}
	form := gone.Form()
	form.Manages = []string{g.home}
	if v := must[readiness.HomeVisitor](t)(g.SaveHomeVisitor(ctx, gone.ID, form, g.asked(g.actor(g.lead)))); v.Manages[0] != g.home {
		t.Errorf("changed to %+v", v)
	}
	form.Manages, form.Line = nil, []string{"none"}
	_, err := g.SaveHomeVisitor(ctx, gone.ID, form, g.asked(g.actor(g.lead)))
	wantRefusal(t, err, readiness.Invalid, "line")
	form.Line, form.PersonID = nil, "none"
	_, err = g.SaveHomeVisitor(ctx, gone.ID, form, g.asked(g.actor(g.lead)))
	wantRefusal(t, err, readiness.Invalid, "person_id")
	_, err = g.SaveHomeVisitor(ctx, "none", form, g.asked(g.actor(g.lead)))
	wantRefusal(t, err, readiness.NotFound, "")
	_, err = g.SaveHomeVisitor(ctx, "", form, g.asked(g.actor(g.head)))
	wantRefusal(t, err, readiness.Forbidden, "")
}

func TestHomeRules(t *testing.T) {
	t.Parallel()
	g := newGuild(t)
	ctx := t.Context()
	form := must[readiness.HomeRules](t)(g.HomeRules(ctx)).Form()
	form.ReportDays, form.Criteria, form.Reason = 5, []string{"CC08"}, "Reports came too late."
	asked := g.asked(g.actor(g.look))
	asked.IfSeq = 1
	if r := must[readiness.HomeRules](t)(g.SetHomeRules(ctx, form, asked)); r.Version != 2 || r.ReportDays != 5 || len(r.Standards) != 9 {
		t.Errorf("set to %+v", r)
	}
	late := g.asked(g.actor(g.look))
	late.IfSeq = 1
	_, err := g.SetHomeRules(ctx, form, late)
	wantRefusal(t, err, readiness.Conflict, "")
	_, err = g.SetHomeRules(ctx, form, g.asked(g.actor(g.head)))
	wantRefusal(t, err, readiness.Forbidden, "")
	if v := g.visited(g.rowan, calendar.On(2027, 2, 22)); v.ReportBy != monday {
		t.Errorf("a report is due on %s", v.ReportBy.Long())
	}
	history := must[[]readiness.RuleVersion](t)(g.RuleHistory(ctx))
	changed := []string{
		"Working days from a visit to its report: 5 instead of 10",
		"Criteria of the self-assessment that reports say something about: CC08 instead of CC08, CC13",
	}
	at := slices.IndexFunc(history, func(v readiness.RuleVersion) bool { return v.Kind == readiness.RulesOfHomes })
	if at < 0 || history[at].Version != 2 || history[at].Reason != form.Reason || history[at].Running != "" || !slices.Equal(history[at].Changed, changed) {
		t.Errorf("the history of the rules is %+v", history)
	}
}
