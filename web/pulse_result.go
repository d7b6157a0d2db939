package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// PulsePage is one survey of staff: what it came to, beside those before it; while it takes answers, only where there are enough.
type PulsePage struct {
	Results []readiness.PulseResult // oldest first; the last is the survey itself
	Signs   readiness.PulseSigns
	Viewer  readiness.Actor
	Today   calendar.Date
}

// Face is the page's frame.
func (p PulsePage) Face() Face {
	return Face{Template: "pulse", Title: p.Heading(), Section: planPath, Back: pulsePath}
}

func (s *Server) pulse(w http.ResponseWriter, r *http.Request) (err error) {
	page := PulsePage{Viewer: by(r), Today: s.today()}
	if page.Results, err = s.Pulses.PulseResults(r.Context(), page.Viewer, r.PathValue("id")); err != nil {
		return err
	}
	if page.Signs, err = s.Pulses.PulseSigns(r.Context(), page.Viewer); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// Heading names the survey.
func (p PulsePage) Heading() string { return "What staff say: " + pulseName(p.Result().Pulse) }

// Result is the survey itself.
func (p PulsePage) Result() readiness.PulseResult { return p.Results[len(p.Results)-1] }

// Before is the survey before it; nil for the first.
func (p PulsePage) Before() *readiness.PulseResult {
	if len(p.Results) < 2 {
		return nil
	}
	return &p.Results[len(p.Results)-2]
}

// Over reports whether it takes no more answers.
func (p PulsePage) Over() bool { return p.Result().Over(p.Today) }

// Runs reports whether the viewer may close it and hand its links on.
func (p PulsePage) Runs() bool { return mayHere(p.Viewer, may(readiness.RunPlan)) }

// Href leads to a page of the survey.
func (p PulsePage) Href(page string) string { return pulseHref(p.Result().ID) + "/" + page }

// Said is how many answered, in a sentence.
func (p PulsePage) Said() string {
	switch n := p.Result().All.Answers; {
	case n == readiness.Hidden:
		return "Fewer than " + strconv.Itoa(p.Result().Least) + " people answered, so nothing that they said is shown."
	case n == 0:
		return "Nobody answered."
	default:
		return counted(n, "answer") + " from " + pulseAreas(p.Result().Pulse) + "."
	}
}

// pulseHeads are the questions that every survey asks, as the head of a column.
var pulseHeads = map[string]string{
	readiness.PulseKnown: "Know the model", readiness.PulseUsed: "Used it this week", readiness.PulseTime: "Time for direct work", readiness.PulseSupervision: "Regular supervision",
}

func pulseHead(q readiness.PulseQuestion) string {
	if head, ok := pulseHeads[q.Code]; ok {
		return head
	}
	return q.Text
}

// Heads are the heads of the questions' columns.
func (p PulsePage) Heads() (heads []string) {
	for _, q := range p.Result().Questions {
		heads = append(heads, pulseHead(q))
	}
	return heads
}

// A PulseCells is one area, or the council, in percent.
type PulseCells struct {
	Name    string
	Answers string
	Missing string // why there are no shares
	Cells   []PulseCell
	Span    int
}

// A PulseCell is the share of good answers to one question now, and in the survey before.
type PulseCell struct{ Now, Was string }

// Rows are the council first, then the areas.
func (p PulsePage) Rows() []PulseCells {
	rows := []PulseCells{p.row(p.Result().All)}
	for _, g := range p.Result().Groups {
		rows = append(rows, p.row(g))
	}
	return rows
}

func (p PulsePage) row(g readiness.PulseGroup) PulseCells {
	row := PulseCells{Name: g.Name, Answers: counts(g.Answers), Span: len(p.Result().Questions)}
	switch {
	case g.Answers == readiness.Hidden:
		row.Answers, row.Missing = "hidden", "Not shown"
	case g.Answers == 0:
		row.Missing = "Nobody answered"
	}
	if row.Missing != "" {
		return row
	}
	for _, q := range p.Result().Questions {
		cell := PulseCell{Now: percent(g.Good(q.Code))}
		if before := p.Before(); before != nil {
			was := before.All
			if g.AreaID != "" {
				was, _ = before.Group(g.AreaID)
			}
			cell.Was = percent(was.Good(q.Code))
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// Hides reports whether something is not shown.
func (p PulsePage) Hides() bool {
	hidden := func(g readiness.PulseGroup) bool { return g.Answers == readiness.Hidden }
	return hidden(p.Result().All) || slices.ContainsFunc(p.Result().Groups, hidden)
}

// Least is from how many answers an area is shown.
func (p PulsePage) Least() int { return p.Result().Least }

// A PulseProgress says of one area whether enough have answered.
type PulseProgress struct{ Name, Enough string }

// Progress is all that is told while the survey takes answers.
func (p PulsePage) Progress() []PulseProgress {
	rows := make([]PulseProgress, len(p.Result().Groups))
	for i, g := range p.Result().Groups {
		rows[i] = PulseProgress{g.Name, "Fewer than " + strconv.Itoa(p.Least()) + " so far"}
		if g.Enough {
			rows[i].Enough = strconv.Itoa(p.Least()) + " or more, which is enough"
		}
	}
	return rows
}

// Readings are what the result gives reason to ask.
func (p PulsePage) Readings() []readiness.PulseReading { return p.Result().Readings() }

// Where says of which areas a reading is.
func (PulsePage) Where(r readiness.PulseReading) string {
	if len(r.Where) == 0 {
		return "All areas together."
	}
	return "In " + listed(r.Where) + "."
}

// Rule is how the readings are chosen.
func (PulsePage) Rule() string { return readiness.PulseReadingRule }

// A PulseSteps is how one question was answered by all.
type PulseSteps struct {
	Text  string
	Steps []Count // Words is the answer
}

// Steps are the answers of all in full.
func (p PulsePage) Steps() (all []PulseSteps) {
	for _, share := range p.Result().All.Shares {
		q, _ := p.Result().Question(share.Question)
		asked := PulseSteps{Text: q.Text}
		for i, n := range share.Steps {
			asked.Steps = append(asked.Steps, Count{Words: q.Steps[i], Number: n})
		}
		all = append(all, asked)
	}
	return all
}

// Words are the areas in which somebody wrote something that may be read here.
func (p PulsePage) Words() []readiness.PulseGroup {
	return slices.DeleteFunc(slices.Clone(p.Result().Groups), func(g readiness.PulseGroup) bool { return len(g.Words) == 0 })
}

// SignRows are the warning signs beside it.
func (p PulsePage) SignRows() []SignRow { return signRows(p.Signs, p.Viewer) }
