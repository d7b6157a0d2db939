package api_test

import (
	"bytes"
	"context"
	"maps"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/api"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// evidence of the test house refuses as the ledger does.
type evidence struct{ *house }

func (e evidence) AttachEvidence(_ context.Context, a readiness.AttachEvidence, asked readiness.Asked) (readiness.Evidence, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := a.Check(calendar.DateOf(now)); err != nil {
		return readiness.Evidence{}, err
	}
	piece := readiness.Evidence{
		ID: freshKey(), Kind: a.Kind, Bears: a.Bears, Title: a.Title, Text: a.Text, ShowsOn: a.ShowsOn, ByID: asked.By.PersonID, By: asked.By.Name, At: now,
		Actions: []readiness.ActionRef{}, Criteria: append([]string{}, a.Criteria...), Kept: a.Looked,
	}
	if a.ActionID != "" {
		piece.Actions = append(piece.Actions, readiness.ActionRef{ActionID: a.ActionID})
	}
	if a.File != nil {
		piece.File, piece.Size, e.plan.files[piece.ID] = a.File.Name, len(a.File.Body), *a.File
	}
	e.plan.pieces = append(e.plan.pieces, piece)
	return piece, nil
}

func (e evidence) WithdrawEvidence(ctx context.Context, id string, w readiness.WithdrawEvidence, asked readiness.Asked) error {
	piece, err := e.EvidenceItem(ctx, asked.By, id)
	switch {
	case err != nil:
		return err
	case piece.ByID != asked.By.PersonID && !readiness.May(asked.By, readiness.RunPlan, readiness.Place{}):
		return readiness.Errorf(readiness.Forbidden, "Only who attached this evidence, or whoever runs the improvement plan, can withdraw it.")
	case !piece.InForce():
		return readiness.Errorf(readiness.Conflict, "This evidence has been withdrawn already.")
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	i := slices.IndexFunc(e.plan.pieces, func(p readiness.Evidence) bool { return p.ID == id })
	e.plan.pieces[i].Withdrawn, e.plan.pieces[i].Why = calendar.DateOf(now), w.Reason
	return nil
}

func (e evidence) ReviewEvidence(ctx context.Context, id string, r readiness.ReviewEvidence, asked readiness.Asked) error {
	piece, err := e.EvidenceItem(ctx, asked.By, id)
	if err == nil {
		err = readiness.MayReviewEvidence(piece, asked.By)
	}
	if err == nil {
		err = r.Check(calendar.DateOf(now))
	}
	if err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	i := slices.IndexFunc(e.plan.pieces, func(p readiness.Evidence) bool { return p.ID == id })
	e.plan.pieces[i].ReviewBy = r.ReviewBy
	return nil
}

func (e evidence) Evidence(_ context.Context, _ readiness.Actor, q readiness.EvidenceQuery) (readiness.Page[readiness.Evidence], error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return window(e.plan.pieces, q.Cursor, q.Limit)
}

func (e evidence) EvidenceItem(_ context.Context, _ readiness.Actor, id string) (readiness.Evidence, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, piece := range e.plan.pieces {
		if piece.ID == id {
			return piece, nil
		}
	}
	return readiness.Evidence{}, readiness.Errorf(readiness.NotFound, "There is no such piece of evidence.")
}

func (e evidence) OpenEvidence(_ context.Context, _ readiness.Actor, id string) (readiness.EvidenceFile, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	file, known := e.plan.files[id]
	if !known {
		return file, readiness.Errorf(readiness.NotFound, "There is no such file.")
	}
	return file, nil
}

// piece is a whole piece of evidence, with changes.
func piece(change ...string) map[string]string {
	p := map[string]string{"action_id": actionID, "kind": "audit", "bears": "supports", "title": "Audit of February", "shows_on": "2027-02-26"}
	for i := 0; i < len(change); i += 2 {
		p[change[i]] = change[i+1]
	}
	return p
}

func TestAttachEvidence(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	g := h.do(request(readiness.TeamManager, "POST", "/evidence", piece("text", "18 of 20."))).wants(http.StatusCreated, "")
	e := read[readiness.Evidence](g)
	if e.ByID != person(readiness.TeamManager) || e.Text != "18 of 20." || e.ShowsOn != calendar.On(2027, 2, 26) || e.File != "" {
		t.Errorf("attached %+v", e)
	}
	path := "/evidence/" + e.ID
	if at := g.Header().Get("Location"); at != api.Prefix+path {
		t.Errorf("Location is %q", at)
	}
	if again := read[readiness.Evidence](h.do(request(readiness.AreaHead, "GET", path, nil)).wants(http.StatusOK, "")); again.Title != "Audit of February" {
		t.Errorf("it reads %+v", again)
	}
	h.do(request(readiness.AreaHead, "GET", path+"/file", nil)).wants(http.StatusNotFound, "not-found")
	if page := read[readiness.Page[readiness.Evidence]](h.do(request(readiness.AreaHead, "GET", "/evidence?kind=audit", nil)).wants(http.StatusOK, "")); page.Total != 2 {
		t.Errorf("the library has %d pieces", page.Total)
	}
	h.do(request(readiness.AreaHead, "GET", "/evidence?kind=rumour", nil)).wants(http.StatusUnprocessableEntity, "invalid")
}

func TestEvidenceIsReadStrictly(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body              any
		location, message string
	}{
		"in the future":  {piece("shows_on", "2027-03-04"), "body.shows_on", "The day that the evidence is about must be today or in the past."},
		"unknown kind":   {piece("kind", "rumour"), "body.kind", "Choose one of the answers for the kind of evidence."},
		"no date":        {piece("shows_on", "soon"), "body.shows_on", `"soon" is not a date; write a date as year, month and day, for example 2027-03-03.`},
		"no title":       {piece("title", " "), "body.title", "Enter what the evidence is."},
		"kept or not":    {piece("keep", "no"), "body.keep", "Enter yes for keeping what looks like a child’s, or leave it out."},
		"the door's own": {map[string]any{"-": map[string]string{"name": "x"}}, "body.-", "There is no field called - here. Check its spelling, or leave it out."},
		"a child":        {piece("text", "NHS 943 476 5919"), "body.keep", "This holds what looks like an NHS number. Take it out, since evidence names no child; if it is no child’s, send it again with yes for keep."},
		"a file in JSON": {piece("file", "x"), "body.file", "There is no field called file here. Check its spelling, or leave it out."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			house := newHouse(t)
			h := open(t, house.deps())
			p := h.do(request(readiness.TeamManager, "POST", "/evidence", tt.body)).wants(http.StatusUnprocessableEntity, "invalid").problem()
			if len(p.Errors) != 1 || p.Errors[0].Location != tt.location || p.Errors[0].Message != tt.message {
				t.Errorf("got %+v", p.Errors)
			}
			if len(house.plan.pieces) != 1 {
				t.Error("it was kept all the same")
			}
		})
	}
}

