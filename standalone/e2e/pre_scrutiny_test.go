package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// asksBefore has a scrutiny committee that somebody calls ask to see a decision, and waits until the request's run has opened it.
func (e *eyes) asksBefore(t *testing.T, by, owner readiness.Actor) string {
	t.Helper()
	today := calendar.DateOf(time.Now())
	series := got[readiness.MeetingSeries](t)(e.db.SaveSeries(t.Context(), "", readiness.SaveSeries{
		Name: "Scrutiny committee", Kind: readiness.Scrutiny, ConvenorID: by.PersonID, Weekday: "tuesday", Every: string(readiness.EveryQuarter), From: today.AddDays(1),
	}, asked(by)))
	planned := got[readiness.PlannedPreScrutiny](t)(e.db.AskPreScrutiny(t.Context(), readiness.AskPreScrutiny{
		SeriesID: series.ID, Title: "Close a children’s home", Why: "Children live there.", OwnerID: owner.PersonID, Decides: calendar.England().Add(today, 40, calendar.Exclusive),
	}, asked(by)))
	_, err := patiently(t, func() (struct{}, error) { return struct{}{}, e.commands.OpenPreScrutiny(t.Context(), planned) })
	must(t, err)
	return planned.ID
}

func (e *eyes) doRequest(t *testing.T, by readiness.Actor, id string, c readiness.PreScrutinyCommand) {
	t.Helper()
	command := asked(by)
	if _, err := patiently(t, func() (readiness.PreScrutiny, error) { return e.commands.PreScrutiny(t.Context(), id, c, command) }); err != nil {
		t.Fatalf("%s asks %s: %v", by.Name, c.Name(), err)
	}
}

// considered leads a request to what the council answers: each recommendation stands in the register once, and the owner does not say what they are.
func (h *house) considered(t *testing.T, who town) {
	t.Helper()
	lead, owner, today := who[string(readiness.ImprovementLead)], who["area_head North"], calendar.DateOf(time.Now())
	id := h.asksBefore(t, lead, owner)
	h.doRequest(t, owner, id, readiness.AgreePreScrutiny{MeetsOn: calendar.England().Add(today, 20, calendar.Exclusive)})
	h.doRequest(t, owner, id, readiness.GiveScrutinyPaper{Reference: "Report 12"})
	c := readiness.ConsiderPreScrutiny{On: today, Recommends: "some", Recommendations: []string{"Ask the children.", "Report in a year."}, Theme: "Placements", Severity: "high"}
	if _, err := patiently(t, func() (readiness.PreScrutiny, error) { return h.commands.PreScrutiny(t.Context(), id, c, asked(owner)) }); !readiness.Forbidden.Is(err) {
		t.Errorf("the owner says what scrutiny recommended: %v", err)
	}
	h.doRequest(t, lead, id, c)
	h.doRequest(t, owner, id, readiness.AnswerRecommendations{Outcome: "accepted"})
	if n := len(h.texts(`select finding_id::text from pre_scrutiny_findings where pre_scrutiny_id = $1`, id)); n != 2 {
		t.Errorf("%d findings came of two recommendations", n)
	}
	if got := strings.Join(h.texts(`select replace(kind, ' ', '-') from pre_scrutiny_events where pre_scrutiny_id = $1 order by seq`, id), " "); got != "asked agreed paper-given recommended answered" {
		t.Errorf("the events are %s", got)
	}
	must(t, h.temporal.GetWorkflow(t.Context(), "pre-scrutiny/"+id, "").Get(t.Context(), nil))
	h.replay(t, h.config.PayloadKeys.Reveal(), "pre_scrutiny_answered", "pre-scrutiny/"+id)
}
