package postgres_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestAnImportFromUploadToApplied(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	u := readiness.Upload{TakenOn: monday, Files: []readiness.UploadFile{{Name: "b.csv", Data: []byte("two")}, {Name: "a.csv", Data: []byte("one")}}}
	asked := w.asked(keeper)
	made := must[readiness.Import](t)(w.NewImport(ctx, u, asked))
	if again := must[readiness.Import](t)(w.NewImport(ctx, u, asked)); again.ID != made.ID {
		t.Errorf("the same command made another upload")
	}
	if made.Status != readiness.ImportChecking || made.Bytes != 6 || !slices.Equal(made.FileNames, []string{"b.csv", "a.csv"}) || made.By != keeper.Name {
		t.Errorf("made %+v", made)
	}
	if diff := cmp.Diff(u.Files, must[readiness.Upload](t)(w.ImportFiles(ctx, made.ID)).Files); diff != "" {
		t.Error(diff)
	}
	w.must(w.ImportProgress(ctx, made.ID, 10, 40))
	findings := []readiness.Finding{
		{List: 6, Sheet: "L", Row: 3, Column: "CIN Start Date", Rule: "r1", Severity: readiness.SeverityError, Message: "m", Fix: "f", LeftOut: true},
		{List: 7, Sheet: "L", Row: 4, Rule: "r2", Severity: readiness.SeverityQuery, Found: "x", Message: "m", Fix: "f"},
		{List: 6, Sheet: "L", Row: 5, Rule: "r3", Severity: readiness.SeverityInfo, Message: "m", Fix: "f"},
	}
	e := extract(monday, record("A1", "North 1", calendar.On(2025, 1, 10)), record("A2", "North 2", calendar.On(2026, 1, 10)))
	w.must(w.ImportChecked(ctx, made.ID, e, findings))
	w.must(w.ImportChecked(ctx, made.ID, e, findings)) // the activity may come twice
	checked := must[readiness.Import](t)(w.Import(ctx, made.ID))
	if checked.Status != readiness.ImportChecked || checked.Done != 10 || checked.Errors != 1 || checked.Queries != 1 || checked.Infos != 1 || checked.Changes.Opened != 2 ||
		!slices.Equal(checked.Changes.NewTeams, []string{"North 1", "North 2"}) || len(checked.Lists) != 1 {
		t.Errorf("checked %+v", checked)
	}
	found := must[readiness.Page[readiness.Finding]](t)(w.Findings(ctx, made.ID, readiness.FindingQuery{}))
	if diff := cmp.Diff(findings, found.Rows); diff != "" || found.Total != 3 {
		t.Error(found.Total, diff)
	}
	if six := must[readiness.Page[readiness.Finding]](t)(w.Findings(ctx, made.ID, readiness.FindingQuery{List: 6, Severity: "info"})); six.Total != 1 || six.Rows[0].Rule != "r3" {
		t.Errorf("filtered %+v", six)
	}
	if n := query[int64](w, "select count(*) from cases"); n[0] != 0 {
		t.Error("checking changed the cases")
	}
	asked = w.asked(keeper)
	w.must(w.ApplyImport(ctx, made.ID, asked))
	w.must(w.ApplyImport(ctx, made.ID, asked))
	applied := must[readiness.Import](t)(w.Import(ctx, made.ID))
	if applied.Status != readiness.ImportApplied || applied.DecidedBy != keeper.Name || applied.DecidedAt.IsZero() || applied.Changes.Opened != 2 {
		t.Errorf("applied %+v", applied)
	}
	if left := query[int64](w, "select count(*) from import_files where data is not null"); left[0] != 0 {
		t.Error("the files, which carry names, are still there")
	}
	if kept := query[string](w, "select extract->'cases'->0->>'child_ref' from imports"); kept[0] != "A1" {
		t.Errorf("the extract is not on record: %v", kept)
	}
	wantRefusal(t, w.ImportEnded(ctx, made.ID, readiness.ImportDiscarded, w.asked(keeper)), readiness.Conflict, "")
	if list := must[[]readiness.Import](t)(w.Imports(ctx)); len(list) != 1 || list[0].ID != made.ID {
		t.Errorf("listed %v", list)
	}
}

