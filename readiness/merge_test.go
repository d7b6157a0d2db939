package readiness_test

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// taken is the day that the uploads of these tests describe.
var taken = calendar.On(2026, 3, 1)

// extract is an upload with these lists and cases.
func extract(lists []int, cases ...readiness.CaseRecord) readiness.Extract {
	e := readiness.Extract{TakenOn: taken, Cases: cases}
	for _, n := range lists {
		e.Lists = append(e.Lists, readiness.ListFound{List: n})
	}
	return e
}

func child(ref, team string, spells ...readiness.Spell) readiness.CaseRecord {
	return readiness.CaseRecord{ChildRef: ref, Team: team, Spells: spells}
}

var allLists = []int{6, 7, 8}

func TestMergeOneChild(t *testing.T) {
	t.Parallel()
	cin, cp, cla := readiness.ChildInNeed, readiness.ChildProtection, readiness.ChildInCare
	open, ended := spell(t, cin, "2024-01-01", ""), spell(t, cin, "2024-01-01", "2026-02-10")
	plan := spell(t, cp, "2024-05-01", "")
	known := func(closed string, spells ...readiness.Spell) []readiness.KnownCase {
		return []readiness.KnownCase{{ID: "case-1", Record: child("c1", "North 1", spells...), Closed: day(t, closed)}}
	}
	for name, c := range map[string]struct {
		known []readiness.KnownCase
		lists []int
		found []readiness.CaseRecord
		want  []readiness.CaseChange // CaseID, Kind, Closed, Vanished, From and To are compared, and the spells
	}{
		"a child not seen before": {
			nil, allLists,
			[]readiness.CaseRecord{child("c1", "North 1", open)},
			[]readiness.CaseChange{{Kind: readiness.CaseOpened, Record: child("c1", "North 1", open)}},
		},
		"a child not seen before, closed already": {
			nil, allLists,
			[]readiness.CaseRecord{child("c1", "North 1", ended)},
			[]readiness.CaseChange{{Kind: readiness.CaseClosed, Record: child("c1", "North 1", ended), Closed: day(t, "2026-02-10")}},
		},
		"as it was": {
			known("", open), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", open)},
			[]readiness.CaseChange{{Kind: readiness.CaseSame, CaseID: "case-1", Record: child("c1", "North 1", open)}},
		},
		"another team": {
			known("", open), allLists,
			[]readiness.CaseRecord{child("c1", "North 2", open)},
			[]readiness.CaseChange{{Kind: readiness.CaseMoved, CaseID: "case-1", Record: child("c1", "North 2", open), From: "North 1", To: "North 2"}},
		},
		"a blank team is no move": {
			known("", open), allLists,
			[]readiness.CaseRecord{child("c1", "", open)},
			[]readiness.CaseChange{{Kind: readiness.CaseSame, CaseID: "case-1", Record: child("c1", "North 1", open)}},
		},
		"a further spell": {
			known("", open), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", open, plan)},
			[]readiness.CaseChange{{Kind: readiness.CaseChanged, CaseID: "case-1", Record: child("c1", "North 1", open, plan)}},
		},
		"closed": {
			known("", open), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", ended)},
			[]readiness.CaseChange{{Kind: readiness.CaseClosed, CaseID: "case-1", Record: child("c1", "North 1", ended), Closed: day(t, "2026-02-10")}},
		},
		"gone from the list": {
			known("", open), allLists, nil,
			[]readiness.CaseChange{{
				Kind: readiness.CaseClosed, CaseID: "case-1", Record: child("c1", "North 1", spell(t, cin, "2024-01-01", "2026-03-01")), Closed: taken, Vanished: true,
			}},
		},
		"gone from one of two lists": {
			known("", open, plan), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", open)},
			[]readiness.CaseChange{{Kind: readiness.CaseChanged, CaseID: "case-1", Record: child("c1", "North 1", open, spell(t, cp, "2024-05-01", "2026-03-01"))}},
		},
		"its list was not handed in": {
			known("", open),
			[]int{7, 8},
			nil,
			[]readiness.CaseChange{{Kind: readiness.CaseSame, CaseID: "case-1", Record: child("c1", "North 1", open)}},
		},
		"one of its lists was not handed in": {
			known("", open, plan),
			[]int{6},
			[]readiness.CaseRecord{child("c1", "North 1", ended)},
			[]readiness.CaseChange{{Kind: readiness.CaseChanged, CaseID: "case-1", Record: child("c1", "North 1", ended, plan)}},
		},
		"a corrected start replaces the old one": {
			known("", open), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", spell(t, cin, "2024-02-01", ""))},
			[]readiness.CaseChange{{
				Kind: readiness.CaseChanged, CaseID: "case-1",
				Record: child("c1", "North 1", spell(t, cin, "2024-01-01", "2024-02-01"), spell(t, cin, "2024-02-01", "")),
			}},
		},
		"a spell older than the lists reach back stays": {
			known("", spell(t, cla, "2020-01-01", "2021-01-01"), open), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", open)},
			[]readiness.CaseChange{{Kind: readiness.CaseSame, CaseID: "case-1", Record: child("c1", "North 1", spell(t, cla, "2020-01-01", "2021-01-01"), open)}},
		},
		"the closure is taken back": {
			known("2026-02-10", ended), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", open)},
			[]readiness.CaseChange{{Kind: readiness.CaseReopened, CaseID: "case-1", Record: child("c1", "North 1", open)}},
		},
		"closed, and still in the lists of the last six months": {
			known("2026-02-10", ended), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", ended)},
			[]readiness.CaseChange{{Kind: readiness.CaseSame, CaseID: "case-1", Record: child("c1", "North 1", ended), Closed: day(t, "2026-02-10")}},
		},
		"closed, and gone from the lists": {known("2025-02-10", ended), allLists, nil, nil},
		"open again within twelve months is a new case, re-opened": {
			known("2025-03-10", spell(t, cin, "2024-01-01", "2025-03-10")), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", spell(t, cin, "2026-03-01", ""))},
			[]readiness.CaseChange{{Kind: readiness.CaseReopened, Record: child("c1", "North 1", spell(t, cin, "2026-03-01", "")), From: "closed on 10 March 2025"}},
		},
		"open again after that is a new case": {
			known("2025-02-10", spell(t, cin, "2024-01-01", "2025-02-10")), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", spell(t, cin, "2026-02-20", ""))},
			[]readiness.CaseChange{{Kind: readiness.CaseOpened, Record: child("c1", "North 1", spell(t, cin, "2026-02-20", ""))}},
		},
		"the old spell beside the new one does not come back": {
			known("2026-02-10", ended), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", ended, spell(t, cp, "2026-02-20", ""))},
			[]readiness.CaseChange{{Kind: readiness.CaseReopened, Record: child("c1", "North 1", spell(t, cp, "2026-02-20", "")), From: "closed on 10 February 2026"}},
		},
		"the earlier case's row beside this one's changes nothing": {
			known("", spell(t, cp, "2026-02-20", "")), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", ended, spell(t, cp, "2026-02-20", ""))},
			[]readiness.CaseChange{{Kind: readiness.CaseSame, CaseID: "case-1", Record: child("c1", "North 1", spell(t, cp, "2026-02-20", ""))}},
		},
		"a spell that began before the closure carries the case on": {
			known("2026-02-10", ended), allLists,
			[]readiness.CaseRecord{child("c1", "North 1", ended, spell(t, cp, "2026-02-01", ""))},
			[]readiness.CaseChange{{Kind: readiness.CaseReopened, CaseID: "case-1", Record: child("c1", "North 1", ended, spell(t, cp, "2026-02-01", ""))}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := readiness.DefaultReviewRules().Merge(c.known, extract(c.lists, c.found...))
			if len(got) != len(c.want) || (len(got) > 0 && !reflect.DeepEqual(got, c.want)) {
				t.Fatalf("got\n%+v\nwant\n%+v", got, c.want)
			}
		})
	}
}

