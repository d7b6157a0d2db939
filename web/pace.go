package web

import (
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/chart"
	"github.com/sightline-readiness/sightline/readiness"
)

const pacePath = planPath + "/pace"

// PacePage is how fast the improvement plan goes against what was planned. Every figure leads to its actions.
type PacePage struct {
	Pace readiness.Pace
}

// Face is the page's frame.
func (PacePage) Face() Face {
	return Face{Template: "pace", Title: "Pace of the improvement plan", Section: planPath, Back: planPath}
}

func (s *Server) pace(w http.ResponseWriter, r *http.Request) error {
	pace, err := s.Pace.Pace(r.Context(), by(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, PacePage{pace})
}

// Empty reports that there is no plan yet.
func (p PacePage) Empty() bool { return p.Pace.Began.IsZero() }

// Said is the pace in one sentence.
func (p PacePage) Said() string {
	planned, shown := p.Pace.Behind()
	return "In the " + strconv.Itoa(readiness.PaceMonths) + " months to " + monthOver(p.Pace.On).Long() + ", " + counted(planned, "action") + " " + were(planned) +
		" planned to be done and " + thousands(shown) + " " + were(shown) + " shown done."
}

// monthOver is the last day of the last month that is over.
func monthOver(on calendar.Date) calendar.Date {
	return calendar.On(on.Year(), on.Month(), 1).AddDays(-1)
}

func were(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// Trend is what can be said about the way things go, with the rule for it.
func (p PacePage) Trend() string { return trendWords(p.Pace) }

func trendWords(p readiness.Pace) string {
	if word := p.Trend(); word != "" {
		return "The number of actions shown done in a month is " + word + ". " + readiness.TrendRule
	}
	return "There is no trend to speak of yet: that takes six whole months of the plan, and there " + are(len(p.Whole())) + " " + strconv.Itoa(len(p.Whole())) + "."
}

// rows is where the actions stand to which something happened between two days.
func (p PacePage) rows(did string, from, until calendar.Date, more ...string) string {
	return query(planPath, append([]string{"state", "all", "did", did, "from", from.String(), "until", until.String()}, more...)...)
}

// Counts are the figures beside the months, each leading to its actions.
func (p PacePage) Counts() []Count {
	since := func(did string, n int, more ...string) string {
		if n == 0 {
			return ""
		}
		return p.rows(did, p.Pace.Since, p.Pace.On, more...)
	}
	v := p.Pace
	return []Count{
		{Words: "days from a finding to shown done", Number: v.MedianDays, Note: medianNote(v), Href: since("shown_done", v.MedianOf, "source", "any")},
		{Words: "times sent back", Number: v.SentBack, Note: falseClaims(v), Href: since("sent_back", v.SentBack)},
		{Words: "due dates moved", Number: v.Moved, Note: movedNote(v), Href: since("date_moved", v.Moved)},
		{Words: "late actions", Number: v.LateActions(), Late: v.LateActions() > 0, Href: lateHref(v.LateActions(), "")},
	}
}

func medianNote(v readiness.Pace) string {
	if v.MedianOf == 0 {
		return "no action that answers a finding was shown done"
	}
	return "the median of " + counted(v.MedianOf, "action")
}

// falseClaims is the share of what was said done that a check sent back, with both numbers.
func falseClaims(v readiness.Pace) string {
	if v.SaidDone == 0 {
		return "nothing was said done"
	}
	return "of " + counted(v.SaidDone, "time") + " said done: " + strconv.Itoa((100*v.SentBack+v.SaidDone/2)/v.SaidDone) + "%, in " + counted(v.SentBackActions, "action")
}

func movedNote(v readiness.Pace) string {
	if v.Moved == 0 {
		return ""
	}
	return "of " + counted(v.MovedActions, "action")
}

func lateHref(n int, reached readiness.Role) string {
	if n == 0 {
		return ""
	}
	if reached == "" {
		return query(planPath, "state", "overdue")
	}
	return query(planPath, "state", "overdue", "reached", string(reached))
}

// A PaceRow is one month with what was planned and what came of it.
type PaceRow struct {
	Month string
	Now   bool
	Cells []Count
}

// Months are the rows of the table beneath the picture.
func (p PacePage) Months() []PaceRow {
	rows := make([]PaceRow, len(p.Pace.Months))
	for i, m := range p.Pace.Months {
		rows[i] = PaceRow{Month: monthLong(m.Month), Now: !m.Ahead(p.Pace.On) && !m.LastDay().Before(p.Pace.On), Cells: []Count{p.cell("planned", m, m.Planned)}}
		if !m.Ahead(p.Pace.On) {
			rows[i].Cells = append(rows[i].Cells, p.cell("shown_done", m, m.ShownDone), p.cell("said_done", m, m.SaidDone), p.cell("sent_back", m, m.SentBack), p.cell("date_moved", m, m.Moved))
		}
	}
	return rows
}

func (p PacePage) cell(did string, m readiness.PaceMonth, n int) Count {
	c := Count{Words: readiness.ChoiceText(readiness.PlanDeeds, did), Number: n}
	if n > 0 {
		c.Href = p.rows(did, m.Month, m.LastDay())
	}
	return c
}

func monthLong(d calendar.Date) string { return d.Month().String() + " " + strconv.Itoa(d.Year()) }

// Late are the late actions by whom they have reached.
func (p PacePage) Late() []Count {
	rows := make([]Count, len(p.Pace.Late))
	for i, l := range p.Pace.Late {
		reached := l.Reached
		if reached == "" {
			reached = "nobody"
		}
		rows[i] = Count{Words: reachedWords(l.Reached), Number: l.Actions, Href: lateHref(l.Actions, reached)}
	}
	return rows
}

// reachedWords names whom a late action has reached.
func reachedWords(r readiness.Role) string {
	if r == "" {
		return "Nobody above its owner"
	}
	return sentence(r.Title())
}

// Picture is what was planned and what was shown done, month by month. Its table stands beneath it, with links.
func (p PacePage) Picture() Picture { return pacePicture(p.Pace) }

func pacePicture(v readiness.Pace) Picture {
	c := chart.Chart{Title: "Planned and shown done in each month", Unit: "actions", Series: []chart.Series{{Name: "Planned"}, {Name: "Shown done"}}}
	for i, m := range v.Months {
		c.Categories = append(c.Categories, monthName(m.Month))
		c.Series[0].Values = append(c.Series[0].Values, float64(m.Planned))
		c.Series[1].Values = append(c.Series[1].Values, float64(m.ShownDone))
		if !m.Ahead(v.On) && !m.LastDay().Before(v.On) {
			c.Marks = append(c.Marks, chart.Mark{At: i, Text: "this month"})
		}
	}
	planned, shown := v.Behind()
	alt := "Columns for each month from " + monthLong(v.Since) + ": what was planned beside what was shown done. Until " + monthOver(v.On).Long() + " " + thousands(planned) + " " + were(planned) + " planned and " + thousands(shown) + " " + were(shown) + " shown done."
	return pictureOf("pace", c.Columns(), alt, "Planned and shown done in each month", nil, nil)
}
