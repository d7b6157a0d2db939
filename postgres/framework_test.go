package postgres_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// ruler may set rules, and so bring frameworks in.
var ruler = readiness.Actor{PersonID: "imogen", Name: "Imogen Lead", Holdings: []readiness.Holding{{Role: readiness.ImprovementLead}}}

// noted counts what the audit trail holds of an act.
func (w *world) noted(action, subject string) int {
	w.t.Helper()
	return must[readiness.Page[readiness.AuditRow]](w.t)(w.Audit(w.t.Context(), readiness.AuditQuery{Action: action, Subject: subject, Limit: 50})).Total
}

// smallFramework is a framework with these criteria.
func smallFramework(code string, criteria ...string) readiness.Framework {
	f := readiness.Framework{
		Code: code, Name: "Small " + code, From: calendar.On(2026, 4, 1), Grades: []readiness.Grade{{Code: "good", Name: "Good", Means: "It helps."}, {Code: "poor", Name: "Poor", Means: "It does not."}},
		Questions: []readiness.FrameworkQuestion{{Code: "know", Text: "What do you know?"}}, Areas: []readiness.JudgementArea{{Code: "A", Name: "All"}},
	}
	for _, c := range criteria {
		f.Areas[0].Criteria = append(f.Areas[0].Criteria, readiness.Criterion{Code: c, Text: "Criterion " + c})
	}
	return f
}

// TestShippedFrameworksAreKeptOnce: at every start, also of a program that knows more; what is kept never changes, but for a last day that was unknown.
func TestShippedFrameworksAreKeptOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, second := smallFramework("small-2026", "A1", "A2"), smallFramework("small-2027", "A1", "A3")
	second.From = calendar.On(2027, 4, 1)
	walk := readiness.CompareFrameworks(first, second)
	for range 2 {
		if others, err := w.KeepFrameworks(t.Context(), []readiness.Framework{first}, nil); err != nil || len(others) > 0 {
			t.Fatal(others, err)
		}
	}
	first.Until = calendar.On(2027, 3, 31)
	changed := smallFramework("small-2026", "A1", "A9")
	for _, f := range []readiness.Framework{first, changed} {
		others, err := w.KeepFrameworks(t.Context(), []readiness.Framework{f, second}, []readiness.Crosswalk{walk})
		if want := f.Areas[0].Criteria[1].Code == "A9"; err != nil || (len(others) == 1) != want {
			t.Errorf("%v: %v %v", f.Areas, others, err)
		}
	}
	lines := must[[]readiness.FrameworkLine](t)(w.Frameworks(t.Context()))
	if len(lines) != 2 || lines[0].Code != "small-2027" || !slices.Equal(lines[0].Follows, []string{"small-2026"}) || lines[1].Until != first.Until || lines[1].Criteria != 2 || lines[1].Own || lines[1].By != "" {
		t.Errorf("%+v", lines)
	}
	kept := must[readiness.Framework](t)(w.Framework(t.Context(), "small-2026"))
	if _, _, there := kept.Criterion("A2"); !there || kept.Until != first.Until {
		t.Errorf("%+v", kept)
	}
	if _, err := w.Framework(t.Context(), "small-1999"); !readiness.NotFound.Is(err) {
		t.Errorf("none such: %v", err)
	}
	if n := w.noted("frameworks kept", ""); n != 2 {
		t.Errorf("%d rows in the audit trail", n)
	}
	conn, err := pgx.Connect(t.Context(), w.dsn)
	w.must(err)
	defer conn.Close(t.Context())
	for _, change := range []string{
		`update frameworks set body = '{}'`, `update frameworks set until_day = null where until_day is not null`, `update frameworks set own = true, until_day = '2028-01-01'`,
		`update crosswalks set body = '{}'`, `delete from crosswalks`, `delete from frameworks`,
	} {
		if _, err := conn.Exec(t.Context(), change); err == nil || !strings.Contains(err.Error(), "never changes") {
			t.Errorf("%s: %v", change, err)
		}
	}
}

func TestCrosswalksLeadOverOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b, c := smallFramework("a", "A1", "A2"), smallFramework("b", "A2", "A3"), smallFramework("c", "A3", "A2")
	others, err := w.KeepFrameworks(t.Context(), []readiness.Framework{a, b, c}, []readiness.Crosswalk{readiness.CompareFrameworks(a, b), readiness.CompareFrameworks(b, c)})
	if err != nil || len(others) > 0 {
		t.Fatal(others, err)
	}
	if walk := must[readiness.Crosswalk](t)(w.Crosswalk(t.Context(), "a", "c")); !slices.Equal(walk.Carried("A2"), []string{"A2"}) || walk.Carried("A3") != nil {
		t.Errorf("over b: %+v", walk)
	}
	if walk := must[readiness.Crosswalk](t)(w.Crosswalk(t.Context(), "a", "a")); len(walk.Rows) != 2 || walk.Rows[0].Kind != "same" {
		t.Errorf("to itself: %+v", walk)
	}
	for _, ends := range [][2]string{{"c", "a"}, {"a", "z"}, {"z", "z"}} {
		if _, err := w.Crosswalk(t.Context(), ends[0], ends[1]); !readiness.NotFound.Is(err) {
			t.Errorf("%v: %v", ends, err)
		}
	}
}

// TestImportFramework brings a council's own in, once.
func TestImportFramework(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	base := smallFramework("small-2026", "A1", "A2")
	_, err := w.KeepFrameworks(t.Context(), []readiness.Framework{base}, nil)
	w.must(err)
	file := readiness.CloneFramework{Code: "own-2027", Name: "Our own", From: calendar.On(2027, 4, 1)}.Of(base)
	asked := w.asked(ruler)
	for range 2 {
		f := must[readiness.Framework](t)(w.ImportFramework(t.Context(), file, asked))
		if !f.Own || f.CriteriaCount() != 2 {
			t.Errorf("%+v", f)
		}
	}
	if line := must[[]readiness.FrameworkLine](t)(w.Frameworks(t.Context()))[0]; line.By != "Imogen Lead" || !line.Own || !slices.Equal(line.Follows, []string{"small-2026"}) {
		t.Errorf("%+v", line)
	}
	if trial := must[readiness.FrameworkTrial](t)(w.TryFramework(t.Context(), file)); len(trial.Problems) != 1 || !strings.Contains(trial.Problems[0].Message, "in the library already") {
		t.Errorf("a second time: %+v", trial.Problems)
	}
	if _, err := w.ImportFramework(t.Context(), file, w.asked(ruler)); !readiness.Invalid.Is(err) {
		t.Errorf("a second time: %v", err)
	}
	nowhere := file
	nowhere.Framework.Code, nowhere.Crosswalk = "own-2028", &readiness.Crosswalk{From: "small-1999"}
	if _, err := w.ImportFramework(t.Context(), nowhere, w.asked(ruler)); !readiness.Invalid.Is(err) || !strings.Contains(err.Error(), "no framework in the library") {
		t.Errorf("to nowhere: %v", err)
	}
	member := readiness.Actor{PersonID: "mo", Holdings: []readiness.Holding{{Role: readiness.ElectedMember}}}
	if _, err := w.ImportFramework(t.Context(), nowhere, w.asked(member)); !readiness.Forbidden.Is(err) {
		t.Errorf("a member: %v", err)
	}
	if n := w.noted("framework brought in", "framework/own-2027"); n != 1 {
		t.Errorf("%d rows in the audit trail", n)
	}
}

