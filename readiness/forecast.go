package readiness

import (
	"cmp"
	"context"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Forecasts answer what would happen if the thresholds changed.
type Forecasts interface {
	// Prospect is all that a forecast needs: every open case with its running review, and what falls due in which week.
	Prospect(ctx context.Context) (Prospect, error)
}

// A Prospect is the cases of the council on a day.
type Prospect struct {
	On       calendar.Date
	Rules    ReviewRules
	Calendar calendar.Calendar
	Cases    []SweepCase
	Load     Load
	Areas    []Area
}

// A Proposal is another threshold, to be tried before anybody hears of it. Months of 0 leave a kind of help as it is.
type Proposal struct {
	From    calendar.Date `json:"from" validate:"required"`
	AreaID  string        `json:"area_id,omitempty" validate:"max=64"` // "" is every area
	CIN     int           `json:"cin" validate:"min=0,max=240"`        // months for children in need
	CP      int           `json:"cp" validate:"min=0,max=240"`         // months for children on protection plans
	CLA     int           `json:"cla" validate:"min=0,max=240"`        // months for children in care
	PerWeek int           `json:"per_week" validate:"min=0,max=500"`   // reviews an area head can do in a week; 0 leaves it as it is
}

// With are the rules as they would be: a threshold that begins on the same day for the same cases gives way.
func (p ReviewRules) With(change Proposal) ReviewRules {
	p.Thresholds = slices.Clone(p.Thresholds)
	for _, t := range []struct {
		kind   CaseType
		months int
	}{{ChildInNeed, change.CIN}, {ChildProtection, change.CP}, {ChildInCare, change.CLA}} {
		if t.months > 0 {
			p.Thresholds = slices.DeleteFunc(p.Thresholds, func(old Threshold) bool {
				return old.AreaID == change.AreaID && old.Type == t.kind && old.From == change.From
			})
			p.Thresholds = append(p.Thresholds, Threshold{AreaID: change.AreaID, Type: t.kind, Months: t.months, From: change.From})
		}
	}
	if change.PerWeek > 0 {
		p.PerWeek = change.PerWeek
	}
	return p
}

// A Forecast is what the nightly sweeps of the coming year would do, night by night, by the code that does it. It takes for granted that every review
// is done on the day it is due, and that every case stays open and keeps its exclusion; cases that are not open yet are not foreseen.
type Forecast struct {
	From       calendar.Date  `json:"from"`
	Areas      []AreaForecast `json:"areas"`       // by name
	All        AreaForecast   `json:"all"`         // the council
	FirstNight int            `json:"first_night"` // reviews that open on the first night
}

// AreaForecast is one area's part.
type AreaForecast struct {
	AreaID   string         `json:"area_id"`
	Name     string         `json:"name"`
	Newly    int            `json:"newly"`    // cases that the change makes long-open on its first day
	Reviewed int            `json:"reviewed"` // of these, looked at lately enough, or being looked at now
	ToDo     int            `json:"to_do"`    // reviews that open on the first night
	Peak     int            `json:"peak"`     // most first reviews due in one week
	Again    int            `json:"again"`    // repeated reviews due in the year
	Cleared  calendar.Date  `json:"cleared"`  // when the last review of the first night is due; zero when there is none
	Weeks    []WeekForecast `json:"weeks"`    // the coming year, week by week
}

// WeekForecast is one week: what is due in it, and at its end how many of the first reviews that have opened are not due yet. Repeated reviews keep
// the date that the one before them set, so they wait in no queue.
type WeekForecast struct {
	Monday calendar.Date `json:"monday"`
	Due    int           `json:"due"`   // first reviews of their cases
	Again  int           `json:"again"` // repeated reviews
	Queue  int           `json:"queue"`
}

// forecastWeeks is how far a forecast looks.
const forecastWeeks = 52

// Forecast plays the sweeps of a year from the day of the prospect by the given rules. From is the day on which the change begins, whose first
// night is looked at.
func (p Prospect) Forecast(rules ReviewRules, from calendar.Date) Forecast {
	f := &foresight{prospect: p, rules: rules, from: later(from, p.On), until: Monday(p.On).AddDays(7 * forecastWeeks), queue: map[calendar.Date][]candidate{}}
	f.slots = newSlots(rules, p.On, p.Load, p.Calendar)
	for _, sc := range p.Cases {
		f.expect(sc, p.On)
	}
	for day := p.On; day.Before(f.until); day = day.AddDays(1) {
		f.night(day)
	}
	return f.sum()
}

func later(a, b calendar.Date) calendar.Date {
	if a.After(b) {
		return a
	}
	return b
}

// foresight is a forecast under way.
type foresight struct {
	prospect Prospect
	rules    ReviewRules
	from     calendar.Date
	until    calendar.Date
	slots    *slots
	queue    map[calendar.Date][]candidate // who becomes due on which night
	openings []foreseen
}

type foreseen struct {
	Opening
	opened calendar.Date
}

// expect finds the first night from a day on which a case becomes due for a review, and puts it there.
func (f *foresight) expect(sc SweepCase, from calendar.Date) {
	if sc.Excluded || sc.AreaID == "" || !sc.Closed.IsZero() {
		return
	}
	if repeat := !sc.LastDone.IsZero(); sc.Live { // done on its due date, and then it may come back
		sc.Live, sc.LastDone, sc.NextDue = false, later(sc.LiveDue, f.prospect.On), calendar.Date{}
		f.openings = append(f.openings, foreseen{Opening: Opening{CaseID: sc.ID, AreaID: sc.AreaID, Due: sc.LiveDue, Repeat: repeat}})
	}
	if !sc.LastDone.IsZero() {
		from = later(from, f.prospect.Calendar.Add(f.rules.nextDue(sc), -f.rules.ReviewDays, calendar.Exclusive))
	}
	for _, begin := range f.epochs(from) {
		basis, ok := f.rules.Basis(sc.Case, begin)
		if !ok {
			continue
		}
		night := later(begin, basis.Reached)
		if next := f.nextEpoch(begin); !next.IsZero() && !night.Before(next) {
			continue
		}
		if night.Before(f.until) {
			f.queue[night] = append(f.queue[night], candidate{sc, basis})
		}
		return
	}
}

// epochs are the days from which the thresholds stand still: a day, and every later day on which one begins.
func (f *foresight) epochs(from calendar.Date) []calendar.Date {
	days := []calendar.Date{from}
	for _, t := range f.rules.Thresholds {
		if t.From.After(from) && t.From.Before(f.until) {
			days = append(days, t.From)
		}
	}
	slices.SortFunc(days, calendar.Date.Compare)
	return slices.Compact(days)
}

func (f *foresight) nextEpoch(after calendar.Date) (next calendar.Date) {
	for _, t := range f.rules.Thresholds {
		if t.From.After(after) && (next.IsZero() || t.From.Before(next)) {
			next = t.From
		}
	}
	return next
}

// night is one sweep: the candidates get their dates, and come back when they are due again.
func (f *foresight) night(day calendar.Date) {
	due := f.queue[day]
	slices.SortFunc(due, compareCandidates)
	f.slots.on(day)
	for _, d := range due {
		o := f.slots.place(d)
		f.openings = append(f.openings, foreseen{o, day})
		again := d.SweepCase
		again.LastDone, again.NextDue = o.Due, calendar.Date{}
		f.expect(again, o.Due.AddDays(1))
	}
}

// sum counts what was foreseen, by area and week.
func (f *foresight) sum() Forecast {
	result := Forecast{From: f.from, All: AreaForecast{Name: "The council"}}
	byArea := map[string]*AreaForecast{}
	for _, a := range f.prospect.Areas {
		byArea[a.ID] = &AreaForecast{AreaID: a.ID, Name: a.Name, Weeks: f.weeks()}
	}
	result.All.Weeks = f.weeks()
	for _, o := range f.openings {
		for _, area := range []*AreaForecast{byArea[o.AreaID], &result.All} {
			if area != nil {
				f.count(area, o)
			}
		}
	}
	f.countNewly(byArea, &result.All)
	for _, area := range byArea {
		area.Peak = peak(area.Weeks)
		result.Areas = append(result.Areas, *area)
	}
	slices.SortFunc(result.Areas, func(a, b AreaForecast) int { return cmp.Compare(a.Name, b.Name) })
	result.All.Peak, result.FirstNight = peak(result.All.Weeks), result.All.ToDo
	return result
}

func (f *foresight) weeks() []WeekForecast {
	weeks := make([]WeekForecast, forecastWeeks)
	for i := range weeks {
		weeks[i].Monday = Monday(f.prospect.On).AddDays(7 * i)
	}
	return weeks
}

// count puts one review into its area's weeks.
func (f *foresight) count(area *AreaForecast, o foreseen) {
	for i := range area.Weeks {
		end := area.Weeks[i].Monday.AddDays(7)
		due := !o.Due.Before(area.Weeks[i].Monday) && o.Due.Before(end)
		switch {
		case due && o.Repeat:
			area.Weeks[i].Again++
			area.Again++
		case due:
			area.Weeks[i].Due++
		}
		if !o.Repeat && o.opened.Before(end) && !o.Due.Before(end) {
			area.Weeks[i].Queue++
		}
	}
	if o.opened == f.from && !o.Repeat {
		area.ToDo++
		if o.Due.After(area.Cleared) {
			area.Cleared = o.Due
		}
	}
}

// countNewly counts the cases that are long-open on the first day only because of the change.
func (f *foresight) countNewly(byArea map[string]*AreaForecast, all *AreaForecast) {
	for _, sc := range f.prospect.Cases {
		before, was := f.prospect.Rules.Basis(sc.Case, f.from)
		after, is := f.rules.Basis(sc.Case, f.from)
		if !is || !after.LongOpen(f.from) || (was && before.LongOpen(f.from)) {
			continue
		}
		for _, area := range []*AreaForecast{byArea[sc.AreaID], all} {
			if area == nil {
				continue
			}
			area.Newly++
			if sc.Live || sc.Excluded || (!sc.LastDone.IsZero() && !f.rules.dueAgain(sc, f.from, f.prospect.Calendar)) {
				area.Reviewed++
			}
		}
	}
}

func peak(weeks []WeekForecast) (most int) {
	for _, w := range weeks {
		most = max(most, w.Due)
	}
	return most
}

// More is how many more reviews other rules would open in one night than the present ones, on the worst of the nights on which one of their
// thresholds begins within the coming year, and which night that is.
func (p Prospect) More(rules ReviewRules) (more int, night calendar.Date) {
	nights := []calendar.Date{p.On}
	for _, t := range rules.Thresholds {
		if t.From.After(p.On) && t.From.Before(p.On.AddMonths(12)) && !slices.Contains(nights, t.From) {
			nights = append(nights, t.From)
		}
	}
	for _, n := range nights {
		if extra := p.opening(rules, n) - p.opening(p.Rules, n); extra > more {
			more, night = extra, n
		}
	}
	return more, night
}

// opening counts the cases that are due for a first review on a night, had nothing happened until then.
func (p Prospect) opening(rules ReviewRules, night calendar.Date) (n int) {
	for _, sc := range p.Cases {
		basis, ok := rules.Basis(sc.Case, night)
		if ok && sc.Closed.IsZero() && basis.LongOpen(night) && !sc.Live && !sc.Excluded && sc.AreaID != "" && rules.dueAgain(sc, night, p.Calendar) {
			n++
		}
	}
	return n
}
