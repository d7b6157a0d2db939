package readiness

import "github.com/sightline-readiness/sightline/internal/calendar"

// EvidenceBalance weighs the evidence of a theme.
type EvidenceBalance struct {
	Pieces, Against, Data int // in force; of them those that speak against it, and those that are figures
	Newest                calendar.Date
}

// staleMonths is how many months old the newest evidence of a theme may be (issue 4, trade point 5).
const staleMonths = 6

// Words say what is one-sided about the evidence, in sentences; none when nothing is. saidDone is how many actions of the theme were said done.
func (b EvidenceBalance) Words(saidDone int, today calendar.Date) []string {
	words := []string{}
	if b.Pieces == 0 {
		if saidDone > 0 {
			words = append(words, "There is no evidence in force.")
		}
		return words
	}
	if b.Against == 0 && b.Pieces > 1 {
		words = append(words, "All its evidence is positive.")
	}
	if b.Data == b.Pieces {
		words = append(words, "All its evidence is figures.")
	}
	if b.Newest.Before(today.AddMonths(-staleMonths)) {
		words = append(words, "All its evidence is older than six months.")
	}
	return words
}