// TestFrameworkDrafts walks a copy into the library, and another out of the house.
func TestFrameworkDrafts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	base := smallFramework("small-2026", "A1", "A2")
	_, err := w.KeepFrameworks(t.Context(), []readiness.Framework{base}, nil)
	w.must(err)
	by := ruler
	clone := readiness.CloneFramework{Code: "own-2027", Name: "Our own", From: calendar.On(2027, 4, 1)}
	asked := w.asked(by)
	id := must[string](t)(w.CloneFramework(t.Context(), "small-2026", clone, asked))
	if again := must[string](t)(w.CloneFramework(t.Context(), "small-2026", clone, asked)); again != id {
		t.Errorf("asked again it is %s", again)
	}
	other := must[string](t)(w.KeepFrameworkDraft(t.Context(), readiness.FrameworkFile{Name: "a.yaml"}, w.asked(by)))
	stale := w.asked(by)
	stale.IfSeq = 1
	w.must(w.ChangeFrameworkDraft(t.Context(), id, readiness.SaveCriterion{Code: "A1", Area: "A", Text: "Sharper"}, stale))
	stale.ID = "another"
	if err := w.ChangeFrameworkDraft(t.Context(), id, readiness.RemoveCriterion{Code: "A2"}, stale); !readiness.Conflict.Is(err) {
		t.Errorf("a page that is behind: %v", err)
	}
	w.must(w.ChangeFrameworkDraft(t.Context(), id, readiness.RemoveCriterion{Code: "A2"}, w.asked(by)))
	d := must[readiness.FrameworkDraft](t)(w.FrameworkDraft(t.Context(), id))
	if d.Seq != 3 || d.By != "Imogen Lead" || len(d.Problems) > 0 || len(d.Crosswalk.Rows) != 2 || d.Crosswalk.Rows[0].Kind != "changed" || d.Crosswalk.Rows[1].Kind != "gone" {
		t.Errorf("%+v", d)
	}
	if drafts := must[[]readiness.FrameworkDraft](t)(w.FrameworkDrafts(t.Context())); len(drafts) != 2 || drafts[0].ID != other {
		t.Errorf("%+v", drafts)
	}
	if _, err := w.FinishFrameworkDraft(t.Context(), other, w.asked(by)); !readiness.Invalid.Is(err) {
		t.Errorf("an empty one: %v", err)
	}
	w.must(w.DropFrameworkDraft(t.Context(), other, w.asked(by)))
	done := w.asked(by)
	for range 2 {
		if f := must[readiness.Framework](t)(w.FinishFrameworkDraft(t.Context(), id, done)); f.Code != "own-2027" || f.CriteriaCount() != 1 {
			t.Errorf("%+v", f)
		}
	}
	for _, gone := range []string{id, other, "no-id"} {
		if _, err := w.FrameworkDraft(t.Context(), gone); !readiness.NotFound.Is(err) {
			t.Errorf("%s: %v", gone, err)
		}
		if err := w.DropFrameworkDraft(t.Context(), gone, w.asked(by)); !readiness.NotFound.Is(err) {
			t.Errorf("%s: %v", gone, err)
		}
	}
	for _, c := range []struct {
		of    string
		clone readiness.CloneFramework
		code  readiness.Code
	}{{"small-2026", clone, readiness.Invalid}, {"none", readiness.CloneFramework{Code: "x", From: clone.From}, readiness.NotFound}} {
		if _, err := w.CloneFramework(t.Context(), c.of, c.clone, w.asked(by)); !c.code.Is(err) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	nobody := readiness.Actor{PersonID: "qa", Holdings: []readiness.Holding{{Role: readiness.QualityAssurance}}}
	if _, err := w.KeepFrameworkDraft(t.Context(), d.File, w.asked(nobody)); !readiness.Forbidden.Is(err) {
		t.Errorf("quality assurance: %v", err)
	}
}

// TestForgottenDrafts: a draft that nobody finishes goes after a year.
func TestForgottenDrafts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := must[string](t)(w.KeepFrameworkDraft(t.Context(), readiness.FrameworkFile{Name: "a.yaml"}, w.asked(ruler)))
	w.goTo(monday.AddDays(364))
	w.must(w.Forget(t.Context()))
	if _, err := w.FrameworkDraft(t.Context(), id); err != nil {
		t.Error(err)
	}
	w.goTo(monday.AddDays(370))
	w.must(w.Forget(t.Context()))
	if _, err := w.FrameworkDraft(t.Context(), id); !readiness.NotFound.Is(err) {
		t.Errorf("after a year: %v", err)
	}
}
