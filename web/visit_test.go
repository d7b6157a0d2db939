package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

const longVisit = "0195a1b2-0000-7000-8000-00000000000c"

// longRunUp shows a visit with a step of the whole visit in each of twelve weeks, three late ones of a focus area, and some of it settled.
type longRunUp struct{ visits }

func (longRunUp) VisitView(_ context.Context, viewer readiness.Actor, id string) (readiness.VisitView, error) {
	v := readiness.VisitView{VisitRow: readiness.VisitRow{VisitID: id, Name: "Monitoring visit", Kind: "monitoring", Status: readiness.VisitPreparing}}
	v.State.Focus = []readiness.VisitFocus{{Code: "missing", Name: "Children who go missing", Pack: "missing-2026"}}
	add := func(code, focus string, due calendar.Date, overdue int) {
		r := readiness.VisitStepRow{StepID: code, Code: code, Name: "Step " + code, Focus: focus, Anchor: "visit", Offset: -5, Status: readiness.StepOpen, Due: due, Overdue: overdue, OwnerID: "somebody"}
		if code == "mine" {
			r.OwnerID = viewer.PersonID
		}
		v.Rows = append(v.Rows, r)
	}
	for i := range 12 {
		add("week"+string(rune('a'+i)), "", calendar.On(2027, 3, 8).AddDays(7*i), 0)
	}
	for _, code := range []string{"late1", "late2", "mine"} {
		add(code, "missing", calendar.On(2027, 2, 1), 9)
	}
	add("letter", "", calendar.Date{}, 0)
	v.Forecast = map[string]readiness.VisitForecast{"missing": {Days: 20, Words: "Nothing was settled in the last 20 working days, so no day can be said.", Parts: []readiness.PartForecast{{Code: "audits", Of: 8, Left: 3, Paced: true}}}}
	return v, nil
}

// TestLongListOfSteps: what is late and the next two weeks are open, the rest is folded with its number, and each filter shows its own steps.
func TestLongListOfSteps(t *testing.T) {
	t.Parallel()
	s := newServer()
	s.Visits = longRunUp{}
	v := visit(t, s, string(readiness.ImprovementLead))
	at := "/visits/" + longVisit
	_, page, _ := v.get(at)
	_, list, _ := strings.Cut(page, `id="steps"`)
	shown := list
	for { // without what is folded
		before, rest, found := strings.Cut(shown, "<details")
		if !found {
			break
		}
		_, after, _ := strings.Cut(rest, "</details>")
		shown = before + after
	}
	for _, code := range []string{"late1", "late2", "mine", "weeka", "weekb"} {
		if !strings.Contains(shown, "/visit-steps/"+code+`"`) {
			t.Errorf("%s is folded", code)
		}
	}
	if strings.Contains(shown, "/visit-steps/weekc") || !strings.Contains(list, "/visit-steps/weekc") || !strings.Contains(list, "Week of 22 March 2027 (1)") {
		t.Error("the third week is not folded with its number")
	}
	htmlcheck.Has(t, page, htmlcheck.Counts("#filters a", 3), htmlcheck.Counts("#forecast-missing", 1))
	if !strings.Contains(page, "Audits moderated: 3 of 8 left, none settled in the last 20 working days. No day can be said.") {
		t.Error("the forecast does not say how it is worked out")
	}
	for query, steps := range map[string]int{"?focus=missing": 3, "?focus=visit": 13, "?mine=1": 1, "?focus=missing&mine=1": 1, "?focus=nothing": 0} {
		_, page, _ := v.get(at + query)
		_, list, _ := strings.Cut(page, `id="steps"`)
		if n := strings.Count(list, `href="/visit-steps/`); n != steps {
			t.Errorf("%s shows %d steps, want %d", query, n, steps)
		}
	}
}

// TestScorePage: missing steps come first, each with how it came out the last time.
func TestScorePage(t *testing.T) {
	t.Parallel()
	page := web.Samples()["visit score/beside the last"].(web.VisitScorePage)
	order := map[readiness.StepResult]int{readiness.ResultMissing: 0, readiness.ResultLate: 1, readiness.ResultOnTime: 2, readiness.ResultAhead: 3}
	last := 0
	for _, l := range page.Lines() {
		if order[l.Result] < last {
			t.Errorf("%s, %s, comes after better ones", l.Code, l.Result)
		}
		last = order[l.Result]
		if l.Change == "worse" && !strings.HasSuffix(l.Then(), ": now worse") {
			t.Errorf("it says %s", l.Then())
		}
	}
	if len(page.Gone()) != 1 || !strings.Contains(page.Compared(), "not there any more 1.") {
		t.Errorf("gone: %v; %s", page.Gone(), page.Compared())
	}
}