func TestMergeKeepsTheLatestKnowledge(t *testing.T) {
	t.Parallel()
	s := spell(t, readiness.ChildInNeed, "2024-01-01", "")
	known := readiness.CaseRecord{ChildRef: "c1", Team: "North 1", Worker: "w1", LegalStatus: "C2", Need: "N1", LastSeen: day(t, "2026-02-20"), Spells: []readiness.Spell{s}}
	found := readiness.CaseRecord{ChildRef: "c1", Team: "North 1", LastSeen: day(t, "2026-01-20"), Spells: []readiness.Spell{s}}
	got := readiness.DefaultReviewRules().Merge([]readiness.KnownCase{{ID: "case-1", Record: known}}, extract(allLists, found))[0]
	if got.Record.Worker != "w1" || got.Record.LastSeen != day(t, "2026-02-20") {
		t.Fatalf("a blank cell or an older visit takes nothing back: got %+v", got.Record)
	}
	if got.Record.LegalStatus != "C2" || got.Record.Need != "N1" {
		t.Errorf("a list that was not handed in takes its columns with it: %+v", got.Record)
	}
	found.Worker, found.LastSeen = "w2", day(t, "2026-02-25")
	got = readiness.DefaultReviewRules().Merge([]readiness.KnownCase{{ID: "case-1", Record: known}}, extract(allLists, found))[0]
	if got.Kind != readiness.CaseSame || got.Record.Worker != "w2" || got.Record.LastSeen != day(t, "2026-02-25") {
		t.Fatalf("got %+v", got)
	}
}

