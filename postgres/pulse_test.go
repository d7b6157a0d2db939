package postgres_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// staff answers surveys: so many people of an area, all with the same steps.
func (s *service) staff(link readiness.PulseLink, people, step int, words string) {
	s.t.Helper()
	for n := range people {
		s.must(s.AnswerPulse(s.t.Context(), link.Secret, s.slip(fmt.Sprintf("%s %d %d", link.Secret, n, step), step, words)))
	}
}

func (*service) slip(number string, step int, words string) readiness.PulseAnswer {
	a := readiness.PulseAnswer{Slip: number, Chosen: map[string]int{}, Words: words}
	for _, q := range readiness.DefaultPulseRules().Questions {
		a.Chosen[q.Code] = step
	}
	return a
}

func (s *service) links(p readiness.Pulse) map[string]readiness.PulseLink {
	s.t.Helper()
	by := map[string]readiness.PulseLink{}
	for _, l := range must[[]readiness.PulseLink](s.t)(s.PulseLinks(s.t.Context(), s.actor(s.lead), p.ID)) {
		by[l.Area] = l
	}
	return by
}

// TestPulse: a survey is opened, answered by people whom nobody knows, over after two weeks, and then shows only what it promised.
func TestPulse(t *testing.T) {
	t.Parallel()
	s := newService(t)
	s.world.area("East")
	s.world.area("South")
	ctx := t.Context()
	_, err := s.OpenPulse(ctx, readiness.OpenPulse{Scope: "all"}, s.asked(s.actor(s.head)))
	wantRefusal(t, err, readiness.Forbidden, "")
	_, err = s.OpenPulse(ctx, readiness.OpenPulse{Scope: "some", Areas: []string{s.area, "nowhere"}}, s.asked(s.actor(s.lead)))
	wantRefusal(t, err, readiness.Invalid, "areas")
	asked := s.asked(s.actor(s.lead))
	p := must[readiness.Pulse](t)(s.OpenPulse(ctx, readiness.OpenPulse{Scope: "all"}, asked))
	if again := must[readiness.Pulse](t)(s.OpenPulse(ctx, readiness.OpenPulse{Scope: "all"}, asked)); again.ID != p.ID {
		t.Error("the same command opened two")
	}
	if len(p.Areas) != 3 || p.Areas[0].Name != "East" || p.Until != monday.AddDays(13) || p.Least != 8 || len(p.Questions) != 4 || p.By != "lead" {
		t.Errorf("%+v", p)
	}
	_, err = s.OpenPulse(ctx, readiness.OpenPulse{Scope: "all"}, s.asked(s.actor(s.lead)))
	wantRefusal(t, err, readiness.Conflict, "")
	_, err = s.PulseLinks(ctx, s.actor(s.head), p.ID)
	wantRefusal(t, err, readiness.Forbidden, "")
	links := s.links(p)
	s.staff(links["North"], 9, 1, "More time, please.")
	s.staff(links["South"], 12, 0, "")
	s.staff(links["East"], 3, 3, "I am one of three.")
	wantRefusal(t, s.AnswerPulse(ctx, "nowhere", s.slip("x", 0, "")), readiness.NotFound, "")
	wantRefusal(t, s.AnswerPulse(ctx, links["North"].Secret, s.slip("x", 4, "")), readiness.Invalid, readiness.PulseKnown)
	s.must(s.AnswerPulse(ctx, links["South"].Secret, s.slip("twice", 0, "")))
	s.must(s.AnswerPulse(ctx, links["South"].Secret, s.slip("twice", 0, "")))
	if view := must[readiness.PulseAsked](t)(s.AskedPulse(ctx, links["South"].Secret)); view.Area != "South" || view.ID != p.ID {
		t.Errorf("%+v", view)
	}

	now := must[[]readiness.PulseResult](t)(s.PulseResults(ctx, s.actor(s.lead), p.ID))[0]
	if now.All.Answers != readiness.Hidden || !now.All.Enough || now.Groups[0].Enough || !now.Groups[2].Enough || len(now.Groups[2].Shares) != 0 || len(now.Groups[1].Words) != 0 {
		t.Errorf("while it runs it says %+v", now)
	}
	s.goTo(monday.AddDays(14))
	wantRefusal(t, s.AnswerPulse(ctx, links["South"].Secret, s.slip("late", 0, "")), readiness.Conflict, "")
	_, err = s.AskedPulse(ctx, links["South"].Secret)
	wantRefusal(t, err, readiness.Conflict, "")
	r := must[[]readiness.PulseResult](t)(s.PulseResults(ctx, s.actor(s.lead), p.ID))[0]
	east, north, south := r.Groups[0], r.Groups[1], r.Groups[2]
	if east.Answers != readiness.Hidden || north.Answers != readiness.Hidden || south.Answers != 13 || r.All.Answers != 25 {
		t.Errorf("%+v", r)
	}
	if len(east.Words)+len(north.Words) != 0 {
		t.Errorf("words of hidden areas: %v %v", east.Words, north.Words)
	}
	if good, _ := r.All.Good(readiness.PulseTime); good != 88 { // 22 of 25
		t.Errorf("%d%%", good)
	}
}

