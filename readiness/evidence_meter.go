package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// MeterKinds are the six kinds of evidence that a criterion should have (issue 5, trade point 3). Complaints and documents count as evidence, and as
// none of them.
var MeterKinds = EvidenceKinds[:6]

// An EvidenceMeter says how well a criterion is evidenced: how many of the six kinds, how old, how one-sided.
type EvidenceMeter struct {
	Kinds     []KindMeter   `json:"kinds"` // the six, in their order
	Others    int           `json:"others"`
	Pieces    int           `json:"pieces"`    // that speak for or against
	Against   int           `json:"against"`   // of these, those that speak against
	Unweighed int           `json:"unweighed"` // heard, and nobody has said yet what they show
	Noise     int           `json:"noise"`     // heard, and judged to be noise: they are no evidence
	Due       int           `json:"due"`       // of the pieces, those that should have been looked at again by now
	Newest    calendar.Date `json:"newest"`    // of what the pieces show; zero when there are none
	Oldest    calendar.Date `json:"oldest"`
	Warnings  []string      `json:"warnings"` // what is one-sided or stale about it, in sentences
}

// A KindMeter counts the pieces of one kind.
type KindMeter struct {
	Kind   string        `json:"kind"`
	Pieces int           `json:"pieces"`
	Newest calendar.Date `json:"newest"`
}

// A CriterionMeter is the meter of one criterion, by its code.
type CriterionMeter struct {
	Criterion string        `json:"criterion"`
	Meter     EvidenceMeter `json:"meter"`
}

// MeterOf measures the evidence of one criterion on a day. What is not in force is left out. months is the age from which evidence is old
// (PlanRules.EvidenceMonths).
func MeterOf(pieces []Evidence, on calendar.Date, months int) EvidenceMeter {
	m := EvidenceMeter{Kinds: make([]KindMeter, len(MeterKinds))}
	for i, kind := range MeterKinds {
		m.Kinds[i].Kind = kind.Code
	}
	figures := 0
	for _, e := range pieces {
		if e.InForce() && m.add(e, on) && e.Kind == "data" {
			figures++
		}
	}
	m.Warnings = m.warnings(figures, on, months)
	return m
}

// add counts a piece; false when it is heard and no evidence.
func (m *EvidenceMeter) add(e Evidence, on calendar.Date) bool {
	switch e.Bears {
	case Unweighed:
		m.Unweighed++
		return false
	case Noise:
		m.Noise++
		return false
	case Contradicts:
		m.Against++
	}
	m.Pieces++
	if !e.ReviewBy.IsZero() && e.ReviewBy.Before(on) {
		m.Due++
	}
	if m.Oldest.IsZero() || e.ShowsOn.Before(m.Oldest) {
		m.Oldest = e.ShowsOn
	}
	m.Newest = later(m.Newest, e.ShowsOn)
	i := slices.IndexFunc(m.Kinds, func(k KindMeter) bool { return k.Kind == e.Kind })
	if i < 0 {
		m.Others++
		return true
	}
	m.Kinds[i].Pieces++
	m.Kinds[i].Newest = later(m.Kinds[i].Newest, e.ShowsOn)
	return true
}

func (m EvidenceMeter) warnings(figures int, on calendar.Date, months int) []string {
	words := []string{}
	if m.Unweighed > 0 {
		words = append(words, inNumber(m.Unweighed, "answer of a partner waits", "answers of partners wait")+" to be weighed.")
	}
	if m.Pieces == 0 {
		return append(words, "There is no evidence in force.")
	}
	if m.Pieces == 1 {
		words = append(words, "Everything rests on one piece of evidence.")
	}
	if figures == m.Pieces {
		words = append(words, "There are only figures. Look for what people saw and said.")
	}
	if m.Newest.Before(on.AddMonths(-months)) {
		words = append(words, "All of it is older than "+count(months, "month")+".")
	}
	if m.Against == 0 {
		words = append(words, "Everything that was attached speaks for it. Look for what does not.")
	}
	if m.Due > 0 {
		words = append(words, inNumber(m.Due, "piece was", "pieces were")+" to be looked at again by now.")
	}
	return words
}

// inNumber puts a number before words that go with it.
func inNumber(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return itoa(n) + " " + many
}

// Had counts how many of the six kinds there are.
func (m EvidenceMeter) Had() int { return len(m.Kinds) - len(m.Missing()) }

// Missing are the kinds of the six of which there is none.
func (m EvidenceMeter) Missing() (kinds []string) {
	for _, k := range m.Kinds {
		if k.Pieces == 0 {
			kinds = append(kinds, k.Kind)
		}
	}
	return kinds
}
