package postgres_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const leavers = "care_leavers"

// An auditing is a service with a visit about care leavers: three of North 1, three of South 1, one of whom has a red flag. The head of north holds the cases
// of North 1, and two of quality assurance look.
type auditing struct {
	*service
	visit                 string
	south, other, quality string // manages South 1, heads South, and looks as well
	audits                map[string]readiness.CaseAudit
}

func newAuditing(t *testing.T) *auditing {
	t.Helper()
	a := &auditing{service: newService(t), audits: map[string]readiness.CaseAudit{}}
	p := leaverPack
	p.From, p.Sections = calendar.On(2020, 1, 1), []readiness.AuditSection{{Code: "voice", Name: "Voice"}, {Code: "plan", Name: "Plan"}}
	if _, err := a.KeepPacks(t.Context(), []readiness.FocusPack{p}, []readiness.RunUp{smallRunUp("monitoring")}); err != nil {
		t.Fatal(err)
	}
	a.must(a.KeepCohorts(t.Context(), []readiness.FocusPack{p}))
	var rows []readiness.CareLeaverRow
	for i := range 6 {
		row := leaver(fmt.Sprintf("L%d", i+1), monday.AddDays(-10))
		row.Team = "North 1"
		if i >= 3 {
			row.Team = "South 1"
		}
		if i == 5 {
			row.LastContact = monday.AddDays(-100)
		}
		rows = append(rows, row)
	}
	e := annex(monday, rows)
	e.Cases = append(e.Cases, record("A9", "South 1", calendar.On(2025, 1, 10)))
	a.load(e)
	area := a.world.area("South")
	team := a.world.team("South 1")
	a.mapTeam(team, area)
	a.south, a.other, a.quality = a.person("south"), a.person("other"), a.person("quality")
	a.post(a.south, readiness.TeamManager, team)
	a.post(a.other, readiness.AreaHead, area)
	a.post(a.quality, readiness.QualityAssurance, "")
	planned := must[readiness.PlannedVisit](t)(a.PlanVisit(t.Context(), readiness.PlanVisit{Kind: "monitoring", On: monday.AddDays(84), Focus: []string{leavers}}, a.asked(a.actor(a.lead))))
	x, ev, err := readiness.OpenVisit(planned, a.now())
	a.must(err)
	a.must(a.RecordVisit(t.Context(), x, ev))
	a.visit = x.ID
	return a
}

func (a *auditing) draw(d readiness.DrawSample) readiness.Sample {
	a.t.Helper()
	return must[readiness.Sample](a.t)(a.DrawSample(a.t.Context(), a.visit, leavers, d, a.asked(a.actor(a.lead))))
}

// give gives the audits to the two who look; each of them moderates what the other audits.
func (a *auditing) give() []readiness.PlannedCaseAudit {
	a.t.Helper()
	g := readiness.GiveAudits{Auditors: []string{a.look, a.quality}, Moderators: []string{a.look, a.quality, a.assistant}}
	planned := must[[]readiness.PlannedCaseAudit](a.t)(a.GiveAudits(a.t.Context(), a.visit, leavers, g, a.asked(a.actor(a.lead))))
	for _, p := range planned {
		a.begin(p)
	}
	return planned
}

func (a *auditing) begin(p readiness.PlannedCaseAudit) {
	a.t.Helper()
	x, ev, err := readiness.OpenCaseAudit(p, a.now())
	a.must(err)
	a.must(a.RecordCaseAudit(a.t.Context(), x, ev))
	a.audits[x.ID] = x
}

func (a *auditing) ask(id, by string, c readiness.CaseAuditCommand) error {
	a.t.Helper()
	next, ev, err := a.audits[id].Do(c, a.asked(a.actor(by)), a.now())
	if err == nil {
		err = a.RecordCaseAudit(a.t.Context(), next, ev)
	}
	if err == nil {
		a.audits[id] = next
	}
	return err
}

// writes keeps a text with the same grade everywhere.
func (a *auditing) writes(id, by, part, grade string) readiness.CaseAuditVersion {
	a.t.Helper()
	w := readiness.WriteCaseAudit{Part: part, Overall: grade, Why: "Because.", Wanted: "Ask again.", Sections: []readiness.AuditedPart{
		{Code: "voice", Grade: grade, Evidence: "Visits.", Difference: "Heard."}, {Code: "plan", Grade: grade, Evidence: "The plan.", Difference: "It moves."},
	}}
	return must[readiness.CaseAuditVersion](a.t)(a.WriteAudit(a.t.Context(), id, w, a.asked(a.actor(by))))
}