// TestPulseWords: what people wrote is read where their area is shown, and not by elected members.
func TestPulseWords(t *testing.T) {
	t.Parallel()
	s := newService(t)
	p := must[readiness.Pulse](t)(s.OpenPulse(t.Context(), readiness.OpenPulse{Scope: "some", Areas: []string{s.area}}, s.asked(s.actor(s.lead))))
	s.staff(s.links(p)["North"], 7, 1, "Zebra")
	s.staff(s.links(p)["North"], 1, 0, "Apple")
	s.must(s.ClosePulse(t.Context(), p.ID, readiness.ClosePulse{Reason: "Everybody has answered."}, s.asked(s.actor(s.lead))))
	wantRefusal(t, s.ClosePulse(t.Context(), p.ID, readiness.ClosePulse{Reason: "Again."}, s.asked(s.actor(s.lead))), readiness.Conflict, "")
	read := func(who string) readiness.PulseResult {
		return must[[]readiness.PulseResult](t)(s.PulseResults(t.Context(), s.actor(who), p.ID))[0]
	}
	if r := read(s.head); r.Closed != monday || r.Groups[0].Answers != 8 || len(r.Groups[0].Words) != 8 || r.Groups[0].Words[0] != "Apple" {
		t.Errorf("%+v", r)
	}
	if r := read(s.member); r.Groups[0].Answers != 8 || len(r.Groups[0].Words) != 0 {
		t.Errorf("an elected member reads %+v", r)
	}
	_, err := s.PulseResults(t.Context(), s.actor(s.lead), "nowhere")
	wantRefusal(t, err, readiness.NotFound, "")
}

// TestPulseKeepsNobody reads the ledger itself: no row of an answer says who, when, or what else the same person said; the audit trail and the commands know
// nothing of answers, and the numbers of forms go when the survey is over.
func TestPulseKeepsNobody(t *testing.T) {
	t.Parallel()
	s := newService(t)
	p := must[readiness.Pulse](t)(s.OpenPulse(t.Context(), readiness.OpenPulse{Scope: "all"}, s.asked(s.actor(s.lead))))
	conn, err := pgx.Connect(t.Context(), s.dsn)
	s.must(err)
	defer conn.Close(t.Context())
	number := func(query string) (n int) {
		t.Helper()
		s.must(conn.QueryRow(t.Context(), query).Scan(&n))
		return n
	}
	trail := number(`select count(*) from audit`) + number(`select count(*) from commands`)
	s.staff(s.links(p)["North"], 9, 1, "")
	if n := number(`select count(*) from audit`) + number(`select count(*) from commands`); n != trail {
		t.Errorf("nine answers left %d rows in the audit trail and the commands", n-trail)
	}
	for _, table := range []string{"pulse_areas", "pulse_tallies", "pulse_words", "pulse_slips"} {
		rows, err := conn.Query(t.Context(), `select column_name || ' ' || data_type from information_schema.columns where table_name = $1`, table)
		s.must(err)
		columns, err := pgx.CollectRows(rows, pgx.RowTo[string])
		s.must(err)
		for _, c := range columns {
			if strings.Contains(c, "time") || strings.Contains(c, "date") || strings.Contains(c, "person") || strings.Contains(c, "by_id") || c == "id uuid" {
				t.Errorf("%s has a column %s", table, c)
			}
		}
		if len(columns) == 0 {
			t.Errorf("there is no table %s", table)
		}
	}
	if n := number(`select count(*) from pulse_tallies`); n != 4 {
		t.Errorf("nine equal answers are %d rows", n)
	}
	if n := number(`select count(*) from pulse_slips`); n != 9 {
		t.Errorf("%d forms are known", n)
	}
	s.must(s.PlanPulses(t.Context(), monday.AddDays(14)))
	if n := number(`select count(*) from pulse_slips`); n != 0 {
		t.Errorf("%d forms are known after the survey is over", n)
	}
}