// A formFile is one file of a form.
type formFile struct{ name, media, data string }

// evidenceForm is a piece of evidence as a form with files.
func evidenceForm(t *testing.T, fields map[string]string, files ...formFile) *http.Request {
	t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if err := w.WriteField(name, fields[name]); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range files {
		head := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="file"; filename="` + f.name + `"`}}
		if f.media != "" {
			head.Set("Content-Type", f.media)
		}
		part, err := w.CreatePart(head)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(f.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := request(readiness.TeamManager, "POST", "/evidence", form.String())
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

func TestEvidenceWithItsFile(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	page := formFile{"audit.csv", "application/x-msdownload", "month,late\nMarch,3\n"}
	e := read[readiness.Evidence](h.do(evidenceForm(t, piece(), page)).wants(http.StatusCreated, ""))
	if e.File != "audit.csv" || e.Size != len(page.data) || e.Kind != "audit" || e.ShowsOn != calendar.On(2027, 2, 26) {
		t.Errorf("attached %+v", e)
	}
	g := h.do(request(readiness.QualityAssurance, "GET", "/evidence/"+e.ID+"/file", nil)).wants(http.StatusOK, "")
	if g.Body.String() != page.data || g.Header().Get("Content-Type") != "text/csv" {
		t.Errorf("the file is %q, of type %s", g.Body, g.Header().Get("Content-Type"))
	}
	if g.Header().Get("Content-Disposition") != `attachment; filename=audit.csv` || g.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("a browser might show it: %v", g.Header())
	}
	named := h.do(request(readiness.QualityAssurance, "GET", "/evidence/"+pieceID+"/file", nil)).wants(http.StatusOK, "")
	if got := named.Header().Get("Content-Disposition"); got != `attachment; filename*=utf-8''%C3%9Cbersicht.pdf` {
		t.Errorf("its name is %s", got)
	}
	kept := len(house.plan.pieces)
	for name, r := range map[string]*http.Request{
		"empty":          evidenceForm(t, piece(), formFile{"empty.pdf", "application/pdf", ""}),
		"a page":         evidenceForm(t, piece(), formFile{"page.html", "text/html", "<script>alert(1)</script>"}),
		"a program":      evidenceForm(t, piece(), formFile{"audit.pdf", "application/pdf", "MZ\x90"}),
		"two files":      evidenceForm(t, piece(), page, page),
		"no title":       evidenceForm(t, piece("title", ""), page),
		"unknown field":  evidenceForm(t, piece("colour", "red"), page),
		"a child inside": evidenceForm(t, piece(), formFile{"list.txt", "text/plain", "Born on 1st February 2012"}),
		"a child's name": evidenceForm(t, piece(), formFile{"smith_dob_01_02_2012.txt", "text/plain", "Nothing."}),
	} {
		if p := h.do(r).wants(http.StatusUnprocessableEntity, "invalid").problem(); len(p.Errors) != 1 || !strings.HasSuffix(p.Errors[0].Message, ".") {
			t.Errorf("%s: got %+v", name, p)
		}
	}
	h.do(evidenceForm(t, piece(), formFile{"big.pdf", "", strings.Repeat("x", 1<<20)})).wants(http.StatusRequestEntityTooLarge, "too-large")
	plain := request(readiness.TeamManager, "POST", "/evidence", "action_id="+actionID)
	plain.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	h.do(plain).wants(http.StatusUnsupportedMediaType, "media-type")
	if len(house.plan.pieces) != kept {
		t.Errorf("%d pieces were kept that were refused", len(house.plan.pieces)-kept)
	}
}

// TestKeptAllTheSame asks that what looked like a child's is kept only when somebody says so, and noted then.
func TestKeptAllTheSame(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	list := formFile{"list.txt", "text/plain", "Born on 1st February 2012"}
	h.do(evidenceForm(t, piece("text", "NHS 943 476 5919"), list)).wants(http.StatusUnprocessableEntity, "invalid")
	e := read[readiness.Evidence](h.do(evidenceForm(t, piece("text", "NHS 943 476 5919", "keep", "yes"), list)).wants(http.StatusCreated, ""))
	if !slices.Equal(e.Kept, []string{"an NHS number", "a date of birth"}) {
		t.Errorf("noted %q", e.Kept)
	}
}

func TestWithdrawEvidence(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	path, reason := "/evidence/"+pieceID+"/withdraw", map[string]string{"reason": "It was the wrong month."}
	h.do(request(readiness.AreaHead, "POST", path, reason)).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.TeamManager, "POST", path, nil)).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.TeamManager, "POST", path, reason)).wants(http.StatusNoContent, "")
	h.do(request(readiness.ImprovementLead, "POST", path, reason)).wants(http.StatusConflict, "conflict")
	if e := read[readiness.Evidence](h.do(request(readiness.AreaHead, "GET", "/evidence/"+pieceID, nil)).wants(http.StatusOK, "")); e.InForce() || e.Why != reason["reason"] {
		t.Errorf("after it was withdrawn it reads %+v", e)
	}
}

func TestReviewEvidence(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	path, next := "/evidence/"+pieceID+"/look", map[string]string{"review_by": "2027-12-01", "note": "Seen again."}
	h.do(request(readiness.AreaHead, "POST", path, next)).wants(http.StatusForbidden, "forbidden")
	h.do(request(readiness.TeamManager, "POST", path, nil)).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.TeamManager, "POST", path, map[string]string{"review_by": "2020-01-01"})).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(request(readiness.TeamManager, "POST", path, next)).wants(http.StatusNoContent, "")
	if e := read[readiness.Evidence](h.do(request(readiness.AreaHead, "GET", "/evidence/"+pieceID, nil)).wants(http.StatusOK, "")); e.ReviewBy != calendar.On(2027, 12, 1) {
		t.Errorf("to be looked at again by %s", e.ReviewBy)
	}
	h.do(request(readiness.TeamManager, "POST", "/evidence/"+pieceID+"/withdraw", map[string]string{"reason": "Wrong."})).wants(http.StatusNoContent, "")
	h.do(request(readiness.TeamManager, "POST", path, next)).wants(http.StatusConflict, "conflict")
}

func TestMembersAreRefusedEvidence(t *testing.T) {
	t.Parallel()
	house := newHouse(t)
	h := open(t, house.deps())
	member := readiness.ElectedMember
	for _, path := range []string{"/evidence", "/evidence/" + pieceID, "/evidence/" + pieceID + "/file", "/officers"} {
		h.do(request(member, "GET", path, nil)).wants(http.StatusForbidden, "forbidden")
	}
	h.do(request(member, "POST", "/evidence", piece())).wants(http.StatusForbidden, "forbidden")
	h.do(request(member, "POST", "/evidence/"+pieceID+"/withdraw", map[string]string{"reason": "x"})).wants(http.StatusForbidden, "forbidden")
	if len(house.plan.pieces) != 1 || !house.plan.pieces[0].InForce() {
		t.Errorf("a member changed the evidence: %+v", house.plan.pieces)
	}
	for _, path := range []string{"/actions", "/actions/" + actionID, "/plan/figures", "/findings-of-practice/" + foundID} {
		h.do(request(member, "GET", path, nil)).wants(http.StatusOK, "")
	}
}