// finish audits and moderates a case, and talks it through.
func (a *auditing) finish(id, audited, moderated string) {
	a.t.Helper()
	x := a.audits[id]
	a.must(a.ask(id, x.AuditorID, a.writes(id, x.AuditorID, readiness.AuditorText, audited).Command("", a.today())))
	moderator := a.audits[id].ModeratorID
	a.must(a.ask(id, moderator, a.writes(id, moderator, readiness.ModeratorText, moderated).Command("", a.today())))
	a.must(a.ask(id, x.AuditorID, readiness.TalkThroughCaseAudit{On: a.today()}))
}

func (a *auditing) today() calendar.Date { return calendar.DateOf(a.now()) }

// wantSentence wants a refusal of a code with a sentence.
func wantSentence(t *testing.T, err error, code readiness.Code, sentence string) {
	t.Helper()
	if !code.Is(err) || err.Error() != sentence {
		t.Errorf("got %v, want %s: %s", err, code, sentence)
	}
}

func (a *auditing) gate(kind string) readiness.GateFacts {
	a.t.Helper()
	id := query[string](a.world, `insert into visit_steps (id, visit_id, place, code, focus, gate, status, planned, made_at, changed_at)
		select gen_random_uuid(), $1::uuid, 99, $2 || count(*), 'care_leavers', $2, 'open', '{}', now(), now() from visit_steps returning id::text`, a.visit, kind)[0]
	return must[readiness.GateFacts](a.t)(a.GateFacts(a.t.Context(), id))
}

func TestASampleIsDrawnOnceAndCanBeDrawnAgain(t *testing.T) {
	t.Parallel()
	a := newAuditing(t)
	ctx, lead := t.Context(), a.actor(a.lead)
	before := must[readiness.SampleView](t)(a.SampleView(ctx, lead, a.visit, leavers))
	if before.Sample != nil || before.Cohort != (readiness.SampleCount{Children: 6, Risky: 1, Teams: 2}) {
		t.Errorf("before: %+v", before.Cohort)
	}
	if g := a.gate("sample"); g.Done != 0 || g.Of != 1 {
		t.Errorf("the gate before: %+v", g)
	}
	_, err := a.DrawSample(ctx, a.visit, leavers, readiness.DrawSample{Deep: 2}, a.asked(a.actor(a.manager)))
	wantRefusal(t, err, readiness.Forbidden, "")
	s := a.draw(readiness.DrawSample{Deep: 2, Dip: 2, Risk: 50})
	if again := readiness.Draw(s.Seed, s.Among, s.DrawSample); len(again) != 4 || !slices.Equal(again, s.Drawn) {
		t.Errorf("drawn again %+v, kept %+v", again, s.Drawn)
	}
	_, err = a.DrawSample(ctx, a.visit, leavers, readiness.DrawSample{Deep: 2}, a.asked(lead))
	wantSentence(t, err, readiness.Conflict, "The sample of this focus area is drawn already. Replace a child instead.")
	if g := a.gate("sample"); g.Done != 1 || g.Of != 1 {
		t.Errorf("the gate: %+v", g)
	}

	refs := func(by string) (seen, flagged int) {
		v := must[readiness.SampleView](t)(a.SampleView(ctx, a.actor(by), a.visit, leavers))
		for i, r := range v.Rows {
			c, _ := v.Sample.Child(r.ChildID)
			if (c.Ref == "") != (r.Ref == "") || v.Rows[i].Team == "" {
				t.Errorf("%+v of %+v", r, c)
			}
			if r.Ref == "" && len(r.Flags)+len(c.Flags)+len(c.Worker) > 0 {
				t.Errorf("%s reads of a child of elsewhere: %v, %+v", by, r.Flags, c)
			}
			flagged += len(r.Flags)
			if r.Ref != "" {
				seen++
			}
		}
		return seen, flagged
	}
	if l, flagged := refs(a.lead); l != 4 || flagged == 0 {
		t.Errorf("the lead sees %d children and %d red flags", l, flagged)
	}
	north, flagged := refs(a.head)
	_, elsewhere := refs(a.other)
	if north == 0 || north == 4 || flagged > 0 == (elsewhere > 0) {
		t.Errorf("the head of north sees %d children and %d red flags, the head of south %d", north, flagged, elsewhere)
	}
	_, err = a.SampleView(ctx, a.actor(a.member), a.visit, leavers)
	wantRefusal(t, err, readiness.Forbidden, "")

	out := s.Drawn[0]
	done := must[readiness.Replaced](t)(a.ReplaceChild(ctx, a.visit, leavers, out.ChildID, readiness.ReplaceChild{Reason: "moved"}, a.asked(lead)))
	v := must[readiness.SampleView](t)(a.SampleView(ctx, lead, a.visit, leavers))
	if done.Begins != nil || len(v.Rows) != 5 || v.Rows[0].Why != "moved" || v.Rows[0].By != "lead" || v.Rows[1].Place != 1 || v.Rows[1].Replaced() {
		t.Errorf("%+v, %+v", done, v.Rows)
	}
	_, err = a.ReplaceChild(ctx, a.visit, leavers, out.ChildID, readiness.ReplaceChild{Reason: "moved"}, a.asked(lead))
	wantSentence(t, err, readiness.Conflict, "This child is not in the sample any more.")
}

