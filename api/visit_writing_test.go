package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// writingBook is what is written in the test house, for one visit; who may write is decided by the real rules.
type writingBook struct {
	*house
	kept     readiness.VisitWriting
	versions []readiness.VisitPosition // of care leavers, newest first
}

func (b *writingBook) visit(id string) (readiness.Visit, error) {
	x, known := b.visits.visits[id]
	if !known {
		return x, readiness.Errorf(readiness.NotFound, "There is no such visit.")
	}
	return x, nil
}

func (b *writingBook) VisitWriting(_ context.Context, _ readiness.Actor, id string) (readiness.VisitWriting, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	x, err := b.visit(id)
	w := b.kept
	w.VisitID, w.Visit = id, x
	w.Positions = []readiness.VisitPosition{{Focus: "care_leavers"}}
	if len(b.versions) > 0 {
		w.Positions = b.versions[:1]
	}
	return w, err
}

func (b *writingBook) PositionVersions(context.Context, readiness.Actor, string, string) ([]readiness.VisitPosition, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.versions, nil
}

func (b *writingBook) WritePosition(_ context.Context, id string, w readiness.WritePosition, asked readiness.Asked) (readiness.VisitPosition, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.commands++
	x, err := b.visit(id)
	if err == nil {
		err = x.MayWritePosition(asked.By, w.Focus)
	}
	if err == nil {
		err = readiness.Later("position statement", len(b.versions), w.Version, "Clara Wynn", now)
	}
	if err != nil {
		return readiness.VisitPosition{}, err
	}
	p := readiness.VisitPosition{Focus: w.Focus, Know: w.Know, How: w.How, Next: w.Next, Figures: w.Figures, Version: w.Version + 1, By: asked.By.Name, At: now}
	b.versions = append([]readiness.VisitPosition{p}, b.versions...)
	return p, nil
}

func (b *writingBook) SetTimetable(_ context.Context, id string, w readiness.SetTimetable, asked readiness.Asked) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.commands++
	x, err := b.visit(id)
	if err == nil {
		err = x.MaySetTimetable(asked.By)
	}
	if err == nil {
		b.kept.Timetable, err = w.Checked(x)
	}
	return err
}

func (b *writingBook) SetInterviewees(_ context.Context, id string, w readiness.SetInterviewees, asked readiness.Asked) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.commands++
	x, err := b.visit(id)
	if err == nil {
		err = x.MaySetInterviewees(asked.By)
	}
	if err == nil {
		err = w.Check(x)
	}
	b.kept.Interviewees = w.People
	return err
}

// TestWritingForThePack from the hatch: each part is read and written, a later version is not written over, and nobody outside reads drafts.
func TestWritingForThePack(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	position := map[string]any{"focus": "care_leavers", "know": "Most have a plan.", "how": "Ten audits.", "next": "Plans by June."}
	write := func(role readiness.Role, body any) got {
		return h.do(request(role, "POST", visitPath+"/positions", body))
	}
	if p := read[readiness.VisitPosition](write(readiness.AreaHead, position).wants(http.StatusOK, "")); p.Version != 1 || p.Know != "Most have a plan." {
		t.Errorf("written: %+v", p)
	}
	write(readiness.QualityAssurance, position).wants(http.StatusForbidden, "forbidden")
	if p := write(readiness.ImprovementLead, position).wants(http.StatusConflict, "conflict").problem(); !strings.Contains(p.Detail, "Clara Wynn kept version 1") {
		t.Errorf("a later version: %s", p.Detail)
	}
	position["version"], position["know"] = 1, "NHS number 943 476 5919."
	if p := write(readiness.AreaHead, position).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Location != "body.keep" {
		t.Errorf("a child's: %+v", p.Errors)
	}
	position["keep"] = "yes"
	write(readiness.AreaHead, position).wants(http.StatusOK, "")
	list := read[struct{ Rows []readiness.VisitPosition }](h.do(request(readiness.TeamManager, "GET", visitPath+"/positions/care_leavers", nil)).wants(http.StatusOK, ""))
	if len(list.Rows) != 2 || list.Rows[0].Version != 2 {
		t.Errorf("the versions: %+v", list.Rows)
	}
	session := map[string]any{"on": "2027-04-12", "from": "9:30", "until": "10:30", "what": "Welcome"}
	timetable := map[string]any{"sessions": []any{session}}
	h.do(request(readiness.ImprovementLead, "PUT", visitPath+"/timetable", timetable)).wants(http.StatusNoContent, "")
	session["until"] = "9:15"
	if p := h.do(request(readiness.ImprovementLead, "PUT", visitPath+"/timetable", timetable)).wants(http.StatusUnprocessableEntity, "invalid").problem(); p.Errors[0].Location != "body.sessions[0].until" {
		t.Errorf("ends before it begins: %+v", p.Errors)
	}
	people := map[string]any{"people": []any{map[string]any{"who": "Care leavers", "focus": "care_leavers"}}}
	h.do(request(readiness.AreaHead, "PUT", visitPath+"/interviewees", people)).wants(http.StatusNoContent, "")
	w := read[readiness.VisitWriting](h.do(request(readiness.TeamManager, "GET", visitPath+"/writing", nil)).wants(http.StatusOK, ""))
	if w.Positions[0].Version != 2 || w.Timetable[0].From != "09:30" || w.Timetable[0].On != calendar.On(2027, 4, 12) || w.Interviewees[0].Who != "Care leavers" {
		t.Errorf("all of it: %+v", w)
	}
	h.do(request(readiness.ElectedMember, "GET", visitPath+"/writing", nil)).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.LeadMember, "GET", visitPath+"/positions/care_leavers", nil)).wants(http.StatusForbidden, "forbidden")
}
