package postgres_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestHomeVisit goes through the life of a visit: planned, given to somebody else, made, reported, sent, made evidence.
func TestHomeVisit(t *testing.T) {
	t.Parallel()
	g := newGuild(t)
	ctx := t.Context()
	plan := readiness.SaveHomeVisit{VisitorID: g.rowan, On: monday.AddDays(2), Announced: "no", Held: "no"}
	asked := g.asked(g.actor(g.look))
	v := must[readiness.HomeVisit](t)(g.SaveHomeVisit(ctx, g.home, "", plan, asked))
	if again := must[readiness.HomeVisit](t)(g.SaveHomeVisit(ctx, g.home, "", plan, asked)); again.ID != v.ID || len(g.record().Visits) != 1 {
		t.Errorf("sent twice it is %s and %s", v.ID, again.ID)
	}
	if g.record().Months[0].State != readiness.HomeMonthPlanned {
		t.Errorf("the month is %+v", g.record().Months[0])
	}
	g.must(g.declares(g.rowan, func(s *readiness.SaveHomeVisitor) { s.Line = []string{g.home} }))
	if c := g.visit(v.ID).Conflicts; len(c) != 1 || c[0].Kind != "line" || !c[0].Bars {
		t.Errorf("what Rowan declares later is not seen: %+v", c)
	}
	_, err := g.SaveHomeVisit(ctx, g.home, v.ID, plan, g.asked(g.actor(g.look)))
	wantRefusal(t, err, readiness.Invalid, "visitor_id")
	plan.VisitorID = g.sam
	if v = must[readiness.HomeVisit](t)(g.SaveHomeVisit(ctx, g.home, v.ID, plan, g.asked(g.actor(g.look)))); v.Visitor != "Sam Ives" || len(v.Conflicts) != 0 {
		t.Errorf("given to Sam it is %+v", v)
	}
	wantRefusal(t, g.SendHomeCopy(ctx, v.ID, readiness.SendHomeCopy{To: "ofsted", On: monday}, g.asked(g.actor(g.look))), readiness.Conflict, "")
	g.goTo(monday.AddDays(3))
	plan.Held = "yes"
	v = must[readiness.HomeVisit](t)(g.SaveHomeVisit(ctx, g.home, v.ID, plan, g.asked(g.actor(g.look))))
	if g.record().Months[0].State != readiness.HomeMonthDone || v.State(monday.AddDays(3)) != readiness.HomeVisitMade {
		t.Errorf("made it is %+v", v)
	}
	wantRefusal(t, g.CancelHomeVisit(ctx, v.ID, readiness.CancelHomeVisit{Reason: "x"}, g.asked(g.actor(g.look))), readiness.Conflict, "")
	g.reportDraft(v.ID)
	g.report(v.ID)
	g.report(v.ID) // corrected
	if d := must[readiness.Draft](t)(g.HomeReportDraft(ctx, v.ID, g.actor(g.look))); len(d.Fields) != 0 {
		t.Errorf("the draft outlives its report: %v", d)
	}
	if m := g.record().Months[0]; m.Restraints != 2 || m.Missing != 1 || m.Reports != 1 {
		t.Errorf("the month is %+v", m)
	}
	_, err = g.SaveHomeVisit(ctx, g.home, v.ID, plan, g.asked(g.actor(g.look)))
	wantRefusal(t, err, readiness.Conflict, "")
	g.sendsAndAttaches(v.ID)
}

// declares changes what a visitor says about themselves.
func (g *guild) declares(id string, change func(*readiness.SaveHomeVisitor)) error {
	for _, v := range must[[]readiness.HomeVisitor](g.t)(g.HomeVisitors(g.t.Context(), g.actor(g.look))) {
		if v.ID == id {
			form := v.Form()
			change(&form)
			_, err := g.SaveHomeVisitor(g.t.Context(), id, form, g.asked(g.actor(g.look)))
			return err
		}
	}
	return readiness.Errorf(readiness.NotFound, "There is no visitor %s.", id)
}