// TestACaseIsAuditedAndModerated follows one audit through the ledger: who sees the child, what a moderator does not know, and what the ledger refuses.
func TestACaseIsAuditedAndModerated(t *testing.T) {
	t.Parallel()
	a := newAuditing(t)
	ctx := t.Context()
	_, err := a.GiveAudits(ctx, a.visit, leavers, readiness.GiveAudits{Auditors: []string{a.look}, Moderators: []string{a.quality}}, a.asked(a.actor(a.lead)))
	wantSentence(t, err, readiness.Conflict, "Draw the sample first.")
	a.draw(readiness.DrawSample{Deep: 2, Risk: 100})
	_, err = a.GiveAudits(ctx, a.visit, leavers, readiness.GiveAudits{Auditors: []string{a.lead}, Moderators: []string{a.quality}}, a.asked(a.actor(a.lead)))
	wantSentence(t, err, readiness.Invalid, "One of these people cannot do this any more. Load the page again and choose once more.")
	planned := a.give()
	if len(planned) != 2 || planned[0].AuditorID == planned[1].AuditorID || planned[0].AuditorID == planned[0].ModeratorID || !slices.Contains(planned[0].Line, a.other) && !slices.Contains(planned[0].Line, a.head) {
		t.Fatalf("%+v", planned)
	}
	id, x := planned[0].ID, planned[0].CaseAuditPeople
	if desk := must[readiness.CaseAuditDesk](t)(a.CaseAuditDesk(ctx, a.actor(x.AuditorID))); len(desk.Audit) != 1 || desk.Audit[0].CaseAuditID != id || desk.Audit[0].Ref == "" {
		t.Errorf("the auditor's desk: %+v", desk)
	}
	a.must(a.SaveAuditDraft(ctx, id, readiness.AuditorText, 0, map[string]string{"why": "So far."}, a.actor(x.AuditorID)))
	if v := must[readiness.CaseAuditView](t)(a.CaseAuditView(ctx, a.actor(x.AuditorID), id)); v.Draft == nil || v.Draft.Fields["why"] != "So far." || !v.MaySee || v.Writes(a.actor(x.AuditorID)) != readiness.AuditorText {
		t.Errorf("the auditor's page: %+v", v.Draft)
	}
	wantRefusal(t, a.SaveAuditDraft(ctx, id, readiness.AuditorText, 0, map[string]string{"why": "x"}, a.actor(a.lead)), readiness.Forbidden, "")

	version := a.writes(id, x.AuditorID, readiness.AuditorText, "good")
	other := version
	other.Text.Overall = "outstanding"
	wantSentence(t, a.ask(id, x.AuditorID, other.Command("", a.today())), readiness.Invalid, "The grades are not those of the text that was kept.")
	other.SHA256 = strings.Repeat("0", 64)
	wantSentence(t, a.ask(id, x.AuditorID, other.Command("", a.today())), readiness.Invalid, "There is no such version of this text.")
	a.must(a.ask(id, x.AuditorID, version.Command("yes", a.today())))
	if told := query[string](a.world, `select distinct p.name from notices n join people p on p.id = n.person_id where n.kind = 'concern' order by 1`); len(told) != 1 || told[0] != "head" && told[0] != "other" {
		t.Errorf("a concern reached %q", told)
	}
	blind := must[readiness.CaseAuditView](t)(a.CaseAuditView(ctx, a.actor(x.ModeratorID), id))
	if sent := blind.Text(readiness.AuditorText); !blind.Hidden || sent == nil || sent.Text.Overall != "" || sent.Text.Why != "" || sent.Text.Section("voice").Grade != "" || sent.Text.Section("voice").Evidence == "" || blind.State.Audited.Overall != "" {
		t.Errorf("the moderator sees %+v", sent)
	}
	looks := func() []string {
		return query[string](a.world, `select r.person_id from child_reads r where r.child_id::text = $1`, planned[0].ChildID)
	}
	seen := looks()
	if !slices.Contains(seen, x.ModeratorID) {
		t.Errorf("%v looked at the child, and the moderator holds no post where it lives", seen)
	}
	outside := must[readiness.CaseAuditView](t)(a.CaseAuditView(ctx, a.actor(a.outsider(planned[0])), id))
	if again := looks(); len(again) != len(seen) {
		t.Errorf("who is shown no child has looked at none: %v", again)
	}
	if outside.MaySee || outside.Ref != "" || len(outside.Texts) != 0 || outside.State.ChildID != "" {
		t.Errorf("from outside: %+v", outside.CaseAuditRow)
	}
	moderation := a.writes(id, x.ModeratorID, readiness.ModeratorText, "requires_improvement")
	a.must(a.ask(id, x.ModeratorID, moderation.Command("", a.today())))
	list := must[readiness.CaseAuditList](t)(a.CaseAudits(ctx, a.actor(a.lead), a.visit, leavers))
	if len(list.Rows) != 2 || list.Rows[0].Overall != "requires_improvement" || list.Rows[1].Overall != "" || fmt.Sprint(list.Profile[0].Counts) != "[0 0 1 0]" {
		t.Errorf("%+v, %+v", list.Rows, list.Profile)
	}
	if g := a.gate("audits"); g.Done != 1 || g.Of != 2 {
		t.Errorf("the gate: %+v", g)
	}
	a.must(a.ask(id, x.AuditorID, readiness.TalkThroughCaseAudit{On: a.today()}))
	if left := query[int](a.world, `select count(*)::int from case_audit_drafts`); left[0] != 0 {
		t.Errorf("%d drafts are left", left[0])
	}
	child := planned[0].ChildID
	_, err = a.ReplaceChild(ctx, a.visit, leavers, child, readiness.ReplaceChild{Reason: "moved"}, a.asked(a.actor(a.lead)))
	wantSentence(t, err, readiness.Conflict, "The audit of this child was sent already, so the child stays in the sample.")
	for _, body := range query[string](a.world, `select planned::text || coalesce(state::text, '') from case_audits`) {
		if strings.Contains(body, `"L`) || strings.Contains(body, "Because.") {
			t.Errorf("a run carries what it must not: %s", body)
		}
	}
	if c := must[readiness.AuditCalibration](t)(a.AuditCalibration(ctx, a.actor(a.lead))); len(c.Auditors) != 1 || c.Audits != 1 || c.Same != 0 || c.Auditors[0].Pairs != 3 || c.Auditors[0].By != 1 {
		t.Errorf("%+v", c)
	}
}