// TestPulsesEachQuarter: the night opens one when its day has come, once, tells who hands the links on, and puts it beside the one before.
func TestPulsesEachQuarter(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ctx := t.Context()
	s.must(s.PlanPulses(ctx, monday)) // nobody wants one
	rules := must[readiness.PulseRules](t)(s.DB.PulseRules(ctx))
	f := rules.Form()
	f.Quarterly, f.First, f.Reason, f.Known = "yes", monday, "As agreed at the board.", "Do you know our model?"
	_, err := s.SetPulseRules(ctx, f, s.asked(s.actor(s.head)))
	wantRefusal(t, err, readiness.Forbidden, "")
	asked := s.asked(s.actor(s.lead))
	asked.IfSeq = 7
	_, err = s.SetPulseRules(ctx, f, asked)
	wantRefusal(t, err, readiness.Conflict, "")
	if next := must[readiness.PulseRules](t)(s.SetPulseRules(ctx, f, s.asked(s.actor(s.lead)))); next.Version != 2 {
		t.Errorf("%+v", next)
	}
	for range 2 {
		s.must(s.PlanPulses(ctx, monday))
	}
	pulses := must[[]readiness.Pulse](t)(s.Pulses(ctx, s.actor(s.member)))
	if len(pulses) != 1 || pulses[0].By != readiness.Sweeper.Name || pulses[0].Questions[0].Text != "Do you know our model?" {
		t.Fatalf("%+v", pulses)
	}
	conn, err := pgx.Connect(ctx, s.dsn)
	s.must(err)
	defer conn.Close(ctx)
	var told []string
	s.must(conn.QueryRow(ctx, `select array_agg(p.name) from notices n join people p on p.id = n.person_id where n.subject = $1`, "pulse/"+pulses[0].ID).Scan(&told))
	if len(told) != 1 || told[0] != "lead" {
		t.Errorf("told %v", told)
	}
	s.staff(s.links(pulses[0])["North"], 8, 1, "")
	next := monday.AddMonths(3)
	s.goTo(next)
	s.must(s.PlanPulses(ctx, next))
	pulses = must[[]readiness.Pulse](t)(s.Pulses(ctx, s.actor(s.lead)))
	if len(pulses) != 2 || pulses[0].From != next {
		t.Fatalf("%+v", pulses)
	}
	beside := must[[]readiness.PulseResult](t)(s.PulseResults(ctx, s.actor(s.lead), pulses[0].ID))
	if len(beside) != 2 || beside[0].ID != pulses[1].ID || beside[0].All.Answers != 8 || beside[1].All.Enough {
		t.Errorf("%+v", beside)
	}
}

// TestPulseSigns: beside a survey stand the cases that came back, those that are open long, and a figure that somebody entered.
func TestPulseSigns(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ctx := t.Context()
	s.load(extract(monday, record("A2", "North 1", calendar.On(2025, 2, 10)), record("A3", "North 1", calendar.On(2025, 3, 10)))) // A1 has gone
	s.goTo(monday.AddDays(40))
	s.load(extract(monday.AddDays(40), record("A1", "North 1", monday.AddDays(30)), record("A2", "North 1", calendar.On(2025, 2, 10)), record("A3", "North 1", calendar.On(2025, 3, 10)),
		record("B1", "North 1", monday.AddDays(20))))
	signs := must[readiness.PulseSigns](t)(s.PulseSigns(ctx, s.actor(s.lead)))
	if signs.Reopened != 1 || signs.Opened != 2 || signs.Total.LongOpen == 0 || signs.Gap != nil {
		t.Errorf("%+v", signs)
	}
	if m := must[readiness.PulseSigns](t)(s.PulseSigns(ctx, s.actor(s.member))); m.Reopened != readiness.Hidden || m.Opened != readiness.Hidden || m.Total.LongOpen != readiness.Hidden {
		t.Errorf("an elected member sees %+v", m)
	}
	gap := readiness.RecordGap{Points: "28.7", AsOf: calendar.On(2025, 8, 31), Source: "Department for Education, key stage 4"}
	wantRefusal(t, s.RecordGap(ctx, gap, s.asked(s.actor(s.manager))), readiness.Forbidden, "")
	s.must(s.RecordGap(ctx, gap, s.asked(s.actor(s.lead))))
	gap.AsOf, gap.Points = calendar.On(2024, 8, 31), "27.7"
	s.must(s.RecordGap(ctx, gap, s.asked(s.actor(s.lead))))
	if g := must[readiness.PulseSigns](t)(s.PulseSigns(ctx, s.actor(s.lead))).Gap; g == nil || g.Points != "28.7" || g.By != "lead" {
		t.Errorf("%+v", g)
	}
}
