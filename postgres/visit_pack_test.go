package postgres_test

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// newPacked is a service with a visit about care leavers whose cohort is counted.
func newPacked(t *testing.T) *visiting {
	t.Helper()
	v := &visiting{service: newService(t), steps: map[string]readiness.VisitStep{}}
	pack := leaverPack
	pack.From, pack.Sections = calendar.On(2020, 1, 1), []readiness.AuditSection{{Code: "plan", Name: "The plan"}}
	pack.Checklist = []readiness.PackLine{{Code: "MIK1"}}
	must[[]string](t)(v.KeepPacks(t.Context(), []readiness.FocusPack{pack}, []readiness.RunUp{smallRunUp("monitoring"), smallRunUp("standard")}))
	v.must(v.KeepCohorts(t.Context(), []readiness.FocusPack{pack}))
	v.load(annex(monday, []readiness.CareLeaverRow{leaver("L1", monday.AddDays(-57)), leaver("L2", monday.AddDays(-70)), leaver("L3", monday)}))
	v.open(readiness.PlanVisit{Kind: "monitoring", On: monday.AddDays(70), Focus: []string{"care_leavers"}, Leads: []string{v.head}})
	return v
}

func (v *visiting) pack(asked readiness.Asked) readiness.VisitPack {
	v.t.Helper()
	return must[readiness.VisitPack](v.t)(v.MakeVisitPack(v.t.Context(), v.visit.ID, asked))
}

// TestPackKeepsItsFigures: an import after it changes nothing in it, and it says that newer lists are there.
func TestPackKeepsItsFigures(t *testing.T) {
	t.Parallel()
	v := newPacked(t)
	lead := v.actor(v.lead)
	first := v.pack(v.asked(lead))
	c := first.Pack.Focus[0].Cohort
	if c.Children != 3 || c.Flags != 2 || c.On != monday || first.Pack.Import == nil || first.Pack.Import.TakenOn != monday || first.Number != 1 || first.Kind != "asked" || !first.Newer.IsZero() || first.Outside {
		t.Fatalf("%+v of %+v", c, first.VisitPackLine)
	}
	if f := first.Pack.Focus[0]; f.Lead != "head" || f.Steps.Steps != 2 || first.Pack.Lead != "lead" || first.Pack.Figures.OpenCases != 1 {
		t.Errorf("%+v, led by %s, %+v", f, first.Pack.Lead, first.Pack.Figures)
	}
	before := must[json.RawMessage](t)(json.Marshal(first.Pack))
	tuesday := monday.AddDays(1)
	v.goTo(tuesday)
	v.load(annex(tuesday, []readiness.CareLeaverRow{leaver("L1", monday)}))
	kept := must[readiness.VisitPack](t)(v.VisitPack(t.Context(), lead, first.ID))
	if after := must[json.RawMessage](t)(json.Marshal(kept.Pack)); string(after) != string(before) {
		t.Errorf("it changed from %s to %s", before, after)
	}
	if kept.Newer != tuesday {
		t.Errorf("newer lists of %s", kept.Newer)
	}
	second := v.pack(v.asked(lead))
	if second.Number != 2 || !second.Newer.IsZero() || second.Pack.Focus[0].Cohort.Was != 2 || second.Pack.Focus[0].Cohort.Lines[0].New != 2 {
		t.Errorf("the second: %+v %+v", second.VisitPackLine, second.Pack.Focus[0].Cohort)
	}
	if list := must[readiness.VisitPackList](t)(v.VisitPacks(t.Context(), lead, v.visit.ID)); len(list.Packs) != 2 || list.Packs[0].ID != second.ID || list.Packs[1].Newer != tuesday || list.Visit != v.visit.Name {
		t.Errorf("%+v", list)
	}
	conn := must[*pgx.Conn](t)(pgx.Connect(t.Context(), v.dsn))
	if _, err := conn.Exec(t.Context(), `update visit_packs set body = '{}'`); err == nil {
		t.Error("a pack could be changed")
	}
	v.must(conn.Close(t.Context()))
}

// TestPackOfAnOtherList: a list that none of its focus areas is made from does not make it old.
func TestPackOfAnOtherList(t *testing.T) {
	t.Parallel()
	v := newPacked(t)
	p := v.pack(v.asked(v.actor(v.lead)))
	other := query[string](v.world, `insert into cohort_lists (id, list, on_day, rows, by_id, by_name, at) values (gen_random_uuid(), 'exploitation', '2027-03-01', 0, 'x', 'x', now()) returning id::text`)
	if again := must[readiness.VisitPack](t)(v.VisitPack(t.Context(), v.actor(v.lead), p.ID)); !again.Newer.IsZero() || len(other) != 1 {
		t.Errorf("newer lists of %s", again.Newer)
	}
}