// outsider is the head of the area to which the child does not belong.
func (a *auditing) outsider(p readiness.PlannedCaseAudit) string {
	if p.AreaID == a.area {
		return a.other
	}
	return a.head
}

func TestAReplacedChildsAuditGoesToTheNext(t *testing.T) {
	t.Parallel()
	a := newAuditing(t)
	ctx := t.Context()
	a.draw(readiness.DrawSample{Deep: 2})
	planned := a.give()
	post := query[string](a.world, `select id::text from posts where person_id = $1::uuid`, a.quality)[0]
	a.must(a.EndPost(ctx, a.quality, post, readiness.EndPost{Until: monday.AddDays(-1)}, a.asked(keeper)))
	a.post(a.quality, readiness.ElectedMember, "") // still here, and not to be given a case
	done := must[readiness.Replaced](t)(a.ReplaceChild(ctx, a.visit, leavers, planned[0].ChildID, readiness.ReplaceChild{Reason: "closed"}, a.asked(a.actor(a.lead))))
	if done.Begins != nil && (slices.Contains(done.Begins.Auditors, a.quality) || slices.Contains(done.Begins.Moderators, a.quality)) {
		t.Errorf("an elected member is to audit: %+v", done.Begins.CaseAuditPeople)
	}
	if done.Ends != planned[0].ID || done.Begins == nil || done.Begins.ChildID == planned[0].ChildID || done.Begins.AuditorID == "" || done.Begins.ModeratorID == done.Begins.AuditorID {
		t.Fatalf("%+v", done)
	}
	f := must[[]readiness.Waking](t)(a.ToFollow(ctx, readiness.CaseAuditNoun, "", "", 10))
	if len(f) != 1 || f[0].With.(readiness.CaseAuditFollowup).End != "replaced" {
		t.Fatalf("it hears %+v", f)
	}
	next, ev, err := a.audits[done.Ends].Follow(f[0].With.(readiness.CaseAuditFollowup), a.now())
	a.must(err)
	a.must(a.RecordCaseAudit(ctx, next, ev))
	if f := must[[]readiness.Waking](t)(a.ToFollow(ctx, readiness.CaseAuditNoun, "", "", 10)); len(f) != 0 {
		t.Errorf("it hears %+v again", f)
	}
	if open := must[[]readiness.Waking](t)(a.ToOpen(ctx, readiness.CaseAuditNoun, "", "", 10)); len(open) != 1 || open[0].ID != done.Begins.ID {
		t.Errorf("to open: %+v", open)
	}
	a.begin(*done.Begins)
	a.leaves(done.Begins.AuditorID)
	f = must[[]readiness.Waking](t)(a.ToFollow(ctx, readiness.CaseAuditNoun, "", "", 10))
	if len(f) == 0 || f[0].With.(readiness.CaseAuditFollowup).People == nil {
		t.Errorf("nobody hears that an auditor left: %+v", f)
	}
	if running := must[[]readiness.Waking](t)(a.ToContinue(ctx, readiness.CaseAuditNoun, "", 10)); len(running) != 2 {
		t.Errorf("%d run", len(running))
	}
	if stale := must[[]readiness.StaleThing](t)(a.ToReplan(ctx, readiness.CaseAuditNoun, "", 10)); len(stale) != 0 {
		t.Errorf("%+v have old terms", stale)
	}
}

