package api_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// outlook is a council with three open cases, one of them reviewed now.
type outlook struct{}

func (outlook) Prospect(context.Context) (readiness.Prospect, error) {
	p := readiness.Prospect{On: calendar.DateOf(now), Rules: readiness.DefaultReviewRules(), Calendar: calendar.England(), Areas: []readiness.Area{{ID: areaID, Name: "North"}}}
	for i, id := range []string{"a", "b", "c"} {
		spell := readiness.Spell{Type: readiness.ChildInNeed, Start: calendar.On(2026, 1, 1)}
		p.Cases = append(p.Cases, readiness.SweepCase{Case: readiness.Case{ID: id, AreaID: areaID, Spells: []readiness.Spell{spell}}, Live: i == 0})
	}
	return p, nil
}

func TestRounds(t *testing.T) {
	t.Parallel()
	d := newHouse(t).deps()
	d.Forecasts = outlook{}
	h, lead := open(t, d), readiness.ImprovementLead
	round := func(change ...any) map[string]any {
		r := map[string]any{"name": "Every quarter", "areas": []string{}, "types": []string{"cin"}, "months": 6, "rest": 3, "every": "quarter", "weeks": 0, "weekday": "thursday", "at": "6am", "from": "2027-03-04"}
		for i := 0; i < len(change); i += 2 {
			r[change[i].(string)] = change[i+1]
		}
		return r
	}
	body := func(r map[string]any) map[string]any {
		return map[string]any{"reason": "the inspectors ask", "round": r}
	}
	try := decoded[readiness.RoundTry](t, h.do(request(lead, "POST", "/rounds/preview", round())).wants(http.StatusOK, ""))
	if try.Opens != 2 || len(try.Areas) != 1 || try.Areas[0].Name != "North" || try.Areas[0].Opens != 2 {
		t.Errorf("it would open %+v", try)
	}
	h.do(request(lead, "POST", "/rounds", body(round("every", "weeks")))).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(lead, "POST", "/rounds", body(round("name", "")))).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(lead, "POST", "/rounds", body(round()))).wants(http.StatusOK, "")
	h.do(request(lead, "PUT", "/rounds/"+otherID, body(round("months", 9)))).wants(http.StatusOK, "")
	h.do(request(lead, "PUT", "/rounds/"+reviewID, body(round("months", 9)))).wants(http.StatusNotFound, "not-found")
	list := decoded[struct {
		Rows []struct {
			ID    string             `json:"id"`
			Words string             `json:"words"`
			Round readiness.SetRound `json:"round"`
		} `json:"rows"`
	}](t, h.do(request(lead, "GET", "/rounds", nil)).wants(http.StatusOK, ""))
	if len(list.Rows) != 1 || list.Rows[0].ID != otherID || list.Rows[0].Round.Months != 9 || list.Rows[0].Words != "on the first Thursday of January, April, July and October at 6am, from 4 March 2027" {
		t.Errorf("%+v", list)
	}
	if all := decoded[listedJobs](t, h.do(request(lead, "GET", "/schedules", nil)).wants(http.StatusOK, "")); len(all.Jobs) != 4 || all.Jobs[3].Next[0] != "2027-04-01T05:00:00Z" {
		t.Errorf("%+v", all.Jobs)
	}
	if ran := decoded[readiness.SweepResult](t, h.do(request(lead, "POST", "/rounds/"+otherID+"/runs", nil)).wants(http.StatusOK, "")); ran.Opened != 4 {
		t.Errorf("%+v", ran)
	}
	h.do(request(lead, "POST", "/schedules/"+otherID+"/pause", map[string]any{"reason": "summer"})).wants(http.StatusOK, "")
	h.do(request(lead, "POST", "/rounds/"+otherID+"/end", map[string]any{"reason": "done"})).wants(http.StatusOK, "")
	h.do(request(lead, "POST", "/rounds/"+otherID+"/end", map[string]any{"reason": "done"})).wants(http.StatusNotFound, "not-found")
	h.do(request(lead, "POST", "/rounds/"+otherID+"/runs", nil)).wants(http.StatusNotFound, "not-found")
}
