package e2e_test

import (
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// askPartner asks the police about a head's area, and has them answer by their link.
func (e *eyes) askPartner(t *testing.T, by, head readiness.Actor) {
	t.Helper()
	_, secret, err := e.db.AskPartner(t.Context(), readiness.AskPartner{
		Partner: "police", Whom: "Anyshire Police", AreaID: head.AreaIDs()[0], Criteria: []string{"HP11"}, Question: "What do you see at night?", Until: calendar.DateOf(time.Now()).AddDays(20),
	}, asked(by))
	must(t, err)
	must(t, e.db.AnswerPartner(t.Context(), secret, readiness.AnswerPartner{NotWorking: "Nights.", Sure: "very", Name: "A. Officer", Organisation: "Anyshire Police"}, asked(by).ID))
}