func (g *guild) reportDraft(id string) {
	g.t.Helper()
	ctx := g.t.Context()
	g.must(g.SaveHomeReportDraft(ctx, id, map[string]string{"said": "The food"}, g.actor(g.look)))
	if d := must[readiness.Draft](g.t)(g.HomeReportDraft(ctx, id, g.actor(g.look))); d.Fields["said"] != "The food" || d.SavedAt.IsZero() {
		g.t.Errorf("the draft is %+v", d)
	}
	if d := must[readiness.Draft](g.t)(g.HomeReportDraft(ctx, id, g.actor(g.lead))); len(d.Fields) != 0 {
		g.t.Errorf("somebody else sees %+v", d)
	}
	wantRefusal(g.t, g.SaveHomeReportDraft(ctx, id, map[string]string{"said": strings.Repeat("x", 70<<10)}, g.actor(g.look)), readiness.TooLarge, "")
	wantRefusal(g.t, g.SaveHomeReportDraft(ctx, id, map[string]string{"said": "x"}, g.actor(g.head)), readiness.Forbidden, "")
	wantRefusal(g.t, g.SaveHomeReportDraft(ctx, "none", map[string]string{"said": "x"}, g.actor(g.look)), readiness.NotFound, "")
}

func (g *guild) sendsAndAttaches(id string) {
	g.t.Helper()
	ctx := g.t.Context()
	today := calendar.DateOf(g.now())
	send := readiness.SendHomeCopy{To: "placing", Whom: "Othershire", On: today}
	g.must(g.SendHomeCopy(ctx, id, send, g.asked(g.actor(g.look))))
	wantRefusal(g.t, g.SendHomeCopy(ctx, id, send, g.asked(g.actor(g.look))), readiness.Invalid, "to")
	send.Whom = "Elsewhere"
	g.must(g.SendHomeCopy(ctx, id, send, g.asked(g.actor(g.look))))
	house := readiness.House{HomeVisits: g, Evidence: g}
	asked := g.asked(g.actor(g.look))
	piece := must[string](g.t)(house.AttachHomeReport(ctx, id, []string{"CC08", "CC13"}, asked))
	if again := must[string](g.t)(house.AttachHomeReport(ctx, id, []string{"CC08"}, asked)); again != piece {
		g.t.Errorf("asked twice it is %s and %s", piece, again)
	}
	e := must[readiness.Evidence](g.t)(g.EvidenceItem(ctx, g.actor(g.look), piece))
	if e.Bears != readiness.Contradicts || e.Kind != "observation" || !cmp.Equal(e.Criteria, []string{"CC08", "CC13"}) || !strings.Contains(e.Text, "Two children have no school.") {
		g.t.Errorf("the evidence is %+v", e)
	}
	v := g.visit(id)
	if v.Evidence != piece || len(v.Copies) != 2 || v.Copies[0].Whom != "Othershire" || v.Copies[0].By != "look" || v.Report.By != "look" {
		g.t.Errorf("in the end it is %+v", v)
	}
	w := v.Report.WriteHomeReport
	wantRefusal(g.t, g.WriteHomeReport(ctx, id, w, g.asked(g.actor(g.look))), readiness.Conflict, "")
	wantRefusal(g.t, g.HomeReportAttached(ctx, id, "other", g.asked(g.actor(g.look))), readiness.Conflict, "")
}