// TestWhatWasKeptIsItsWritersAlone: a moderator who turns out to hold the case leaves a version behind, and the next begins without its grades.
func TestWhatWasKeptIsItsWritersAlone(t *testing.T) {
	t.Parallel()
	a := newAuditing(t)
	ctx := t.Context()
	a.draw(readiness.DrawSample{Deep: 1})
	p := a.give()[0]
	a.must(a.ask(p.ID, p.AuditorID, a.writes(p.ID, p.AuditorID, readiness.AuditorText, "good").Command("", a.today())))
	a.writes(p.ID, p.ModeratorID, readiness.ModeratorText, "inadequate")
	if v := must[readiness.CaseAuditView](t)(a.CaseAuditView(ctx, a.actor(p.ModeratorID), p.ID)); v.Kept == nil || v.Kept.Text.Overall != "inadequate" {
		t.Errorf("its writer goes on from %+v", v.Kept)
	}
	a.must(a.ask(p.ID, p.ModeratorID, readiness.DeclareConflict{}))
	next := a.audits[p.ID].ModeratorID
	v := must[readiness.CaseAuditView](t)(a.CaseAuditView(ctx, a.actor(next), p.ID))
	if next == p.ModeratorID || next == "" || v.Kept == nil || v.Kept.Number != 1 || v.Kept.Text.Overall != "" || len(v.Kept.Text.Sections) != 0 {
		t.Fatalf("%s goes on from %+v", next, v.Kept)
	}
	w := readiness.WriteCaseAudit{Part: readiness.ModeratorText, Overall: "good", Why: "Because.", Sections: []readiness.AuditedPart{{Code: "voice", Grade: "good"}, {Code: "plan", Grade: "good"}}}
	_, err := a.WriteAudit(ctx, p.ID, w, a.asked(a.actor(next)))
	wantSentence(t, err, readiness.Conflict, "Another version of this text was kept while you were writing. Speak to whoever else writes it, then send yours again.")
	w.Base = v.Kept.Number
	version := must[readiness.CaseAuditVersion](t)(a.WriteAudit(ctx, p.ID, w, a.asked(a.actor(next))))
	a.must(a.ask(p.ID, next, version.Command("", a.today())))
}

