package api_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const pulseID = "0198a000-0000-7000-8000-00000000000f"

// pulses of the test house are one survey of one area, which nobody has answered.
type pulses struct {
	opened []readiness.OpenPulse
	closed []readiness.ClosePulse
	gaps   []readiness.RecordGap
}

func (*pulses) pulse() readiness.Pulse {
	return readiness.Pulse{
		ID: pulseID, From: calendar.DateOf(now), Until: calendar.DateOf(now).AddDays(13), Least: 8, Questions: readiness.DefaultPulseRules().Questions,
		Areas: []readiness.PulseArea{{ID: "north", Name: "North"}}, By: "Iris Lowe",
	}
}

func (p *pulses) Pulses(context.Context, readiness.Actor) ([]readiness.Pulse, error) {
	return []readiness.Pulse{p.pulse()}, nil
}

func (p *pulses) PulseResults(_ context.Context, _ readiness.Actor, id string) ([]readiness.PulseResult, error) {
	if id != pulseID {
		return nil, readiness.Errorf(readiness.NotFound, "There is no such survey.")
	}
	return []readiness.PulseResult{p.pulse().Result(map[string]int{"north": 3}, nil)}, nil
}

func (p *pulses) OpenPulse(_ context.Context, o readiness.OpenPulse, _ readiness.Asked) (readiness.Pulse, error) {
	p.opened = append(p.opened, o)
	return p.pulse(), o.Check()
}

func (p *pulses) ClosePulse(_ context.Context, _ string, c readiness.ClosePulse, _ readiness.Asked) error {
	p.closed = append(p.closed, c)
	return nil
}

func (*pulses) PulseLinks(context.Context, readiness.Actor, string) ([]readiness.PulseLink, error) {
	return []readiness.PulseLink{{AreaID: "north", Area: "North", Secret: "k7m29xqp4tzab"}}, nil
}

func (*pulses) PulseRules(context.Context) (readiness.PulseRules, error) {
	return readiness.DefaultPulseRules(), nil
}

func (*pulses) SetPulseRules(_ context.Context, f readiness.PulseRuleForm, _ readiness.Asked) (readiness.PulseRules, error) {
	return readiness.DefaultPulseRules().With(f)
}

func (*pulses) PulseSigns(context.Context, readiness.Actor) (readiness.PulseSigns, error) {
	return readiness.PulseSigns{On: calendar.DateOf(now), Since: calendar.DateOf(now), Months: 12, Total: readiness.Figures{Bands: []readiness.Band{}}}, nil
}

func (p *pulses) RecordGap(_ context.Context, g readiness.RecordGap, _ readiness.Asked) error {
	p.gaps = append(p.gaps, g)
	return g.Check(calendar.DateOf(now))
}

func TestPulses(t *testing.T) {
	t.Parallel()
	d := newHouse(t).deps()
	kept := &pulses{}
	d.Pulses = kept
	h := open(t, d)
	as := func(role readiness.Role, method, path string, body any) got {
		return h.do(request(role, method, path, body))
	}
	as(readiness.TeamManager, http.MethodPost, "/pulses", map[string]any{"scope": "all"}).wants(http.StatusForbidden, "forbidden")
	as(readiness.ImprovementLead, http.MethodPost, "/pulses", map[string]any{"scope": "some"}).wants(http.StatusUnprocessableEntity, "invalid")
	if p := read[readiness.Pulse](as(readiness.ImprovementLead, http.MethodPost, "/pulses", map[string]any{"scope": "some", "areas": []string{"north"}}).wants(http.StatusCreated, "")); p.ID != pulseID || len(kept.opened) != 2 {
		t.Errorf("%+v, %+v", p, kept.opened)
	}
	as(readiness.ElectedMember, http.MethodGet, "/pulses", nil).wants(http.StatusOK, "")
	as(readiness.ElectedMember, http.MethodGet, "/pulses/"+pulseID+"/links", nil).wants(http.StatusForbidden, "forbidden")
	as(readiness.ImprovementLead, http.MethodGet, "/pulses/"+pulseID+"/links", nil).wants(http.StatusOK, "")
	as(readiness.ElectedMember, http.MethodGet, "/pulses/"+otherID+"/results", nil).wants(http.StatusNotFound, "not-found")
	results := read[struct{ Rows []readiness.PulseResult }](as(readiness.ElectedMember, http.MethodGet, "/pulses/"+pulseID+"/results", nil).wants(http.StatusOK, "")).Rows
	if len(results) != 1 || results[0].All.Answers != readiness.Hidden || results[0].Groups[0].Answers != readiness.Hidden {
		t.Errorf("%+v", results)
	}
	as(readiness.ImprovementLead, http.MethodPost, "/pulses/"+pulseID+"/close", map[string]any{"reason": "All have answered."}).wants(http.StatusNoContent, "")
	as(readiness.TeamManager, http.MethodGet, "/pulse-rules", nil).wants(http.StatusOK, "")
	rules := map[string]any{"known": "A?", "used": "B?", "time": "C?", "supervision": "D?", "extra": "E?", "quarterly": "no", "reason": "Shorter."}
	if r := read[readiness.PulseRules](as(readiness.ImprovementLead, http.MethodPut, "/pulse-rules", rules).wants(http.StatusOK, "")); len(r.Questions) != 5 {
		t.Errorf("%+v", r)
	}
	as(readiness.ElectedMember, http.MethodGet, "/pulse-signs", nil).wants(http.StatusOK, "")
	as(readiness.ImprovementLead, http.MethodPost, "/attainment-gaps", map[string]any{"points": "28.7", "as_of": "2026-08-31", "source": "DfE"}).wants(http.StatusNoContent, "")
	if len(kept.closed) != 1 || len(kept.gaps) != 1 || kept.gaps[0].Points != "28.7" {
		t.Errorf("%+v %+v", kept.closed, kept.gaps)
	}
}