func TestHomeVisitRefused(t *testing.T) {
	t.Parallel()
	g := newGuild(t)
	ctx := t.Context()
	plan := readiness.SaveHomeVisit{VisitorID: g.rowan, On: monday.AddDays(2), Announced: "yes", Held: "no"}
	save := func(home, id string, by string, s readiness.SaveHomeVisit) error {
		_, err := g.SaveHomeVisit(ctx, home, id, s, g.asked(g.actor(by)))
		return err
	}
	wantRefusal(t, save(g.home, "", g.head, plan), readiness.Forbidden, "")
	wantRefusal(t, save("none", "", g.look, plan), readiness.NotFound, "")
	wantRefusal(t, save(g.home, "none", g.look, plan), readiness.NotFound, "")
	nobody := plan
	nobody.VisitorID = "none"
	wantRefusal(t, save(g.home, "", g.look, nobody), readiness.Invalid, "visitor_id")
	for back := 1; back < 9; back++ {
		g.visited(g.rowan, monday.AddMonths(-back))
	}
	form := must[readiness.HomeRules](t)(g.HomeRules(ctx)).Form()
	form.SameMonths, form.Reason = 9, "Fresh eyes."
	must[readiness.HomeRules](t)(g.SetHomeRules(ctx, form, g.asked(g.actor(g.look))))
	wantRefusal(t, save(g.home, "", g.look, plan), readiness.Invalid, "why")
	plan.Why = "Children asked for it."
	g.must(save(g.home, "", g.look, plan))
	planned := g.record().Visits[0]
	if planned.Why != plan.Why || len(planned.Conflicts) != 1 || planned.Conflicts[0].Bars {
		t.Errorf("planned %+v", planned)
	}
	g.must(g.CancelHomeVisit(ctx, planned.ID, readiness.CancelHomeVisit{Reason: "Rowan is ill."}, g.asked(g.actor(g.look))))
	wantRefusal(t, g.CancelHomeVisit(ctx, planned.ID, readiness.CancelHomeVisit{Reason: "x"}, g.asked(g.actor(g.look))), readiness.Conflict, "")
	wantRefusal(t, g.CancelHomeVisit(ctx, "none", readiness.CancelHomeVisit{Reason: "x"}, g.asked(g.actor(g.look))), readiness.NotFound, "")
	if r := g.record(); r.Months[0].State != readiness.HomeMonthOpen || g.visit(planned.ID).Cancelled != "Rowan is ill." {
		t.Errorf("the month is %+v", r.Months[0])
	}
	g.goTo(monday.AddMonths(14)) // a visit older than its home's record still has its page
	if v := g.visit(planned.ID); v.Visitor != "Rowan Hill" || len(g.record().Visits) != 0 {
		t.Errorf("long after it is %+v", v)
	}
}

