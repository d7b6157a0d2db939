package readiness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// The people of the visits in these tests, besides those of the reviews: clara leads care leavers, mika missing children, and papers has the documents.
var (
	clara  = actor("clara", readiness.Holding{Role: readiness.AreaHead, AreaID: "north"})
	mika   = actor("mika", readiness.Holding{Role: readiness.TeamManager, AreaID: "south", TeamID: "south-1"})
	papers = actor("papers", readiness.Holding{Role: readiness.QualityAssurance})
	here   = []string{"lead", "clara", "mika", "papers", "dcs", "ad", "manager", "qa", "quill"}
	bank   = calendar.England()
)

// runUpOf is a small run-up of a kind of visit. Nobody holds the post that goes with the part for communications.
func runUpOf(kind string) readiness.RunUp {
	step := func(code, anchor string, offset int, slot, gate, short string) readiness.RunUpStep {
		return readiness.RunUpStep{Code: code, Name: code, Anchor: anchor, Offset: offset, Slot: slot, PerFocus: slot == "focus", Gate: gate, Short: short}
	}
	r := readiness.RunUp{Code: kind + "-2026", Kind: kind, Days: 2, Letter: 22, Slots: []readiness.RunUpSlot{
		{Code: "lead", Name: "Visit lead", Role: readiness.ImprovementLead},
		{Code: "focus", Name: "Lead of the focus area", Role: readiness.AreaHead, PerFocus: true},
		{Code: "documents", Name: "Documents", Role: readiness.QualityAssurance},
		{Code: "communications", Name: "Communications", Role: readiness.TeamManager},
	}}
	if readiness.BeginsWithCall(kind) {
		r.Steps = []readiness.RunUpStep{step("ring", "call", 0, "lead", "signature", "keep"), step("gather", "call", 1, "documents", "data", "drop")}
	}
	r.Steps = append(r.Steps, step("scope", "visit", -40, "focus", "signature", "keep"), step("baseline", "visit", -30, "documents", "evidence", "drop"),
		step("audits", "visit", -20, "focus", "audits", "drop"), step("rooms", "visit", -5, "lead", "evidence", "keep"), step("greet", "visit", 0, "lead", "evidence", "keep"),
		step("thank", "end", 1, "communications", "evidence", "keep"), step("findings", "letter", 5, "documents", "letter", "keep"), step("tell", "letter", 10, "communications", "evidence", "drop"))
	return r
}

func packsOf(focus ...string) (packs []readiness.FocusPack) {
	for _, f := range focus {
		packs = append(packs, readiness.FocusPack{Code: f + "-2026", Focus: f, Name: strings.ToUpper(f[:1]) + strings.ReplaceAll(f[1:], "_", " ")})
	}
	return packs
}

// visitBook is the council of the tests: nobody heads every area, and clara heads north.
func visitBook() readiness.VisitBook {
	made := 0
	return readiness.VisitBook{
		Rules: readiness.DefaultVisitRules(), Ladder: readiness.DefaultLadder(), Calendar: bank,
		Holder: func(r readiness.Role) string {
			return map[readiness.Role]string{readiness.ImprovementLead: "lead", readiness.QualityAssurance: "papers"}[r]
		},
		Headed: func(person string) string { return map[string]string{"clara": "north"}[person] },
		NewID:  func() string { made++; return fmt.Sprintf("id-%03d", made) },
	}
}

// working is the day so many working days after the start of the tests.
func working(days int) calendar.Date {
	return bank.Add(calendar.DateOf(start), days, calendar.Exclusive)
}

// monitoring is a visit of two focus areas, so many working days away.
func monitoring(days int) readiness.PlanVisit {
	return readiness.PlanVisit{Kind: "monitoring", On: working(days), Focus: []string{"care_leavers", "missing"}, Leads: []string{"clara", "mika"}}
}

func rung(rehearsal string) readiness.PlanVisit {
	return readiness.PlanVisit{Kind: "standard", Rehearsal: rehearsal}
}