// TestAnEndedVisitDrawsAndGivesNothing: what was asked before it ended is still answered as it was.
func TestAnEndedVisitDrawsAndGivesNothing(t *testing.T) {
	t.Parallel()
	a := newAuditing(t)
	ctx := t.Context()
	s := a.draw(readiness.DrawSample{Deep: 2})
	g, given := readiness.GiveAudits{Auditors: []string{a.look}, Moderators: []string{a.quality}}, a.asked(a.actor(a.lead))
	before := must[[]readiness.PlannedCaseAudit](t)(a.GiveAudits(ctx, a.visit, leavers, g, given))
	next, ev, err := must[readiness.Visit](t)(a.VisitState(ctx, a.visit)).Do(readiness.CancelVisit{Reason: "It does not take place."}, a.asked(a.actor(a.lead)), a.now())
	a.must(err)
	a.must(a.RecordVisit(ctx, next, ev))
	const ended = "This visit has ended, so nothing is drawn or given out for it any more."
	_, err = a.ReplaceChild(ctx, a.visit, leavers, s.Drawn[0].ChildID, readiness.ReplaceChild{Reason: "moved"}, a.asked(a.actor(a.lead)))
	wantSentence(t, err, readiness.Conflict, ended)
	_, err = a.GiveAudits(ctx, a.visit, leavers, g, a.asked(a.actor(a.lead)))
	wantSentence(t, err, readiness.Conflict, ended)
	_, err = a.DrawSample(ctx, a.visit, leavers, readiness.DrawSample{Deep: 2}, a.asked(a.actor(a.lead)))
	wantSentence(t, err, readiness.Conflict, ended)
	if again := must[[]readiness.PlannedCaseAudit](t)(a.GiveAudits(ctx, a.visit, leavers, g, given)); len(again) != 2 || again[0].ID != before[0].ID {
		t.Errorf("the same command again: %+v", again)
	}
}

// TestTheSameChildrenAreAuditedAgain: 90 working days after the visit, by somebody else, once; and the two are compared.
func TestTheSameChildrenAreAuditedAgain(t *testing.T) {
	t.Parallel()
	a := newAuditing(t)
	ctx := t.Context()
	a.draw(readiness.DrawSample{Deep: 2})
	for _, p := range a.give() {
		a.finish(p.ID, "requires_improvement", "requires_improvement")
	}
	visit := must[readiness.Visit](t)(a.VisitState(ctx, a.visit))
	for visit.Status != readiness.VisitAwaiting {
		at, _ := visit.Deadline()
		a.clock(at)
		next, ev, err := visit.Lapse(a.now())
		a.must(err)
		a.must(a.RecordVisit(ctx, next, ev))
		visit = next
	}
	a.must(a.PlanReaudits(ctx, a.today()))
	if open := must[[]readiness.Waking](t)(a.ToOpen(ctx, readiness.CaseAuditNoun, "", "", 10)); len(open) != 0 {
		t.Fatalf("too early: %+v", open)
	}
	due := readiness.StepDay(visit.Until, 90, visit.Terms.Calendar)
	a.goTo(due)
	for range 2 {
		a.must(a.PlanReaudits(ctx, due))
	}
	open := must[[]readiness.Waking](t)(a.ToOpen(ctx, readiness.CaseAuditNoun, "", "", 10))
	if len(open) != 2 {
		t.Fatalf("planned again: %+v", open)
	}
	for _, w := range open {
		p := w.With.(readiness.PlannedCaseAudit)
		if first := a.audits[p.Before]; p.Round != 2 || p.AuditorID == first.AuditorID || p.AuditorID == "" || p.ChildID != first.ChildID {
			t.Errorf("%+v after %+v", p, first)
		}
		a.begin(p)
	}
	if g := a.gate("reaudit"); g.Done != 0 || g.Of != 2 {
		t.Errorf("the gate: %+v", g)
	}
	a.finish(open[0].ID, "good", "good")
	c := must[readiness.AuditComparison](t)(a.CompareAudits(ctx, a.actor(a.lead), a.visit, leavers))
	if c.Children != 2 || c.Pairs != 1 || c.Lines[0].Better != 1 || fmt.Sprint(c.Lines[1].Before, c.Lines[1].After) != "[0 0 1 0] [0 1 0 0]" {
		t.Errorf("%+v", c)
	}
	s := must[readiness.SampleView](t)(a.SampleView(ctx, a.actor(a.lead), a.visit, leavers))
	if s.Sample == nil || s.Cohort.Resting != 0 {
		t.Errorf("%+v", s.Cohort)
	}
}