func TestMergeComesInOrder(t *testing.T) {
	t.Parallel()
	s := spell(t, readiness.ChildInNeed, "2024-01-01", "")
	var known []readiness.KnownCase
	for _, ref := range []string{"z", "b", "y"} {
		known = append(known, readiness.KnownCase{ID: "case-" + ref, Record: child(ref, "North 1", s)})
	}
	var got []string
	changes := readiness.DefaultReviewRules().Merge(known, extract(allLists, child("m", "North 1", s), child("b", "North 1", s), child("a", "North 1", s)))
	for _, c := range changes {
		got = append(got, c.Record.ChildRef+" "+string(c.Kind))
	}
	if want := []string{"m opened", "b same", "a opened", "z closed", "y closed"}; !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	got := readiness.Count([]readiness.CaseChange{
		{Kind: readiness.CaseOpened},
		{Kind: readiness.CaseClosed},
		{Kind: readiness.CaseClosed, Vanished: true},
		{Kind: readiness.CaseReopened},
		{Kind: readiness.CaseMoved},
		{Kind: readiness.CaseChanged},
		{Kind: readiness.CaseChanged},
		{Kind: readiness.CaseSame},
	})
	want := readiness.Differences{Opened: 1, Closed: 2, Reopened: 1, Moved: 1, Changed: 2, Same: 1, Vanished: 1}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
}

// anySpells are a child's spells as annexa gives them: at most one open of each type, oldest first, no two alike.
func anySpells(t *rapid.T) []readiness.Spell {
	var spells []readiness.Spell
	for _, kind := range readiness.CaseTypes {
		from := 900
		for range rapid.IntRange(0, 2).Draw(t, "spells") {
			from -= rapid.IntRange(1, 200).Draw(t, "gap")
			s := readiness.Spell{Type: kind, Start: taken.AddDays(-from)}
			from -= rapid.IntRange(0, 200).Draw(t, "length")
			if rapid.Bool().Draw(t, "open") {
				spells = append(spells, s)
				break
			}
			s.End = taken.AddDays(-from)
			spells = append(spells, s)
		}
	}
	slices.SortStableFunc(spells, func(a, b readiness.Spell) int { return a.Start.Compare(b.Start) })
	return spells
}

func anyExtract(t *rapid.T, lists []int) readiness.Extract {
	var cases []readiness.CaseRecord
	for i := range rapid.IntRange(0, 8).Draw(t, "children") {
		if spells := anySpells(t); len(spells) > 0 {
			cases = append(cases, child("c"+strconv.Itoa(i), rapid.SampledFrom([]string{"North 1", "North 2", ""}).Draw(t, "team"), spells...))
		}
	}
	return extract(lists, cases...)
}

// applied is the ledger after some changes, as the postgres room keeps it: the latest case of each child.
func applied(known []readiness.KnownCase, changes []readiness.CaseChange) []readiness.KnownCase {
	latest := map[string]readiness.KnownCase{}
	for _, k := range known {
		latest[k.Record.ChildRef] = k
	}
	for i, c := range changes {
		k := readiness.KnownCase{ID: c.CaseID, Record: c.Record, Closed: c.Closed}
		if k.ID == "" {
			k.ID = "new-" + strconv.Itoa(len(known)) + "-" + strconv.Itoa(i)
		}
		latest[c.Record.ChildRef] = k
	}
	var all []readiness.KnownCase
	for _, k := range latest {
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b readiness.KnownCase) int { return compare(a.Record.ChildRef, b.Record.ChildRef) })
	return all
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func TestMergeTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	rules := readiness.DefaultReviewRules()
	rapid.Check(t, func(t *rapid.T) {
		known := applied(nil, rules.Merge(nil, anyExtract(t, allLists)))
		e := anyExtract(t, rapid.SampledFrom([][]int{{6, 7, 8}, {6, 7}, {6, 8}, {7, 8}, {6}}).Draw(t, "lists"))
		after := applied(known, rules.Merge(known, e))
		again := rules.Merge(after, e)
		for _, c := range again {
			if c.Kind != readiness.CaseSame {
				t.Fatalf("the same upload again: %+v", c)
			}
		}
		if got := applied(after, again); !reflect.DeepEqual(got, after) {
			t.Fatalf("got\n%+v\nwant\n%+v", got, after)
		}
	})
}

func TestMergeWithoutAListLeavesItsSpellsAlone(t *testing.T) {
	t.Parallel()
	rules := readiness.DefaultReviewRules()
	rapid.Check(t, func(t *rapid.T) {
		known := applied(nil, rules.Merge(nil, anyExtract(t, allLists)))
		for _, c := range rules.Merge(known, extract(nil)) {
			if c.Kind != readiness.CaseSame {
				t.Fatalf("an upload without any of the lists: %+v", c)
			}
		}
		for _, c := range rules.Merge(known, extract([]int{6, 7})) {
			i := slices.IndexFunc(known, func(k readiness.KnownCase) bool { return k.ID == c.CaseID })
			for _, s := range known[i].Record.Spells {
				if s.Type == readiness.ChildInCare && !slices.Contains(c.Record.Spells, s) {
					t.Fatalf("list 8 was not handed in, and yet %+v has gone from %+v", s, c.Record.Spells)
				}
			}
		}
	})
}