func TestHomeRecommendations(t *testing.T) {
	t.Parallel()
	g := newGuild(t)
	ctx := t.Context()
	v := g.visited(g.rowan, calendar.On(2027, 2, 22))
	mend := readiness.RecommendAtHome{Text: "Mend the fence.", Standard: "12", Due: monday.AddDays(30)}
	recommend := func(r readiness.RecommendAtHome) (readiness.HomeRecommendation, error) {
		return g.RecommendAtHome(ctx, v.ID, r, g.asked(g.actor(g.look)))
	}
	_, err := recommend(mend)
	wantRefusal(t, err, readiness.Conflict, "")
	g.report(v.ID)
	mended := must[readiness.HomeRecommendation](t)(recommend(mend))
	mend.Text, mend.Due = "Find school places.", monday.AddDays(-3)
	school := must[readiness.HomeRecommendation](t)(recommend(mend))
	if open, late := g.record().Open(monday); open != 2 || late != 1 || g.record().Recommendations[0].ID != school.ID {
		t.Errorf("%d open, %d late: %+v", open, late, g.record().Recommendations)
	}
	settle := readiness.CloseHomeRecommendation{Outcome: "done", Why: "Seen on 1 March."}
	g.must(g.CloseHomeRecommendation(ctx, mended.ID, settle, g.asked(g.actor(g.look))))
	wantRefusal(t, g.CloseHomeRecommendation(ctx, mended.ID, settle, g.asked(g.actor(g.look))), readiness.Conflict, "")
	wantRefusal(t, g.CloseHomeRecommendation(ctx, mended.ID, settle, g.asked(g.actor(g.head))), readiness.Forbidden, "")
	wantRefusal(t, g.CloseHomeRecommendation(ctx, "none", settle, g.asked(g.actor(g.look))), readiness.NotFound, "")
	last := must[readiness.HomeRecommendation](t)(g.HomeRecommendation(ctx, g.actor(g.head), mended.ID))
	if last.Outcome != "done" || last.Closed != monday || last.By != "look" || last.Home != "Oak House" || last.VisitOn != v.On {
		t.Errorf("settled it is %+v", last)
	}

	house := readiness.House{HomeVisits: g, Actions: g, Commands: opening{c: g.service}}
	improve := readiness.ImproveCriterion{
		Text: "Two children have no school place.", Severity: "high", Theme: "Education", Act: "yes", Title: "Find school places", Outcome: "Children learn.", Measure: "All have a place.",
		OwnerID: g.manager, SponsorID: g.head, Due: monday,
	}
	asked := g.asked(g.actor(g.lead))
	made, err := house.ImproveHome(ctx, school.ID, improve, monday, asked)
	wantRefusal(t, err, readiness.Invalid, "due")
	first := made.FindingID
	improve.Due = monday.AddDays(56)
	for range 2 { // the same form again, and once more
		if made, err = house.ImproveHome(ctx, school.ID, improve, monday, asked); err != nil || made.FindingID != first || made.ActionID == "" {
			t.Fatalf("%+v %v, the finding was %s", made, err, first)
		}
	}
	found := must[readiness.PracticeFinding](t)(g.PracticeFinding(ctx, g.actor(g.lead), made.FindingID))
	if found.Source != "regulation_44" || found.Reference != "Visit to Oak House, 22 February 2027" || found.FoundOn != v.On {
		t.Errorf("the finding is %+v", found)
	}
	school = g.record().Recommendations[0]
	if school.FindingID != made.FindingID || len(school.Actions) != 1 || school.Actions[0].ActionID != made.ActionID || school.Actions[0].Title != "Find school places" {
		t.Errorf("in the plan it is %+v", school)
	}
	wantRefusal(t, g.HomeRecommendationFound(ctx, school.ID, "another", g.asked(g.actor(g.look))), readiness.Conflict, "")
}

func TestRemindHomes(t *testing.T) {
	t.Parallel()
	g := newGuild(t)
	g.report(g.visited(g.rowan, calendar.On(2027, 1, 11)).ID)
	g.visited(g.rowan, calendar.On(2027, 2, 22)) // its report is due on 8 March
	told := func(day calendar.Date, want ...string) {
		t.Helper()
		g.goTo(day)
		g.must(g.RemindHomes(t.Context(), day))
		g.must(g.RemindHomes(t.Context(), day)) // a second look on the same day tells nobody again
		got := query[string](g.world, `select p.name || ': ' || split_part(n.key, '/', 1) from notices n join people p on p.id = n.person_id
			where n.subject = 'childrens-home/' || $1 order by n.made_at, n.key, p.name`, g.home)
		if diff := cmp.Diff(append([]string{}, want...), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", day, diff)
		}
	}
	told(calendar.On(2027, 3, 8))
	late := []string{"lead: report", "look: report"}
	told(calendar.On(2027, 3, 9), late...)
	ends := append(late, "lead: month", "look: month")
	told(calendar.On(2027, 3, 22), ends...)
	told(calendar.On(2027, 4, 1), append(ends, "assistant: missed", "lead: missed", "look: missed", "assistant: report", "lead: report", "look: report")...)
	mail := must[readiness.Outgoing](t)(g.Digest(t.Context(), g.assistant, calendar.On(2027, 4, 1)))
	if len(mail.Notices) != 2 || strings.TrimPrefix(mail.Notices[0].Subject, "childrens-home/") != g.home || mail.Notices[0].Kind != readiness.Reminder {
		t.Errorf("the assistant director's morning mail says %+v", mail.Notices)
	}
}
