package demo_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

// written wants the papers of the visit that is over to be complete, and those of the one that comes to be part-way. It has rows as visited has them.
func (p plan) written(t *testing.T, rows []readiness.VisitRow) {
	t.Helper()
	last := got[readiness.VisitWriting](t)(p.db.VisitWriting(t.Context(), seesAll, rows[2].VisitID))
	days := map[string]int{}
	for _, s := range last.Timetable {
		days[s.On.String()]++
	}
	if len(days) != 2 || days[rows[2].On.String()] < 4 || len(last.Beside()) > 0 || last.Positions[0].Version != 2 || len(last.Interviewees) != 8 || !confirmed(last.Interviewees, 8) {
		t.Errorf("the papers of %s: %v, %+v", rows[2].Name, days, last)
	}
	next := got[readiness.VisitWriting](t)(p.db.VisitWriting(t.Context(), seesAll, rows[0].VisitID))
	for focus, version := range map[string]int{"care_leavers": 2, "missing": 1, "exploitation": 0} {
		if w, _ := next.Position(focus); w.Version != version {
			t.Errorf("the position statement about %s has %d versions", focus, w.Version)
		}
	}
	for _, s := range next.Timetable {
		if s.On != rows[0].On {
			t.Errorf("%s is on %s", s.What, s.On)
		}
	}
	if len(next.Timetable) < 4 || len(next.Interviewees) != 6 || !confirmed(next.Interviewees, 3) {
		t.Errorf("the timetable and the people of %s: %+v, %+v", rows[0].Name, next.Timetable, next.Interviewees)
	}
	versions := got[[]readiness.VisitPosition](t)(p.db.PositionVersions(t.Context(), seesAll, rows[0].VisitID, "care_leavers"))
	if len(versions) != 2 || versions[0].By == versions[1].By || p.roles(t)[versions[0].By] != readiness.AreaHead || p.roles(t)[versions[1].By] != readiness.ImprovementLead {
		t.Errorf("care leavers were written about by %+v", versions)
	}
}

// confirmed reports whether so many know that they are interviewed.
func confirmed(people []readiness.VisitInterviewee, n int) bool {
	for _, i := range people {
		if i.Confirmed == "yes" {
			n--
		}
	}
	return n == 0
}

// packed wants two packs of each visit: those of the one that is over from before it went on site, the second with less missing; of the one that comes the
// last says what is missing.
func (p plan) packed(t *testing.T, rows []readiness.VisitRow) {
	t.Helper()
	packs := func(r readiness.VisitRow) (first, last readiness.VisitPack) {
		t.Helper()
		list := got[readiness.VisitPackList](t)(p.db.VisitPacks(t.Context(), seesAll, r.VisitID)).Packs
		if len(list) != 2 || list[0].Number != 2 || list[0].Kind != "asked" || list[1].Kind != "asked" {
			t.Fatalf("the packs of %s: %+v", r.Name, list)
		}
		return got[readiness.VisitPack](t)(p.db.VisitPack(t.Context(), seesAll, list[1].ID)), got[readiness.VisitPack](t)(p.db.VisitPack(t.Context(), seesAll, list[0].ID))
	}
	first, last := packs(rows[2])
	if !last.Pack.FrozenOn.Before(rows[2].On) || lacks(first, "Timetable") != 1 || lacks(first, "Interviews") != 1 || lacks(last, "Timetable")+lacks(last, "Interviews") != 0 {
		t.Errorf("the packs of %s lack %+v, and %+v", rows[2].Name, first.Pack.Gaps(), last.Pack.Gaps())
	}
	if len(last.Pack.Timetable) == 0 || last.Pack.Focus[0].Position.Version != 2 || first.Pack.Focus[0].Position.Version != 1 {
		t.Errorf("the last pack of %s: %+v", rows[2].Name, last.Pack)
	}
	first, last = packs(rows[0])
	said := func(of readiness.VisitPack, words string) bool {
		return slices.ContainsFunc(of.Pack.Gaps(), func(g readiness.PackGap) bool { return strings.Contains(g.Text, words) })
	}
	for words, want := range map[string]bool{
		"position statement for children at risk of sexual exploitation": true, "position statement for children who go missing": false,
		"position statement for care leavers": false, "3 of 6 who are to be interviewed have not agreed yet": true, "Nobody has these parts": true,
	} {
		if said(last, words) != want {
			t.Errorf("the last pack of %s says %q: %t; %+v", rows[0].Name, words, !want, last.Pack.Gaps())
		}
	}
	if lacks(first, "Timetable") != 1 || len(first.Pack.Gaps()) <= len(last.Pack.Gaps()) {
		t.Errorf("the first pack of %s lacks %d, the last %d", rows[0].Name, len(first.Pack.Gaps()), len(last.Pack.Gaps()))
	}
	for _, g := range last.Pack.Gaps() {
		t.Log(g.Part, g.Text)
	}
}

// lacks counts what a pack lacks of one part.
func lacks(p readiness.VisitPack, part string) (n int) {
	for _, g := range p.Pack.Gaps() {
		if g.Part == part {
			n++
		}
	}
	return n
}

const selectNamedAgain = `
	select a.title, a.status,
		(select count(*) from action_events e where e.action_id = a.id and e.kind = 'verified' and e.seq < again.seq)::int as before,
		(select count(*) from action_events e where e.action_id = a.id and e.kind = 'verified' and e.seq > again.seq)::int as after
	from action_events again join actions a on a.id = again.action_id
	join action_answers w on w.action_id = a.id join findings_of_practice f on f.id = w.finding_id and f.repeats is not null
	where again.kind = 'opened again' and again.command_id = 'named-again/' || f.id || '/' || a.id`

// namedAgain wants one finding of the letter to repeat an earlier one, and what was shown done about that to be in work again because of it.
func (p plan) namedAgain(t *testing.T, of readiness.VisitRow) {
	t.Helper()
	var repeats []readiness.PracticeFinding
	for _, f := range got[readiness.Page[readiness.PracticeFinding]](t)(p.db.PracticeFindings(t.Context(), seesAll, readiness.PracticeFindingQuery{VisitID: of.VisitID, Limit: 100})).Rows {
		if f.Repeats != "" {
			repeats = append(repeats, f)
		}
	}
	if len(repeats) != 1 || len(repeats[0].Actions) == 0 {
		t.Fatalf("the letter of %s repeats %+v", of.Name, repeats)
	}
	opened := all[struct {
		Title, Status string
		Before, After int
	}](t, p.dsn, selectNamedAgain)
	if len(opened) == 0 {
		t.Error("the letter opened no action again")
	}
	for _, o := range opened {
		t.Log(o.Title, "opened again, now", o.Status)
		if o.Before == 0 || o.After != 1 {
			t.Errorf("%s: shown done %d times before and %d times after the letter", o.Title, o.Before, o.After)
		}
	}
}
