package api_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// library of the test house holds what the program comes with, and brings files in by the real rules.
type library struct{}

func (library) Frameworks(context.Context) (lines []readiness.FrameworkLine, err error) {
	for _, f := range frameworks.Shipped() {
		lines = append(lines, readiness.FrameworkLine{Code: f.Code, Name: f.Name, From: f.From, Until: f.Until, Areas: len(f.Areas), Criteria: f.CriteriaCount(), Unconfirmed: f.Unconfirmed(), Follows: []string{}})
	}
	return lines, nil
}

func (library) Framework(_ context.Context, code string) (readiness.Framework, error) {
	for _, f := range frameworks.Shipped() {
		if f.Code == code {
			return f, nil
		}
	}
	return readiness.Framework{}, readiness.Errorf(readiness.NotFound, "There is no such framework in the library.")
}

func (library) Crosswalk(_ context.Context, from, to string) (readiness.Crosswalk, error) {
	c, found := readiness.FindCrosswalk(frameworks.Crosswalks(), from, to)
	if !found {
		return c, readiness.Errorf(readiness.NotFound, "No crosswalk in the library leads from %s to %s.", from, to)
	}
	return c, nil
}

func (library) TryFramework(_ context.Context, f readiness.FrameworkFile) (readiness.FrameworkTrial, error) {
	ready := f.Ready(frameworks.Shipped())
	return readiness.FrameworkTrial{Framework: ready.Framework, Crosswalk: ready.Crosswalk, Problems: f.Check(frameworks.Shipped())}, nil
}

func (l library) ImportFramework(ctx context.Context, f readiness.FrameworkFile, _ readiness.Asked) (readiness.Framework, error) {
	trial, err := l.TryFramework(ctx, f)
	if err == nil {
		err = trial.Check()
	}
	return trial.Framework, err
}

// sentFile is a form with these parts, each a file.
func sentFile(t *testing.T, role readiness.Role, path string, parts ...string) *http.Request {
	t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for i := 0; i+1 < len(parts); i += 2 {
		part, err := w.CreateFormFile(parts[i], "own.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := request(role, http.MethodPost, path, form.String())
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

func TestFrameworks(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	list := h.do(request(readiness.ElectedMember, http.MethodGet, "/frameworks", nil)).wants(http.StatusOK, "")
	if got := read[struct{ Rows []readiness.FrameworkLine }](list).Rows; len(got) != 2 || got[1].Criteria != 68 {
		t.Errorf("%+v", got)
	}
	one := h.do(request(readiness.ElectedMember, http.MethodGet, "/frameworks/ilacs-2026", nil)).wants(http.StatusOK, "")
	if got := read[readiness.Framework](one); got.CriteriaCount() != 68 || got.From != calendar.On(2026, 4, 1) {
		t.Errorf("%+v", got)
	}
	walk := h.do(request(readiness.ElectedMember, http.MethodGet, "/frameworks/ilacs-2023/crosswalks/ilacs-2026", nil)).wants(http.StatusOK, "")
	if got := read[readiness.Crosswalk](walk); len(got.Rows) != 68 {
		t.Errorf("%d rows", len(got.Rows))
	}
	h.do(request(readiness.ElectedMember, http.MethodGet, "/frameworks/ilacs-1999", nil)).wants(http.StatusNotFound, "not-found")
	h.do(request(readiness.ElectedMember, http.MethodGet, "/frameworks/ilacs-2026/crosswalks/ilacs-2023", nil)).wants(http.StatusNotFound, "not-found")
}

// TestFrameworkFiles checks a file and brings it in; one with a problem is refused whole.
func TestFrameworkFiles(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	own, err := frameworks.Files{}.YAML(readiness.CloneFramework{Code: "anyshire-2027", Name: "Our own", From: calendar.On(2027, 4, 1)}.Of(frameworks.Shipped()[1]))
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(own), "code: HP02", "code: HP01", 1)
	trial := read[readiness.FrameworkTrial](h.do(sentFile(t, readiness.ImprovementLead, "/frameworks/check", "file", broken)).wants(http.StatusOK, ""))
	if len(trial.Problems) == 0 || trial.Problems[0].Row == 0 {
		t.Errorf("%+v", trial.Problems)
	}
	trial = read[readiness.FrameworkTrial](h.do(sentFile(t, readiness.ImprovementLead, "/frameworks/check", "file", string(own))).wants(http.StatusOK, ""))
	if len(trial.Problems) != 0 || trial.Crosswalk == nil || len(trial.Crosswalk.Rows) != 68 {
		t.Errorf("%+v", trial.Problems)
	}
	made := h.do(sentFile(t, readiness.ImprovementLead, "/frameworks", "file", string(own))).wants(http.StatusCreated, "")
	if got := read[readiness.Framework](made); !got.Own || made.Header().Get("Location") != "/api/v1/frameworks/anyshire-2027" {
		t.Errorf("%+v at %s", got.Code, made.Header().Get("Location"))
	}
	h.do(sentFile(t, readiness.ImprovementLead, "/frameworks", "file", broken)).wants(http.StatusUnprocessableEntity, "invalid")
	h.do(sentFile(t, readiness.ElectedMember, "/frameworks", "file", string(own))).wants(http.StatusForbidden, "forbidden")
	for _, parts := range [][]string{{"file", "code: [a"}, {"other", "x"}, {"file", "a: b", "file", "a: b"}, {}} {
		p := h.do(sentFile(t, readiness.ImprovementLead, "/frameworks/check", parts...)).wants(http.StatusUnprocessableEntity, "invalid").problem()
		if len(p.Errors) != 1 || !strings.HasPrefix(p.Errors[0].Location, "body.") {
			t.Errorf("%v: %+v", parts, p)
		}
	}
	h.do(request(readiness.ImprovementLead, http.MethodPost, "/frameworks", map[string]string{"a": "b"})).wants(http.StatusUnsupportedMediaType, "media-type")
}