func plansVisit(t testing.TB, p readiness.PlanVisit) (readiness.PlannedVisit, []readiness.PlannedVisitStep) {
	t.Helper()
	today := calendar.DateOf(start)
	if err := p.Check(bank, today); err != nil {
		t.Fatal(err)
	}
	v, steps, err := p.Visit(runUpOf(p.Kind), packsOf("missing", "care_leavers"), "lead", visitBook(), today)
	if err != nil {
		t.Fatal(err)
	}
	return v, steps
}

func TestPlanVisitRefusals(t *testing.T) {
	t.Parallel()
	with := func(change func(*readiness.PlanVisit)) readiness.PlanVisit { p := monitoring(60); change(&p); return p }
	today := calendar.DateOf(start)
	for name, c := range map[string]struct {
		p           readiness.PlanVisit
		field, says string
	}{
		"a visit that is agreed is not rehearsed": {with(func(p *readiness.PlanVisit) { p.Rehearsal = "yes" }), "kind", "short or a standard inspection"},
		"no focus area":                  {with(func(p *readiness.PlanVisit) { p.Focus, p.Leads = nil, nil }), "focus", "at least one focus area"},
		"one twice":                      {with(func(p *readiness.PlanVisit) { p.Focus[1] = p.Focus[0] }), "focus", "each focus area once"},
		"no day":                         {with(func(p *readiness.PlanVisit) { p.On = calendar.Date{} }), "on", "Enter the first day on site"},
		"yesterday":                      {with(func(p *readiness.PlanVisit) { p.On = today.AddDays(-3) }), "on", "today or later"},
		"a Saturday":                     {with(func(p *readiness.PlanVisit) { p.On = calendar.On(2026, 6, 6) }), "on", "Saturday 6 June 2026 is not a working day. The next one is 8 June 2026"},
		"a lead for one of two":          {with(func(p *readiness.PlanVisit) { p.Leads = p.Leads[:1] }), "leads", "a lead for each"},
		"a call to come":                 {readiness.PlanVisit{Kind: "short", Called: today.AddDays(1)}, "called", "today or in the past"},
		"a focus area that there is not": {with(func(p *readiness.PlanVisit) { p.Focus[1] = "gangs" }), "focus", "no focus area of the code gangs"},
	} {
		err := c.p.Check(bank, today)
		if err == nil {
			_, _, err = c.p.Visit(runUpOf(c.p.Kind), packsOf("care_leavers"), "lead", visitBook(), today)
		}
		refusal := readiness.AsRefusal(err)
		if refusal == nil || refusal.Fields[0].Field != c.field || !strings.Contains(refusal.Message, c.says) {
			t.Errorf("%s: got %v, want %q of %q", name, err, c.says, c.field)
		}
	}
}

// TestInspectorsComeOnMonday: of an inspection the first day on site is the Monday after the call, or the working day after a Monday that is none.
func TestInspectorsComeOnMonday(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ called, on, until calendar.Date }{
		{calendar.On(2026, 3, 2), calendar.On(2026, 3, 9), calendar.On(2026, 3, 10)},   // a Monday
		{calendar.On(2026, 3, 6), calendar.On(2026, 3, 9), calendar.On(2026, 3, 10)},   // a Friday
		{calendar.On(2026, 3, 8), calendar.On(2026, 3, 9), calendar.On(2026, 3, 10)},   // a Sunday
		{calendar.On(2026, 4, 1), calendar.On(2026, 4, 7), calendar.On(2026, 4, 8)},    // before Easter
		{calendar.On(2026, 4, 30), calendar.On(2026, 5, 5), calendar.On(2026, 5, 6)},   // before the bank holiday in May
		{calendar.On(2026, 8, 28), calendar.On(2026, 9, 1), calendar.On(2026, 9, 2)},   // and in August
		{calendar.On(2026, 7, 10), calendar.On(2026, 7, 13), calendar.On(2026, 7, 14)}, // an ordinary one
	} {
		for _, p := range []readiness.PlanVisit{{Kind: "standard", Called: c.called}, {Kind: "short"}} {
			if d := p.Dates(2, bank, c.called); d != (readiness.VisitDates{Called: c.called, On: c.on, Until: c.until}) {
				t.Errorf("rung on %s: %+v", c.called, d)
			}
		}
	}
	if d := (readiness.PlanVisit{Kind: "monitoring", On: calendar.On(2026, 3, 12), Called: calendar.On(2026, 3, 2)}).Dates(2, bank, calendar.On(2026, 3, 2)); !d.Called.IsZero() {
		t.Errorf("a visit that is agreed was called on %s", d.Called)
	}
	named := readiness.PlanVisit{Kind: "short", On: calendar.On(2026, 3, 12)}.Dates(1, bank, calendar.On(2026, 3, 2))
	if named != (readiness.VisitDates{Called: calendar.On(2026, 3, 2), On: calendar.On(2026, 3, 12), Until: calendar.On(2026, 3, 12)}) {
		t.Errorf("a day that was given: %+v", named)
	}
}

