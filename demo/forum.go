package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// A table is one gathering as it goes on: its series, its next date, and what it has said.
type table struct {
	gathering
	draw     *rand.Rand
	series   readiness.MeetingSeries
	convenor string
	said     int // sayings so far
	heard    int // answers that it has been told
}

// Who answers nothing, and when an answer comes, in working days after the meeting.
const (
	forgotten  = 32 // the one forum of so long ago, and not a quarter longer, has a point that nobody answers: it waits for the chief executive
	soonest    = 6
	slowest    = 27 // a few are later than the days that the rules give
	notTaken   = 5  // of so many answers, one is not taken
	answeredIn = 10 // a new answer, after one was not taken
	unsaid     = 30 // the last board, of so few days ago or fewer, is one of which nobody has said how it went
)

// convene sets the county's meetings up, as the improvement lead does when the plan begins.
func (t *town) convene(ctx context.Context) error {
	t.talks = map[calendar.Date][]func(context.Context) error{}
	for _, g := range gatherings {
		b := &table{gathering: g, draw: t.chances(g.name), convenor: t.staff.senior[g.convenor]}
		saved, err := t.db.SaveSeries(ctx, "", readiness.SaveSeries{
			Name: g.name, Kind: g.kind, Purpose: g.purpose, ConvenorID: b.convenor, Weekday: g.weekday, Every: g.every, Weeks: g.weeks, From: t.founded,
		}, t.asked(t.staff.lead))
		if err != nil {
			return err
		}
		if b.series = saved; g.members > 0 {
			if err := t.db.SetMembers(ctx, saved.ID, t.seats(g), t.asked(t.staff.lead)); err != nil {
				return err
			}
		}
		t.tables = append(t.tables, b)
	}
	t.asksBefore()
	t.dip()
	t.askPartners()
	t.surveys()
	t.openHomes()
	return nil
}

// seats names who sits in a meeting, so many for each area. Nobody sits for the last.
func (t *town) seats(g gathering) (m readiness.SetMembers) {
	areas := t.county.Areas[:len(t.county.Areas)-1]
	for n := range g.members {
		m.Members = append(m.Members, readiness.Member{Name: name(239 - n), AreaID: t.staff.areas[areas[n%len(areas)]]})
	}
	return m
}

// talk lets the meetings of a day happen, and what was promised after earlier ones.
func (t *town) talk(ctx context.Context, day calendar.Date) error {
	if err := t.db.PlanMeetings(ctx, day); err != nil {
		return err
	}
	if err := t.db.RemindPartners(ctx, day); err != nil {
		return err
	}
	if err := t.db.RemindHomes(ctx, day); err != nil {
		return err
	}
	t.clock(day, 16, 0)
	for _, b := range t.tables {
		if b.series.Next == day {
			if err := t.meet(ctx, b, day); err != nil {
				return fmt.Errorf("%s: %w", b.name, err)
			}
		}
		if b.series.Next.After(day) {
			continue
		}
		series, err := t.db.Series(ctx, t.staff.lead, b.series.ID)
		if err != nil {
			return err
		}
		b.series = series
	}
	for _, do := range t.talks[day] {
		if err := do(ctx); err != nil {
			return err
		}
	}
	delete(t.talks, day)
	return nil
}

