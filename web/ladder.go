package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/readiness"
)

// LadderPage says who hears when.
type LadderPage struct {
	Ladder readiness.Ladder
	Viewer readiness.Actor
}

// Stairs is the ladder drawn.
func (p LadderPage) Stairs() Picture { return LadderPicture{p.Ladder}.Picture() }

// MaySet reports whether the viewer may change it.
func (p LadderPage) MaySet() bool { return mayHere(p.Viewer, may(readiness.SetRules)) }

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
		row := RungRow{When: sentence(r.When()), Who: sentence(byWhom(r.Roles)), What: "A reminder in the next morning mail."}
		if r.Escalates() {
			row.What = "It reaches the " + r.Highest().Title() + " by mail at once and waits for a decision."
		}
		rows = append(rows, row)
	}
	return rows
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
	return s.show(w, r, http.StatusOK, LadderPage{l, by(r)})
}