// TestTwoPacksAtOnce: each gets its number, and the same command gets the same pack.
func TestTwoPacksAtOnce(t *testing.T) {
	t.Parallel()
	v := newPacked(t)
	same := v.asked(v.actor(v.lead))
	asks := []readiness.Asked{same, same, v.asked(v.actor(v.lead)), v.asked(v.actor(v.director))}
	packs, errs := make([]readiness.VisitPack, len(asks)), make([]error, len(asks))
	var all sync.WaitGroup
	for i, asked := range asks {
		all.Go(func() { packs[i], errs[i] = v.MakeVisitPack(t.Context(), v.visit.ID, asked) })
	}
	all.Wait()
	for _, err := range errs {
		v.must(err)
	}
	numbers := []int{packs[0].Number, packs[2].Number, packs[3].Number}
	slices.Sort(numbers)
	if packs[0].ID != packs[1].ID || !slices.Equal(numbers, []int{1, 2, 3}) {
		t.Errorf("%v, the same command %s and %s", numbers, packs[0].ID, packs[1].ID)
	}
}

// TestPackIsNotTorn: of an import that is written meanwhile it has all or nothing.
func TestPackIsNotTorn(t *testing.T) {
	t.Parallel()
	v := newPacked(t)
	packs, asked := make([]readiness.VisitPack, 12), make([]readiness.Asked, 12)
	errs := make([]error, len(packs))
	for i := range asked {
		asked[i] = v.asked(v.actor(v.lead))
	}
	var making sync.WaitGroup
	making.Go(func() {
		for i := range packs {
			packs[i], errs[i] = v.MakeVisitPack(t.Context(), v.visit.ID, asked[i])
		}
	})
	rows := []readiness.CareLeaverRow{leaver("L1", monday), leaver("L2", monday), leaver("L3", monday)}
	for i, ref := range []string{"M1", "M2", "M3", "M4", "M5", "M6"} {
		v.clock(monday.At(10, i))
		rows = append(rows, leaver(ref, monday))
		v.load(annex(monday, rows))
	}
	making.Wait()
	for i, p := range packs {
		v.must(errs[i])
		lists := p.Pack.Import.Lists
		at := slices.IndexFunc(lists, func(l readiness.ListFound) bool { return l.List == 9 })
		if at < 0 || lists[at].Rows != p.Pack.Focus[0].Cohort.Children {
			t.Errorf("%d children of %+v", p.Pack.Focus[0].Cohort.Children, lists)
		}
	}
}

