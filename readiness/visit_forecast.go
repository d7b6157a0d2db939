package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// leastSettled is how many things must have been settled lately before a day is said: fewer are chance.
const leastSettled = 3

// pacedParts are the parts that are done one after the other, so that a pace tells something; the others are there or they are not.
var pacedParts = []string{StepsPart, "flags", "audits", "shown", "checklist"}

// A PartPace is a part of how ready a focus area is, with the day of everything of it that was settled lately.
type PartPace struct {
	VisitPart
	Settled []calendar.Date
}

// A VisitForecast says on which day a focus area is ready at the pace of the last working days, and what that rests on (issue 6, trade point 6).
type VisitForecast struct {
	Days  int            `json:"days"`           // working days that the pace is taken from
	Ready calendar.Date  `json:"ready,omitzero"` // zero when no day can be said
	Words string         `json:"words"`
	Parts []PartForecast `json:"parts"`
}

// A PartForecast is one part of it: what is left, what was settled in those working days, and where that leads.
type PartForecast struct {
	Code    string        `json:"code"`
	Of      int           `json:"of"` // 0 when there is nothing to count yet
	Left    int           `json:"left"`
	Settled int           `json:"settled"`        // in those working days
	Paced   bool          `json:"paced"`          // false when no pace tells when it is done
	Ready   calendar.Date `json:"ready,omitzero"` // zero when no day can be said
}

// ForecastFocus takes the pace of each part over so many working days that end today. The slowest part says when all of it is ready.
func ForecastFocus(parts []PartPace, days int, today, on calendar.Date, c calendar.Calendar) VisitForecast {
	f := VisitForecast{Days: days, Parts: []PartForecast{}}
	since := c.Add(today, -days, calendar.Exclusive)
	for _, p := range parts {
		part := PartForecast{Code: p.Code, Of: p.Of, Left: max(p.Of-p.Done, 0), Paced: p.Of > 0 && slices.Contains(pacedParts, p.Code)}
		for _, day := range p.Settled {
			if day.After(since) && !day.After(today) {
				part.Settled++
			}
		}
		part.Ready = part.ready(days, today, c)
		f.Parts = append(f.Parts, part)
	}
	f.say(today, on, c)
	return f
}

// ready is the day on which a part is done at its pace.
func (p PartForecast) ready(days int, today calendar.Date, c calendar.Calendar) calendar.Date {
	switch {
	case !p.Paced:
		return calendar.Date{}
	case p.Left == 0:
		return today
	case p.Settled == 0:
		return calendar.Date{}
	}
	return c.Add(today, (p.Left*days+p.Settled-1)/p.Settled, calendar.Exclusive)
}

// say puts the day and its reason into words.
func (f *VisitForecast) say(today, on calendar.Date, c calendar.Calendar) {
	var slowest PartForecast
	var still, rest []string
	left, settled := 0, 0
	for _, p := range f.Parts {
		switch {
		case !p.Paced && p.Of == 0 && (p.Code == "findings" || p.Code == "shown"): // there were none
		case !p.Paced && p.Of == 0:
			rest = append(rest, p.name()+" (none yet)")
		case !p.Paced && p.Left > 0:
			rest = append(rest, p.name()+" ("+itoa(p.Left)+" left)")
		case !p.Paced:
		case p.Left > 0 && p.Settled == 0:
			still = append(still, p.name())
		case p.Left > 0 && p.Ready.After(slowest.Ready):
			slowest = p
		}
		if p.Paced {
			left, settled = left+p.Left, settled+p.Settled
		}
	}
	last := "the last " + count(f.Days, "working day")
	switch {
	case left == 0 && len(rest) == 0:
		f.Ready, f.Words = today, "Everything is settled."
	case left == 0 && settled == 0 && !slices.ContainsFunc(f.Parts, func(p PartForecast) bool { return p.Paced }):
		f.Words = "There is nothing yet whose pace could be taken."
	case left == 0:
		f.Ready, f.Words = today, "Everything that has a pace is settled."
	case settled == 0:
		f.Words = "Nothing was settled in " + last + ", so no day can be said."
	case settled < leastSettled:
		f.Words = "Too little was settled in " + last + " to say when: " + count(settled, "thing") + "."
	case len(still) > 0:
		f.Words = "No day can be said: in " + last + " nothing was settled of " + inSentence(still) + "."
		if slowest.Left > 0 {
			f.Words += " At its pace, what else is left is ready on " + slowest.Ready.Long() + "."
		}
	default:
		f.Ready = slowest.Ready
		f.Words = "At the pace of " + last + ", this is ready on " + f.Ready.Long() + ", " + fromVisit(f.Ready, on, c) + ". What takes longest: " + slowest.pace(f.Days) + "."
	}
	if len(rest) > 0 {
		f.Words += " Not in it, since no pace tells when: " + inSentence(rest) + "."
	}
}

func (p PartForecast) name() string { return lowerFirst(PartName(p.Code)) }

// pace says what is left of a part, and how fast it goes.
func (p PartForecast) pace(days int) string {
	words := p.name() + ", " + itoa(p.Left) + " left at "
	if week := p.Settled * 5; week%days == 0 {
		return words + itoa(week/days) + " a week"
	}
	return words + itoa(p.Settled) + " in " + count(days, "working day")
}

// fromVisit says how a day lies to the first day on site.
func fromVisit(day, on calendar.Date, c calendar.Calendar) string {
	switch {
	case day.Before(on):
		return count(c.Count(day, on, calendar.Exclusive), "working day") + " before the visit"
	case day.After(on):
		return count(c.Count(on, day, calendar.Exclusive), "working day") + " after the visit begins"
	}
	return "the day on which the visit begins"
}

// StepsPace are the steps that prepare a focus area. A step that was waived is settled, and tells nothing of a pace.
func StepsPace(rows []VisitStepRow, focus string) PartPace {
	p := PartPace{VisitPart: VisitPart{Code: StepsPart}}
	for _, r := range rows {
		if r.Focus != focus || !r.Prepares() {
			continue
		}
		p.Of++
		if r.Settled() {
			p.Done++
		}
		if r.Status == StepDone {
			p.Settled = append(p.Settled, r.DoneOn)
		}
	}
	return p
}