// TestVisitIsPlannedByItsRunUp: parts go to whoever was named or holds the post, a step of each focus area is there for each, and belongs to whoever has its
// part.
func TestVisitIsPlannedByItsRunUp(t *testing.T) {
	t.Parallel()
	p := monitoring(60)
	p.LeadID = "quill"
	v, steps := plansVisit(t, p)
	if v.Name != "Monitoring visit of "+working(60).Month().String()+" 2026" || v.LeadID != "quill" || v.Until != working(61) || v.RunUp != "monitoring-2026" {
		t.Errorf("%s, led by %s, until %s by %s", v.Name, v.LeadID, v.Until, v.RunUp)
	}
	if want := []readiness.VisitFocus{{Code: "care_leavers", Name: "Care leavers", Pack: "care_leavers-2026", AreaID: "north"}, {Code: "missing", Name: "Missing", Pack: "missing-2026"}}; !slices.Equal(v.Focus, want) {
		t.Errorf("%+v", v.Focus)
	}
	var owners, holders []string
	for _, s := range steps {
		owners = append(owners, strings.Trim(s.Code+" "+s.Focus, " ")+" "+s.OwnerID+" "+s.AreaID)
	}
	for _, h := range v.Holders {
		holders = append(holders, h.Slot+" "+h.Focus+" "+h.PersonID)
	}
	if got, want := strings.Join(owners, "|"), "scope care_leavers clara north|scope missing mika |baseline papers |audits care_leavers clara north|audits missing mika |rooms quill |greet quill |thank  |findings papers |tell  "; got != want {
		t.Errorf("steps\n%s, want\n%s", got, want)
	}
	if got, want := strings.Join(holders, "|"), "lead  quill|focus care_leavers clara|focus missing mika|documents  papers|communications  "; got != want {
		t.Errorf("parts %s, want %s", got, want)
	}
	if times := v.Plan[0].Times; len(v.Plan) != 8 || times != 2 {
		t.Errorf("the plan: %+v", v.Plan)
	}
	p.Leads = nil
	if v, steps := plansVisit(t, p); steps[0].OwnerID != "" || v.Focus[0].AreaID != "" {
		t.Errorf("nobody was named and nobody holds the post: it is %q's", steps[0].OwnerID)
	}
}

// TestRehearsalIsPlanned: it has nothing that follows the inspectors' leaving, and without focus areas no step of one.
func TestRehearsalIsPlanned(t *testing.T) {
	t.Parallel()
	codes := func(p readiness.PlanVisit) string {
		_, steps := plansVisit(t, p)
		var all []string
		for _, s := range steps {
			all = append(all, s.Code)
		}
		return strings.Join(all, " ")
	}
	if got, want := codes(rung("yes")), "ring gather baseline rooms greet"; got != want {
		t.Errorf("a rehearsal has %s, want %s", got, want)
	}
	if got, want := codes(rung("")), "ring gather baseline rooms greet thank findings tell"; got != want {
		t.Errorf("the call has %s, want %s", got, want)
	}
}

