package readiness

import (
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// From which percent an answer is taken for widespread, and below which for rare. Both are for the council to confirm: domain.md gives none.
const (
	pulseMany = 70
	pulseFew  = 50
)

// PulseReadingRule is how Readings chooses, for the page that shows them.
const PulseReadingRule = "A question is raised where fewer than 50% gave one of the two best answers; “known but not used” where at least 70% know the practice model and fewer than 50% used it. Both figures are proposals that the council should confirm."

// A PulseReading is something that a pulse gives reason to ask.
type PulseReading struct {
	Code  string   `json:"code"`
	Title string   `json:"title"`
	Where []string `json:"where"` // the areas that it is about; none when it is only the whole that says so
	Asks  []string `json:"asks"`
}

// pulseReadings are what a result is looked at for, the most telling first (domain.md S7; the questions are ours).
var pulseReadings = []struct {
	code, title string
	in          func(g PulseGroup) bool
	asks        []string
}{
	{
		"known_not_used", "The practice model is known but not used",
		func(g PulseGroup) bool { return g.many(PulseKnown) && g.few(PulseUsed) },
		[]string{
			"Who last saw the model used in a visit, a plan or in supervision, and what did they see?",
			"What do people use in its place, and what does it do for families that the model does not?",
			"Do forms, meetings and audits ask for the model, or for something else?",
			"Do people have the time and the supervision to use it? Look at those answers in the same areas.",
			"Which team uses it most, and who has watched them do it?",
		},
	},
	{
		"not_known", "The practice model is not known",
		func(g PulseGroup) bool { return g.few(PulseKnown) },
		[]string{
			"When was it last explained, to whom, and by whom? How many of those who work here now came after that?",
			"Can managers say in a sentence what it is? Can leaders?",
			"Where would somebody look it up, and is what they find there short enough to read?",
		},
	},
	{
		"no_time", "There is little time for direct work",
		func(g PulseGroup) bool { return g.few(PulseTime) },
		[]string{
			"What fills the week in its place? Ask for one week of three people’s diaries.",
			"Are caseloads even, and does the figure count what the cases ask for?",
			"Which form, meeting or report could go without anybody missing it?",
		},
	},
	{
		"supervision", "Supervision is not regular",
		func(g PulseGroup) bool { return g.few(PulseSupervision) },
		[]string{
			"How many people does each manager supervise, and who supervises them?",
			"Which dates were moved in the last quarter, by whom, and when did they take place?",
			"Does the record of supervision say how the model was used with a family?",
		},
	},
}

// Readings are what the result gives reason to ask, of which areas. Areas that are not shown are never among them.
func (r PulseResult) Readings() []PulseReading {
	found := []PulseReading{}
	for _, look := range pulseReadings {
		reading, whole := PulseReading{look.code, look.title, []string{}, slices.Clone(look.asks)}, look.in(r.All)
		for _, g := range r.Groups {
			if look.in(g) {
				reading.Where = append(reading.Where, g.Name)
			}
		}
		if whole || len(reading.Where) > 0 {
			found = append(found, reading)
		}
	}
	return found
}

func (g PulseGroup) many(question string) bool {
	percent, ok := g.Good(question)
	return ok && percent >= pulseMany
}

func (g PulseGroup) few(question string) bool {
	percent, ok := g.Good(question)
	return ok && percent < pulseFew
}

// PulseSigns are the warning signs that stand beside a pulse: a model that is lived should show in them (domain.md S8 to S10). They are the council's
// figures of the day on which they are read.
type PulseSigns struct {
	On       calendar.Date  `json:"on"`
	Since    calendar.Date  `json:"since"`
	Opened   int            `json:"opened"`        // cases opened since then
	Reopened int            `json:"reopened"`      // of these, of a child whose earlier case had closed not long before
	Months   int            `json:"months"`        // what counts as not long before
	Total    Figures        `json:"total"`         // long-open cases, among them those of 24 months and more
	Gap      *AttainmentGap `json:"gap,omitempty"` // as somebody entered it last; nil when nobody has
}

// WithoutSmallNumbers are the signs for somebody who may see no case.
func (s PulseSigns) WithoutSmallNumbers(least int) PulseSigns {
	parts, sum := Suppress([]int{s.Reopened, s.Opened - s.Reopened}, s.Opened, least)
	s.Reopened, s.Opened = parts[0], sum
	_, s.Total = suppressed(nil, s.Total, least)
	return s
}

// An AttainmentGap is how far children in care are behind all pupils of the area at school. Sightline counts no marks: somebody enters what the virtual
// school or the Department for Education published.
type AttainmentGap struct {
	Points string        `json:"points"`
	AsOf   calendar.Date `json:"as_of"`
	Source string        `json:"source"`
	By     string        `json:"by"`
}

// RecordGap enters the latest attainment gap. Those entered before stay.
type RecordGap struct {
	Points string        `json:"points" validate:"required,max=10"` // such as 28.7
	AsOf   calendar.Date `json:"as_of" validate:"required"`
	Source string        `json:"source" validate:"required,max=200"`
}

// Check refuses what is no number of points, and days to come.
func (g RecordGap) Check(today calendar.Date) error {
	if points, err := strconv.ParseFloat(g.Points, 64); err != nil || !(points >= -100 && points <= 100) {
		return FieldErrorf("points", "The gap must be a number of points, such as 28.7.")
	}
	if g.AsOf.After(today) {
		return FieldErrorf("as_of", "The figure must be as of today or a day before.")
	}
	return nil
}
