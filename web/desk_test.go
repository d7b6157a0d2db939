package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/htmlcheck"
	"github.com/sightline-readiness/sightline/readiness"
)

// dips draw nothing.
type dips struct{}

func (dips) DrawDipSample(context.Context, readiness.DrawDipSample, readiness.Asked) (readiness.DipSample, error) {
	return readiness.DipSample{}, errNone
}

func (dips) DipSamples(context.Context, readiness.Actor) ([]readiness.DipSample, error) {
	return nil, nil
}

func (dips) DipSample(context.Context, readiness.Actor, string) (readiness.DipSample, error) {
	return readiness.DipSample{}, errNone
}

func (dips) LookAtDip(context.Context, string, string, readiness.LookAtDip, readiness.Asked) error {
	return errNone
}

// dipHouse is a house with one sample of one action.
type dipHouse struct {
	*board
	sample readiness.DipSample
	looks  []readiness.LookAtDip
	refuse error
}

func (d *dipHouse) DrawDipSample(_ context.Context, c readiness.DrawDipSample, _ readiness.Asked) (readiness.DipSample, error) {
	return d.sample, d.refuse
}

func (d *dipHouse) DipSamples(context.Context, readiness.Actor) ([]readiness.DipSample, error) {
	return []readiness.DipSample{d.sample}, nil
}

func (d *dipHouse) DipSample(context.Context, readiness.Actor, string) (readiness.DipSample, error) {
	return d.sample, nil
}

func (d *dipHouse) LookAtDip(_ context.Context, sample, action string, l readiness.LookAtDip, _ readiness.Asked) error {
	if d.refuse == nil {
		d.looks = append(d.looks, l)
		d.sample.Dips[0].Found, d.sample.Dips[0].Note = l.Found, l.Note
	}
	return d.refuse
}

func newDipHouse(t *testing.T) (*dipHouse, visitor) {
	t.Helper()
	b := newBoard(t)
	b.action.Status = readiness.ActionVerified
	d := &dipHouse{board: b, sample: readiness.DipSample{ID: "d-1", Seed: "S", On: calendar.DateOf(now), Among: []string{"a-1"}, Dips: []readiness.Dip{{Action: readiness.ActionRow{ActionID: "a-1", Title: "Supervise each month", Status: readiness.ActionVerified}}}}}
	s := newServer()
	s.Plan, s.Actions, s.Commands, s.Dips = b, b, b, d
	return d, visit(t, s, "quality_assurance")
}

// TestDeskDrawsASample: a number that cannot be is refused beside the field, and a draw leads to its sample.
func TestDeskDrawsASample(t *testing.T) {
	t.Parallel()
	_, v := newDipHouse(t)
	_, page, _ := v.get("/plan/desk")
	htmlcheck.Page(t, page)
	htmlcheck.Has(t, page, htmlcheck.In("main", htmlcheck.Says("0 of 1 looked at")))
	code, page, _ := v.post("/plan/desk", url.Values{"size": {"900"}})
	if code != http.StatusUnprocessableEntity || !strings.Contains(page, "900") {
		t.Errorf("%d:\n%.3000s", code, page)
	}
	if code, _, to := v.post("/plan/desk", url.Values{"size": {"5"}}); code != http.StatusSeeOther || !strings.HasPrefix(to, "/plan/desk/d-1") {
		t.Errorf("%d to %s", code, to)
	}
}

// TestWhatIsGoneIsOpenAgain: a look that finds that it is no longer so opens the action again before it is kept; a look that finds that it holds does not.
func TestWhatIsGoneIsOpenAgain(t *testing.T) {
	t.Parallel()
	d, v := newDipHouse(t)
	code, page, _ := v.post("/plan/desk/d-1/a-1", url.Values{"found": {"gone"}, "note": {""}})
	if code != http.StatusUnprocessableEntity || len(d.looks) != 0 || d.action.Reopened != 0 {
		t.Fatalf("%d, %+v:\n%.3000s", code, d.looks, page)
	}
	if code, page, _ := v.post("/plan/desk/d-1/a-1", url.Values{"found": {"gone"}, "note": {"Two teams stopped."}}); code != http.StatusSeeOther {
		t.Fatalf("%d:\n%.3000s", code, page)
	}
	if d.action.Reopened != 1 || d.action.Status != readiness.ActionInProgress || len(d.looks) != 1 {
		t.Errorf("%+v %+v", d.action, d.looks)
	}
	other, v := newDipHouse(t)
	if code, _, _ := v.post("/plan/desk/d-1/a-1", url.Values{"found": {"holds"}, "note": {"Five files."}}); code != http.StatusSeeOther || other.action.Reopened != 0 || len(other.looks) != 1 {
		t.Errorf("%d %+v %+v", code, other.action, other.looks)
	}
}