// TestCallFreezesAPack: the call has a pack at once, about each focus area when it names none, and its gaps are the list to work through.
func TestCallFreezesAPack(t *testing.T) {
	t.Parallel()
	v := newPacked(t)
	lead := v.actor(v.lead)
	asked := v.asked(lead)
	call := readiness.PlanVisit{Kind: "standard", Called: monday}
	planned := must[readiness.PlannedVisit](t)(v.PlanVisit(t.Context(), call, asked))
	if again := must[readiness.PlannedVisit](t)(v.PlanVisit(t.Context(), call, asked)); again.ID != planned.ID {
		t.Fatal("the same command began two calls")
	}
	x, ev, err := readiness.OpenVisit(planned, v.now())
	v.must(err)
	v.must(v.RecordVisit(t.Context(), x, ev))
	list := must[readiness.VisitPackList](t)(v.VisitPacks(t.Context(), lead, x.ID))
	if len(list.Packs) != 1 || list.Packs[0].Kind != "call" || list.Packs[0].Rehearsal || list.Packs[0].Number != 1 {
		t.Fatalf("%+v", list.Packs)
	}
	p := must[readiness.VisitPack](t)(v.VisitPack(t.Context(), lead, list.Packs[0].ID)).Pack
	if p.Called != monday || p.FrozenOn != monday || p.On.IsZero() || len(p.Focus) != 1 || !p.Focus[0].FiguresOnly || p.Focus[0].Cohort.Children != 3 || p.Kind != "standard" || p.Steps.Steps == 0 || p.Steps.Settled != 0 {
		t.Errorf("%+v", p)
	}
	var said []string
	for _, g := range p.Gaps() {
		said = append(said, g.Text)
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{"List 10, adoption, was not in the last Annex A.", "2 red flags of 2 are not answered.", "Nobody has written a timetable.", "Nobody has written who is interviewed."} {
		if !strings.Contains(all, want) {
			t.Errorf("it does not say %q:\n%s", want, all)
		}
	}
	if strings.Contains(all, "position statement") || strings.Contains(all, "List 9, leaving care, was") {
		t.Errorf("it says too much:\n%s", all)
	}
}

// TestRehearsalFreezesAPack on its marked copy; a visit that was agreed freezes none by itself.
func TestRehearsalFreezesAPack(t *testing.T) {
	t.Parallel()
	v := newPacked(t)
	if list := must[readiness.VisitPackList](t)(v.VisitPacks(t.Context(), v.actor(v.lead), v.visit.ID)); len(list.Packs) != 0 {
		t.Errorf("a visit that was agreed has %+v", list.Packs)
	}
	v.open(readiness.PlanVisit{Kind: "standard", Rehearsal: "yes", Focus: []string{"care_leavers"}, Leads: []string{v.head}})
	list := must[readiness.VisitPackList](t)(v.VisitPacks(t.Context(), v.actor(v.lead), v.visit.ID))
	if len(list.Packs) != 1 || list.Packs[0].Kind != "call" || !list.Packs[0].Rehearsal {
		t.Fatalf("%+v", list.Packs)
	}
	p := must[readiness.VisitPack](t)(v.VisitPack(t.Context(), v.actor(v.lead), list.Packs[0].ID)).Pack
	if p.Focus[0].FiguresOnly || p.Focus[0].Lead != "head" || len(p.Nobody) == 0 && p.Steps.Steps == 0 || p.Focus[0].Steps.Steps != 2 {
		t.Errorf("%+v", p)
	}
}

// TestPackSaysWhatBecameOfFindings, and indexes what is in force: a piece in which something looked like a child's is there without its title.
func TestPackSaysWhatBecameOfFindings(t *testing.T) {
	t.Parallel()
	v := newPacked(t)
	ctx, lead := t.Context(), v.actor(v.lead)
	add := func(source, text string, on calendar.Date) readiness.PracticeFinding {
		return must[readiness.PracticeFinding](t)(v.AddFinding(ctx, readiness.AddFinding{Source: source, FoundOn: on, Text: text, Severity: "high", Theme: "Care leavers"}, v.asked(lead)))
	}
	add("inspection", "Plans are old.", monday.AddDays(-300))
	add("audit", "Not an inspection's.", monday.AddDays(-30))
	add("visit", "Found on the day.", monday)
	step := v.steps["baseline/"].ID
	attach := func(title string, looked ...string) {
		must[readiness.Evidence](t)(v.AttachEvidence(ctx, readiness.AttachEvidence{StepID: step, Kind: "data", Bears: readiness.Supports, Title: title, ShowsOn: monday, Keep: "yes", Looked: looked}, v.asked(lead)))
	}
	attach("Figures of March")
	attach("Of AB123", "a reference")
	gone := must[readiness.Evidence](t)(v.AttachEvidence(ctx, readiness.AttachEvidence{StepID: step, Kind: "data", Bears: readiness.Supports, Title: "Withdrawn", ShowsOn: monday}, v.asked(lead)))
	v.must(v.WithdrawEvidence(ctx, gone.ID, readiness.WithdrawEvidence{Reason: "Wrong."}, v.asked(lead)))
	p := v.pack(v.asked(lead)).Pack
	if len(p.Findings) != 1 || p.Findings[0].Text != "Plans are old." || p.Findings[0].State() != "No action answers it" {
		t.Errorf("findings %+v", p.Findings)
	}
	titles := []string{}
	for _, e := range p.Evidence {
		titles = append(titles, e.Title)
		if !slices.Equal(e.Where, []string{"Step: Take the baseline"}) {
			t.Errorf("%+v", e)
		}
	}
	slices.Sort(titles)
	if !slices.Equal(titles, []string{"", "Figures of March"}) {
		t.Errorf("the index has %q", titles)
	}
}

// TestWhoMakesAndReadsPacks: whoever runs visits makes them; whoever may not work on visits reads what leaves the service.
func TestWhoMakesAndReadsPacks(t *testing.T) {
	t.Parallel()
	v := newPacked(t)
	_, err := v.MakeVisitPack(t.Context(), v.visit.ID, v.asked(v.actor(v.head)))
	wantRefusal(t, err, readiness.Forbidden, "")
	p := v.pack(v.asked(v.actor(v.lead)))
	if seen := must[readiness.VisitPack](t)(v.VisitPack(t.Context(), v.actor(v.head), p.ID)); seen.Outside || seen.Pack.Focus[0].Cohort.Children != 3 {
		t.Errorf("an area head reads %+v", seen)
	}
	member := v.actor(v.person("mo"))
	member.Holdings = []readiness.Holding{{Role: readiness.ElectedMember}}
	if seen := must[readiness.VisitPack](t)(v.VisitPack(t.Context(), member, p.ID)); !seen.Outside || seen.Pack.Focus[0].Cohort.Children != readiness.Hidden || seen.Pack.Focus[0].Cohort.Flags != readiness.Hidden {
		t.Errorf("a member reads %+v", seen)
	}
	nobody := v.actor(v.person("new"))
	nobody.Holdings = nil
	_, err = v.VisitPack(t.Context(), nobody, p.ID)
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = v.VisitPack(t.Context(), v.actor(v.lead), v.visit.ID)
	wantRefusal(t, err, readiness.NotFound, "")
	if list := must[readiness.VisitPackList](t)(v.VisitPacks(t.Context(), v.actor(v.lead), v.visit.ID)); list.Ended {
		t.Error("the visit goes on, and its packs are said to be at an end")
	}
	v.must(v.askVisit(v.lead, readiness.CancelVisit{Reason: "Ofsted moved on."}))
	if list := must[readiness.VisitPackList](t)(v.VisitPacks(t.Context(), v.actor(v.lead), v.visit.ID)); !list.Ended || len(list.Packs) != 1 {
		t.Errorf("a visit that was called off lists %+v", list)
	}
	_, err = v.MakeVisitPack(t.Context(), v.visit.ID, v.asked(v.actor(v.lead)))
	wantRefusal(t, err, readiness.Conflict, "")
}