// TestOpenVisit: who hears of what, and that the director hears which parts nobody has.
func TestOpenVisit(t *testing.T) {
	t.Parallel()
	full := monitoring(60)
	for name, c := range map[string]struct {
		p      readiness.PlanVisit
		status readiness.VisitStatus
		kinds  string
		says   string
	}{
		"an agreed visit, far away":            {full, readiness.VisitPlanned, "information escalation", "You have a part in a visit"},
		"one whose first step is today":        {monitoring(40), readiness.VisitPreparing, "information escalation", "You have a part in a visit"},
		"one that is near":                     {monitoring(25), readiness.VisitPreparing, "information escalation escalation", "You have a part in a visit"},
		"the call":                             {rung(""), readiness.VisitPreparing, "call escalation escalation", "Ofsted have rung: inspectors are on site from 9 March 2026."},
		"the rehearsal of it":                  {rung("yes"), readiness.VisitPreparing, "today escalation escalation", "This is a rehearsal. Act as if Ofsted had rung"},
		"a step that is pulled is no question": {monitoring(35), readiness.VisitPreparing, "information escalation", "You have a part in a visit"},
	} {
		planned, _ := plansVisit(t, c.p)
		x, ev, err := readiness.OpenVisit(planned, start)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, tell := range ev.Tell {
			kinds = append(kinds, string(tell.Kind))
		}
		if x.Status != c.status || strings.Join(kinds, " ") != c.kinds || !strings.HasPrefix(ev.Tell[0].Why, c.says) || x.Seq != 1 || x.Run.Due != x.On {
			t.Errorf("%s: %s, told %q: %s", name, x.Status, kinds, ev.Tell[0].Why)
		}
		if why := ev.Tell[1].Why; !strings.Contains(why, ": communications. Name somebody.") || !slices.Equal(ev.Tell[1].Roles, []readiness.Role{readiness.Director}) {
			t.Errorf("%s: the director hears %q", name, why)
		}
		if c.p.Kind == "monitoring" && !slices.Equal(ev.Tell[0].People, []string{"lead", "clara", "mika", "papers"}) {
			t.Errorf("%s: %q hear", name, ev.Tell[0].People)
		}
		for _, tell := range ev.Tell {
			if (tell.Kind == readiness.Called) != (x.Call() && !x.Rehearsal && tell.Kind.ActNow() && tell.Kind != readiness.Escalated) {
				t.Errorf("%s: a %s telling", name, tell.Kind)
			}
		}
	}
	whole := full
	whole.Leads = nil
	planned, _ := plansVisit(t, whole)
	if _, ev, err := readiness.OpenVisit(planned, start.Add(time.Hour)); err != nil || !strings.Contains(ev.Tell[1].Why, "lead of the focus area (care leavers), lead of the focus area (missing) and communications") {
		t.Errorf("the director hears %q (%v)", ev.Tell[1].Why, err)
	}
}

func TestVisitRulesDiffer(t *testing.T) {
	t.Parallel()
	before, after := readiness.DefaultVisitRules(), readiness.DefaultVisitRules()
	if words := after.Differs(before); len(words) > 0 {
		t.Errorf("the same rules differ: %q", words)
	}
	after.LeastDays, after.ReauditDays = 2, 60
	want := []string{"Working days that a step has at least when the visit is near: 2 instead of 1", "Working days after the visit at which the same children are audited again: 60 instead of 90"}
	if words := after.Differs(before); !slices.Equal(words, want) {
		t.Errorf("got %q", words)
	}
	names := readiness.VisitFieldNames()
	for _, f := range readiness.VisitFigures {
		if names["VisitRules."+f.Name] == "" {
			t.Errorf("the rule %s has no name", f.Name)
		}
	}
}