func TestAReimportUpdatesClosesAndReopens(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.load(extract(monday, record("A1", "North 1", calendar.On(2025, 1, 10)), record("A2", "North 1", calendar.On(2025, 2, 10)), record("A3", "North 1", calendar.On(2025, 3, 10))))
	next := monday.AddDays(7)
	w.goTo(next)
	id := w.load(extract(next, record("A1", "South", calendar.On(2025, 1, 10)), record("A2", "North 1", calendar.On(2025, 2, 11)), record("A4", "", calendar.On(2027, 3, 5))))
	changes := must[readiness.Page[readiness.ChangeRow]](t)(w.ImportChanges(t.Context(), id, readiness.ChangeQuery{}))
	var got []string
	for _, c := range changes.Rows {
		got = append(got, fmt.Sprintf("%s %s %s→%s %v %v", c.ChildRef, c.Kind, c.From, c.To, c.Vanished, c.CaseID != ""))
	}
	want := []string{"A1 moved North 1→South false true", "A2 changed → false true", "A4 opened → false true", "A3 closed → true true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	last := next.AddDays(7)
	w.goTo(last)
	id = w.load(extract(last, record("A1", "South", calendar.On(2025, 1, 10)), record("A3", "North 1", calendar.On(2027, 3, 12))))
	back := must[readiness.Page[readiness.ChangeRow]](t)(w.ImportChanges(t.Context(), id, readiness.ChangeQuery{Kind: "reopened"}))
	if back.Total != 1 || back.Rows[0].ChildRef != "A3" {
		t.Errorf("re-opened: %+v", back)
	}
	if n := query[int64](w, "select count(*) from cases where child_ref = 'A3'"); n[0] != 2 {
		t.Errorf("%d cases of A3, want the closed one and the new one", n[0])
	}
}

func TestOlderListsAreRefused(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	older := w.upload(extract(monday.AddDays(-7), record("A1", "North 1", calendar.On(2025, 1, 10))))
	w.load(extract(monday, record("A1", "North 1", calendar.On(2025, 1, 10))))
	wantRefusal(t, w.ApplyImport(ctx, older, w.asked(keeper)), readiness.Conflict, "")
	if i := must[readiness.Import](t)(w.Import(ctx, older)); i.Status != readiness.ImportChecked {
		t.Errorf("after the refusal it is %s", i.Status)
	}
	w.must(w.ImportEnded(ctx, older, readiness.ImportDiscarded, w.asked(keeper)))
	w.must(w.ImportEnded(ctx, older, readiness.ImportDiscarded, w.asked(keeper)))
	u := readiness.Upload{TakenOn: monday.AddDays(-1), Files: []readiness.UploadFile{{Name: "x", Data: []byte("x")}}}
	_, err := w.NewImport(ctx, u, w.asked(keeper))
	wantRefusal(t, err, readiness.Invalid, "taken_on")
	u.TakenOn = monday.AddDays(1)
	_, err = w.NewImport(ctx, u, w.asked(keeper))
	wantRefusal(t, err, readiness.Invalid, "taken_on")
	u.TakenOn = monday // the same day again is a correction
	again := must[readiness.Import](t)(w.NewImport(ctx, u, w.asked(keeper)))
	w.must(w.ImportRefused(ctx, again.ID, "It is not a workbook."))
	if i := must[readiness.Import](t)(w.Import(ctx, again.ID)); i.Status != readiness.ImportRefused || i.Refusal != "It is not a workbook." {
		t.Errorf("refused: %+v", i)
	}
	w.must(w.ImportEnded(ctx, w.upload(extract(monday)), readiness.ImportLapsed, readiness.Asked{}))
	_, err = w.Import(ctx, "no id at all")
	wantRefusal(t, err, readiness.NotFound, "")
}

func TestFindingsPageByPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	u := readiness.Upload{TakenOn: monday, Files: []readiness.UploadFile{{Name: "x", Data: []byte("x")}}}
	id := must[readiness.Import](t)(w.NewImport(t.Context(), u, w.asked(keeper))).ID
	var findings []readiness.Finding
	for i := range 25 {
		findings = append(findings, readiness.Finding{List: 6, Row: i + 2, Rule: "r", Severity: readiness.SeverityQuery, Message: "m", Fix: "f"})
	}
	w.must(w.ImportChecked(t.Context(), id, extract(monday), findings))
	rows := walk(t, func(cursor string) (readiness.Page[readiness.Finding], error) {
		return w.Findings(t.Context(), id, readiness.FindingQuery{Limit: 10, Cursor: cursor})
	})
	if diff := cmp.Diff(findings, rows); diff != "" {
		t.Error(diff)
	}
	_, err := w.Findings(t.Context(), id, readiness.FindingQuery{Cursor: "nonsense"})
	wantRefusal(t, err, readiness.Invalid, "cursor")
}

// walk reads every page of a list.
func walk[T any](t *testing.T, read func(cursor string) (readiness.Page[T], error)) []T {
	t.Helper()
	var rows []T
	for cursor, pages := "", 0; ; pages++ {
		p := must[readiness.Page[T]](t)(read(cursor))
		rows = append(rows, p.Rows...)
		if p.Next == "" {
			if len(rows) != p.Total {
				t.Errorf("walked %d rows of %d", len(rows), p.Total)
			}
			return rows
		}
		if cursor = p.Next; pages > 100 {
			t.Fatal("the pages do not end")
		}
	}
}
