package postgres_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func withPacks(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	if others, err := w.KeepPacks(t.Context(), frameworks.Packs(), frameworks.RunUps()); err != nil || len(others) > 0 {
		t.Fatal(others, err)
	}
	return w
}

// TestShippedPacksAreKeptOnce: at every start, and as they were shipped; one with another content is named, and the ledger's own stands.
func TestShippedPacksAreKeptOnce(t *testing.T) {
	t.Parallel()
	w := withPacks(t)
	changed, book := slices.Clone(frameworks.Packs()), slices.Clone(frameworks.RunUps())
	changed[1].Checklist = changed[1].Checklist[1:]
	book[0].Days = 3
	others, err := w.KeepPacks(t.Context(), changed, book)
	if err != nil || !slices.Equal(others, []string{"exploitation-2026", "monitoring-2026"}) {
		t.Errorf("%v %v", others, err)
	}
	for _, p := range frameworks.Packs() {
		if diff := cmp.Diff(p, must[readiness.FocusPack](t)(w.Pack(t.Context(), p.Code)), cmpopts.EquateComparable(calendar.Date{}), cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	}
	for _, r := range frameworks.RunUps() {
		if diff := cmp.Diff(r, must[readiness.RunUp](t)(w.RunUp(t.Context(), r.Code)), cmpopts.EquateComparable(calendar.Date{}), cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	}
	if n := w.noted("focus areas kept", ""); n != 1 {
		t.Errorf("kept %d times", n)
	}
	if _, err := w.Pack(t.Context(), "none"); !readiness.NotFound.Is(err) {
		t.Error(err)
	}
	if _, err := w.RunUp(t.Context(), "none"); !readiness.NotFound.Is(err) {
		t.Error(err)
	}
}

func TestPacksNeverChangeInTheLedger(t *testing.T) {
	t.Parallel()
	w := withPacks(t)
	conn, err := pgx.Connect(t.Context(), w.dsn)
	w.must(err)
	defer conn.Close(t.Context())
	for _, statement := range []string{
		`update focus_packs set body = '{}'`, `update run_ups set kind = 'short'`, `delete from focus_packs`, `delete from run_ups where code = 'short-2026'`,
	} {
		if _, err := conn.Exec(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "does not change") {
			t.Errorf("%s: %v", statement, err)
		}
	}
}

// TestACouncilsOwnPack: copied, changed by one after another, brought in once, and then in force beside the others.
func TestACouncilsOwnPack(t *testing.T) {
	t.Parallel()
	w := withPacks(t)
	clone := readiness.ClonePack{Code: "young-carers-2027", Name: "Young carers", Focus: "young_carers", From: calendar.On(2027, 4, 1)}
	ask := readiness.Asked{ID: "clone-1", By: ruler}
	id := must[string](t)(w.ClonePack(t.Context(), "care-leavers-2026", clone, ask))
	if again := must[string](t)(w.ClonePack(t.Context(), "care-leavers-2026", clone, ask)); again != id {
		t.Errorf("asked again it is %s, not %s", again, id)
	}
	first := must[readiness.PackDraft](t)(w.PackDraft(t.Context(), id))
	if first.Seq != 1 || len(first.Problems) > 0 || first.By != ruler.Name || first.File.Pack.Source != "Copied from care-leavers-2026." {
		t.Errorf("%+v", first)
	}
	change := readiness.SavePackLines{Part: "enquiries", Lines: "Do we know who they are?"}
	if err := w.ChangePackDraft(t.Context(), id, change, readiness.Asked{ID: "change-1", By: ruler, IfSeq: 1}); err != nil {
		t.Fatal(err)
	}
	if err := w.ChangePackDraft(t.Context(), id, change, readiness.Asked{ID: "change-2", By: ruler, IfSeq: 1}); !readiness.Conflict.Is(err) {
		t.Errorf("a second change of the first page: %v", err)
	}
	if list := must[[]readiness.PackDraft](t)(w.PackDrafts(t.Context())); len(list) != 1 || list[0].ID != id {
		t.Errorf("%v", list)
	}
	for range 2 { // the answer is lost once
		f := must[readiness.PackFile](t)(w.FinishPackDraft(t.Context(), id, readiness.Asked{ID: "finish-1", By: ruler}))
		if f.Code() != clone.Code || !f.Pack.Own || len(f.Pack.Enquiries) != 1 {
			t.Errorf("%+v", f)
		}
	}
	if _, err := w.PackDraft(t.Context(), id); !readiness.NotFound.Is(err) {
		t.Errorf("the draft is still there: %v", err)
	}
	versions := must[[]readiness.PackVersion](t)(w.Packs(t.Context()))
	if i := slices.IndexFunc(versions, func(v readiness.PackVersion) bool { return v.Code == clone.Code }); i < 0 || versions[i].By != ruler.Name || !versions[i].Own || versions[i].Enquiries != 1 {
		t.Errorf("%+v", versions)
	}
	for day, want := range map[calendar.Date]int{calendar.On(2026, 3, 31): 0, calendar.On(2026, 4, 1): 3, calendar.On(2027, 4, 1): 4} {
		if in := must[[]readiness.FocusPack](t)(w.PacksOn(t.Context(), day)); len(in) != want {
			t.Errorf("%d in force on %s, want %d", len(in), day.Long(), want)
		}
	}
	if n := w.noted("focus area brought in", "focus-area/young-carers-2027"); n != 1 {
		t.Errorf("noted %d times", n)
	}
}

func TestACouncilsOwnRunUp(t *testing.T) {
	t.Parallel()
	w := withPacks(t)
	clone := readiness.CloneRunUp{Code: "own-monitoring", Name: "Our own", From: calendar.On(2026, 4, 1)}
	id := must[string](t)(w.CloneRunUp(t.Context(), "monitoring-2026", clone, w.asked(ruler)))
	if err := w.ChangePackDraft(t.Context(), id, readiness.RemoveRunUpStep{Code: "hold_mock"}, w.asked(ruler)); err != nil {
		t.Fatal(err)
	}
	f := must[readiness.PackFile](t)(w.FinishPackDraft(t.Context(), id, w.asked(ruler)))
	if f.RunUp == nil || f.Code() != clone.Code || w.noted("run-up brought in", "run-up/own-monitoring") != 1 {
		t.Errorf("%+v", f)
	}
	on := must[readiness.RunUp](t)(w.RunUpOn(t.Context(), "monitoring", calendar.On(2026, 4, 1)))
	if on.Code != clone.Code || len(on.Steps) != len(frameworks.RunUps()[0].Steps)-1 {
		t.Errorf("in force is %s with %d steps", on.Code, len(on.Steps))
	}
	if _, err := w.RunUpOn(t.Context(), "short", calendar.On(2020, 1, 1)); !readiness.NotFound.Is(err) {
		t.Error(err)
	}
}

// TestWhoMayChangePacks: nobody without SetRules begins, changes or ends a draft, and no draft with a problem or of a code that is taken gets in.
func TestWhoMayChangePacks(t *testing.T) {
	t.Parallel()
	w := withPacks(t)
	member := readiness.Asked{By: readiness.Actor{PersonID: "m", Holdings: []readiness.Holding{{Role: readiness.ElectedMember}}}}
	clone := readiness.ClonePack{Code: "own-2027", Name: "Own", Focus: "missing", From: calendar.On(2027, 4, 1)}
	id := must[string](t)(w.ClonePack(t.Context(), "missing-2026", clone, w.asked(ruler)))
	_, mayClone := w.ClonePack(t.Context(), "missing-2026", clone, member)
	_, mayKeep := w.KeepPackDraft(t.Context(), readiness.PackFile{Pack: &readiness.FocusPack{}}, member)
	_, mayFinish := w.FinishPackDraft(t.Context(), id, member)
	for _, err := range []error{mayClone, mayKeep, mayFinish, w.ChangePackDraft(t.Context(), id, readiness.RemoveRedFlag{Code: "exploited"}, member), w.DropPackDraft(t.Context(), id, member)} {
		if !readiness.Forbidden.Is(err) {
			t.Errorf("a member: %v", err)
		}
	}
	clone.Code = "monitoring-2026" // of a run-up
	if _, err := w.ClonePack(t.Context(), "missing-2026", clone, w.asked(ruler)); !readiness.Invalid.Is(err) {
		t.Error(err)
	}
	broken := must[string](t)(w.KeepPackDraft(t.Context(), readiness.PackFile{Name: "own.yaml", Pack: &readiness.FocusPack{Code: "missing-2026"}}, w.asked(ruler)))
	if d := must[readiness.PackDraft](t)(w.PackDraft(t.Context(), broken)); len(d.Problems) < 5 {
		t.Errorf("%v", d.Problems)
	}
	if _, err := w.FinishPackDraft(t.Context(), broken, w.asked(ruler)); err == nil || !strings.Contains(err.Error(), "things are wrong with it, and this is the first.") {
		t.Error(err)
	}
	for _, d := range []string{id, broken} {
		if err := w.DropPackDraft(t.Context(), d, w.asked(ruler)); err != nil {
			t.Error(err)
		}
	}
	if left := must[[]readiness.PackDraft](t)(w.PackDrafts(t.Context())); len(left) > 0 {
		t.Errorf("%v", left)
	}
	if _, err := w.PackDraft(t.Context(), "no-id"); !readiness.NotFound.Is(err) {
		t.Error(err)
	}
}

// TestOldPackDraftsAreForgotten after a year, as those of frameworks are.
func TestOldPackDraftsAreForgotten(t *testing.T) {
	t.Parallel()
	w := withPacks(t)
	id := must[string](t)(w.CloneRunUp(t.Context(), "short-2026", readiness.CloneRunUp{Code: "own-2027", Name: "Own", From: calendar.On(2027, 4, 1)}, w.asked(ruler)))
	for _, day := range []int{364, 370} {
		w.goTo(monday.AddDays(day))
		w.must(w.Forget(t.Context()))
		if _, err := w.PackDraft(t.Context(), id); (err == nil) != (day < 366) {
			t.Errorf("after %d days: %v", day, err)
		}
	}
}