// meet holds a meeting: it hears the answers to what it raised before, and raises more.
func (t *town) meet(ctx context.Context, b *table, day calendar.Date) error {
	age := t.calendar.Count(day, t.today, calendar.Exclusive)
	if b.kind == "board" && age <= unsaid {
		return nil // nobody has said how it went
	}
	i := slices.IndexFunc(b.series.Meetings, func(m readiness.Meeting) bool { return m.On == day })
	meeting, convenor := b.series.Meetings[i], t.staff.lead
	if _, err := t.db.ChangeMeeting(ctx, meeting.ID, readiness.HoldMeeting{Came: b.seats() - b.draw.IntN(5)}, t.asked(convenor)); err != nil {
		return err
	}
	for _, x := range slices.Clone(t.points) {
		if x.SeriesID != b.series.ID || x.Status != readiness.PointAnswered {
			continue
		}
		if err := t.hears(ctx, b, x, day); err != nil {
			return err
		}
	}
	for n := range b.each {
		s := b.says[b.said%len(b.says)]
		b.said++
		area := ""
		if s.local {
			area = t.staff.areas[t.county.Areas[b.said%len(t.county.Areas)]]
		}
		r := readiness.RaisePoint{Said: s.said, Theme: s.theme, AreaID: area, OwnerID: t.whoAnswers(b, area)}
		planned, err := t.db.RaisePoint(ctx, meeting.ID, r, t.asked(convenor))
		if err != nil {
			return err
		}
		if err := t.openPoint(ctx, planned); err != nil {
			return err
		}
		if n == 0 && b.kind == readiness.StaffForum && age >= forgotten && age < forgotten+65 {
			continue
		}
		t.later(day, soonest+b.draw.IntN(slowest-soonest), t.answersPoint(planned.ID, s))
	}
	return nil
}

// seats is how many sit in a meeting, those included whom nobody has listed.
func (b *table) seats() int {
	if b.members > 0 {
		return b.members
	}
	return 12
}

// later has something done some working days after a day.
func (t *town) later(day calendar.Date, days int, do func(context.Context) error) {
	on := t.calendar.Add(day, days, calendar.Exclusive)
	t.talks[on] = append(t.talks[on], do)
}

// whoAnswers is who has to answer a point: the head of its area, or one of those who answer for the whole service.
func (t *town) whoAnswers(b *table, area string) string {
	if area != "" {
		return t.staff.heads[area]
	}
	all := append(slices.Clone(t.staff.council[readiness.AssistantDirector]), t.staff.senior[readiness.Director])
	return all[b.draw.IntN(len(all))]
}

// hears says whether the meeting took an answer; one of a few it does not.
func (t *town) hears(ctx context.Context, b *table, x *readiness.Point, day calendar.Date) error {
	b.heard++
	c := readiness.HearPoint{Accept: "yes"}
	if b.heard%notTaken == 0 && x.NotHeard == 0 {
		c = readiness.HearPoint{Accept: "no", Missing: "The meeting asked when, and this does not say."}
		again := saying{theme: x.Theme, outcome: x.Answer.Outcome, weDid: x.Answer.WeDid + " It is done by the end of next month."}
		t.later(day, answeredIn, t.answersPoint(x.ID, again))
	}
	return t.askPoint(ctx, x.ID, t.staff.senior[readiness.QualityAssurance], c)
}

// answersPoint is the answer of whoever owns a point on that day.
func (t *town) answersPoint(id string, s saying) func(context.Context) error {
	return func(ctx context.Context) error {
		i := slices.IndexFunc(t.points, func(x *readiness.Point) bool { return x.ID == id })
		c := readiness.AnswerPoint{Outcome: s.outcome, WeDid: s.weDid}
		if c.Outcome == "will_do" {
			if c.Actions = t.doing(s.theme); len(c.Actions) == 0 {
				c.Outcome = "done"
			}
		}
		return t.askPoint(ctx, id, t.points[i].OwnerID, c)
	}
}

// doing is an action of the plan on a theme: the latest that runs.
func (t *town) doing(theme string) []string {
	for _, u := range slices.Backward(t.plan) {
		if u.theme.name == theme && u.ID != "" && !u.Status.Ended() {
			return []string{u.ID}
		}
	}
	return nil
}

// askPoint asks a command of a point. Somebody who has left asks nothing.
func (t *town) askPoint(ctx context.Context, id, person string, c readiness.PointCommand) error {
	by, err := t.actor(ctx, person)
	if readiness.NotFound.Is(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return t.pointTurn(ctx, id, func(x readiness.Point) (readiness.Point, readiness.Event, error) { return x.Do(c, t.asked(by), t.now) })
}
