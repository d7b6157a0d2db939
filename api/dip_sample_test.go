package api_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const dipID = "0198a000-0000-7000-8000-00000000000e"

// dipSamples of the test house are one sample of one action.
type dipSamples struct{ looks []readiness.LookAtDip }

func (*dipSamples) sample() readiness.DipSample {
	return readiness.DipSample{
		ID: dipID, Seed: "S", On: calendar.DateOf(now), By: "Quentin Shaw", Among: []string{actionID},
		Dips: []readiness.Dip{{Action: readiness.ActionRow{ActionID: actionID, Title: "Supervise each month", Status: readiness.ActionVerified, Start: calendar.DateOf(now), Due: calendar.DateOf(now)}}},
	}
}

func (d *dipSamples) DrawDipSample(context.Context, readiness.DrawDipSample, readiness.Asked) (readiness.DipSample, error) {
	return d.sample(), nil
}

func (d *dipSamples) DipSamples(context.Context, readiness.Actor) ([]readiness.DipSample, error) {
	return []readiness.DipSample{d.sample()}, nil
}

func (d *dipSamples) DipSample(_ context.Context, _ readiness.Actor, id string) (readiness.DipSample, error) {
	if id != dipID {
		return readiness.DipSample{}, readiness.Errorf(readiness.NotFound, "There is no such dip sample.")
	}
	return d.sample(), nil
}

func (d *dipSamples) LookAtDip(_ context.Context, _, _ string, l readiness.LookAtDip, _ readiness.Asked) error {
	d.looks = append(d.looks, l)
	return nil
}

func TestDipSamples(t *testing.T) {
	t.Parallel()
	d := newHouse(t).deps()
	kept := &dipSamples{}
	d.Dips = kept
	h, path := open(t, d), "/dip-samples"
	h.do(request(readiness.QualityAssurance, http.MethodPost, path, map[string]any{"size": 51})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.TeamManager, http.MethodPost, path, map[string]any{"size": 5})).wants(http.StatusForbidden, "forbidden")
	made := read[readiness.DipSample](h.do(request(readiness.QualityAssurance, http.MethodPost, path, map[string]any{"size": 5})).wants(http.StatusCreated, ""))
	if len(made.Dips) != 1 || made.Seed != "S" {
		t.Errorf("drawn %+v", made)
	}
	h.do(request(readiness.TeamManager, http.MethodGet, path, nil)).wants(http.StatusOK, "")
	h.do(request(readiness.TeamManager, http.MethodGet, path+"/"+dipID, nil)).wants(http.StatusOK, "")
	h.do(request(readiness.TeamManager, http.MethodGet, path+"/"+otherID, nil)).wants(http.StatusNotFound, "not-found")
	look := path + "/" + dipID + "/actions/" + actionID
	h.do(request(readiness.QualityAssurance, http.MethodPost, look, map[string]any{"found": "maybe", "note": "x"})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.QualityAssurance, http.MethodPost, look, map[string]any{"found": "holds", "note": "Five files."})).wants(http.StatusNoContent, "")
	if len(kept.looks) != 1 {
		t.Errorf("kept %+v", kept.looks)
	}
}
