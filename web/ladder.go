package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

// LadderPage says who hears when.
type LadderPage struct {
	Ladder readiness.Ladder
}

// Face frames the page.
func (LadderPage) Face() Face {
	return Face{Template: "ladder", Title: "Who hears when", Section: "/more", Back: "/more"}
}

// RungRow is one rung in words.
type RungRow struct {
	When, Who, What string
}

// Rungs are the ladder from the bottom up.
func (p LadderPage) Rungs() []RungRow {
	rows := make([]RungRow, 0, len(p.Ladder.Rungs))
	for _, r := range p.Ladder.Rungs {
		row := RungRow{When: sentence(rungWhen(r)), Who: sentence(byWhom(r.Roles)), What: "A reminder in the next morning mail."}
		if r.Escalates() {
			row.What = "It reaches the " + r.Highest().Title() + " by mail at once and waits for a decision."
		}
		rows = append(rows, row)
	}
	return rows
}

func rungWhen(r readiness.Rung) string {
	switch n := r.After; {
	case r.Unit == readiness.Minutes:
		return counted(n, "minute") + " after the date was set"
	case n < 0:
		return counted(-n, "working day") + " before the due date"
	case n == 0:
		return "on the due date"
	default:
		return counted(n, "working day") + " after the due date"
	}
}

// Hour is the time of day of the rungs.
func (p LadderPage) Hour() string {
	switch h := p.Ladder.Hour; {
	case h == 0:
		return "midnight"
	case h < 12:
		return thousands(h) + "am"
	case h == 12:
		return "midday"
	default:
		return thousands(h-12) + "pm"
	}
}

func (s *Server) ladder(w http.ResponseWriter, r *http.Request) error {
	l, err := s.Rules.Ladder(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, LadderPage{l})
}
