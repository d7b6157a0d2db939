package readiness_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func ownList(t *testing.T, code string) readiness.OwnList {
	t.Helper()
	l, ok := readiness.OwnListOf(code, nil)
	if !ok {
		t.Fatalf("there is no list %s", code)
	}
	return l
}

// ownTable is a sheet as it is read from a file: its first row is 1.
func ownTable(rows ...string) readiness.PlanTable {
	var t readiness.PlanTable
	for i, row := range rows {
		t.Rows = append(t.Rows, readiness.PlanSheetRow{Number: i + 1, Cells: strings.Split(row, "|")})
	}
	return t
}

func TestOwnListsAreWhole(t *testing.T) {
	t.Parallel()
	kinds := map[string]bool{}
	for _, k := range readiness.OwnKinds {
		kinds[k.Code] = true
	}
	for _, l := range readiness.OwnLists {
		codes, words := map[string]bool{}, map[string]bool{}
		for _, c := range l.Columns {
			if codes[c.Code] || c.Header == "" || c.Means == "" || !kinds[c.Kind] || (c.Kind == "choice") != (len(c.Choices) > 0) {
				t.Errorf("%s: %+v", l.Code, c)
			}
			codes[c.Code] = true
			for _, word := range append([]string{strings.ToLower(c.Header)}, c.Also...) {
				if words[word] {
					t.Errorf("%s: two columns can be called %q", l.Code, word)
				}
				words[word] = true
			}
		}
		for _, key := range l.Key {
			if !slices.ContainsFunc(l.Columns, func(c readiness.OwnColumn) bool { return c.Code == key && c.Required }) {
				t.Errorf("%s is known by %s, which no row must have", l.Code, key)
			}
		}
	}
	if _, ok := readiness.OwnListOf(readiness.FocusList("own"), []readiness.FocusPack{{Focus: "own", Cohort: readiness.MissingCohort}}); ok {
		t.Error("a focus area whose cohort comes from another list has one of references")
	}
}

func TestOwnSheetIsFound(t *testing.T) {
	t.Parallel()
	l := ownList(t, readiness.RiskList)
	s, err := readiness.OwnSheetOf(l, "risk.xlsx", []readiness.PlanTable{
		ownTable("What the columns mean", "Child’s reference"), ownTable("Our list", "CHILD ID|Risk  level|Notes", "K1|High|x"),
	})
	if err != nil || s.Others != 1 || len(s.Rows) != 1 || !slices.Equal(s.Columns, []string{"CHILD ID", "Risk level", "Notes"}) {
		t.Errorf("%+v %v", s, err)
	}
	for want, tables := range map[string][]readiness.PlanTable{
		"No row of this file has the headings":  {ownTable("a|b", "1|2")},
		"has no column “Level of risk”":         {ownTable("Child id|Team", "K1|North")},
		"There is nothing below the headings":   {ownTable("Child id|Level of risk")},
		"No row of this file has the headings ": {},
	} {
		if _, err := readiness.OwnSheetOf(l, "x", tables); err == nil || !strings.Contains(err.Error(), want) || !readiness.Invalid.Is(err) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func tryOwn(t *testing.T, list string, k readiness.OwnKnown, rows ...string) readiness.OwnTrial {
	t.Helper()
	l := ownList(t, list)
	s, err := readiness.OwnSheetOf(l, "x", []readiness.PlanTable{ownTable(rows...)})
	if err != nil {
		t.Fatal(err)
	}
	if k.On.IsZero() {
		k.On = flagDay
	}
	return l.Try(s, k)
}

func TestOwnRowIsRead(t *testing.T) {
	t.Parallel()
	known := readiness.OwnKnown{Refs: map[string]bool{"K1": true}, Teams: []string{"North"}}
	trial := tryOwn(t, readiness.EpisodesList, known, "Child id|Missing since|Returned|RHI offered|Missing from|Team", "K1|27/02/2027 22:15|2027-02-28 6:05pm|y|Home|North", "||||")
	want := []readiness.OwnRow{{ChildRef: "K1", Values: map[string]string{
		"child_ref": "K1", "started": "2027-02-27T22:15:00Z", "returned": "2027-02-28T18:05:00Z", "offered": "Yes", "from": "home", "team": "North",
	}}}
	if diff := cmp.Diff(want, trial.Rows); diff != "" || len(trial.Faults) != 0 {
		t.Errorf("%+v %s", trial.Faults, diff)
	}
	if r := trial.Rows[0]; r.Day("started") != calendar.On(2027, 2, 27) || r.Moment("held") != r.Moment("nothing") || !r.Day("held").IsZero() {
		t.Errorf("%+v", r)
	}
	for written, want := range map[string]string{ // in summer, when clocks are an hour ahead
		"31 July 2027 6:05:30pm": "2027-07-31T17:05:00Z", "31/07/2027 18:05:30": "2027-07-31T17:05:00Z", "2027-07-31T18:05:00Z": "2027-07-31T18:05:00Z", "2027-07-31T18:05:00+01:00": "2027-07-31T17:05:00Z",
	} {
		got := tryOwn(t, readiness.EpisodesList, readiness.OwnKnown{On: calendar.On(2027, 8, 1), Refs: known.Refs}, "Child id|Missing since", " K1 |"+written)
		if len(got.Rows) != 1 || len(got.Faults) != 0 || got.Rows[0].Values["started"] != want {
			t.Errorf("%s: %+v", written, got)
		}
	}
	summer := tryOwn(t, readiness.EpisodesList, readiness.OwnKnown{On: calendar.On(2027, 8, 1), Refs: known.Refs}, "Child id|Missing since", "K1|31 July 2027 00:30")
	if got := summer.Rows[0].Values["started"]; got != "2027-07-30T23:30:00Z" || summer.Rows[0].Day("started") != calendar.On(2027, 7, 31) {
		t.Errorf("in summer %s", got)
	}
}

func TestOwnRowHasFaults(t *testing.T) {
	t.Parallel()
	type fault struct {
		words   string
		leftOut bool
	}
	head := map[string]string{
		readiness.RiskList:     "Child id|Level|Reviewed|Next review|Signed off|Team|Risk reviewed on",
		readiness.EpisodesList: "Child id|Missing since|Returned|RHI held",
	}
	for row, want := range map[string]fault{
		readiness.RiskList + " |High":                              {"It is blank.", true},
		readiness.RiskList + " Amy Smith|High":                     {"It is no reference", true},
		readiness.RiskList + " Amy|High":                           {"It is no reference", true},
		readiness.RiskList + " K1|Amber":                           {"“Amber” is none of its values.", true},
		readiness.RiskList + " K1|":                                {"It is blank.", true},
		readiness.RiskList + " K1|#N/A":                            {"an error of the spreadsheet", true},
		readiness.RiskList + " K1|High|||perhaps":                  {"neither yes nor no. It is left blank.", false},
		readiness.RiskList + " K1|High||soon":                      {"“soon” is no day. It is left blank.", false},
		readiness.RiskList + " K1|High|||||02/03/2027":             {"2 March 2027 is after the day that the list describes. It is left blank.", false},
		readiness.RiskList + " K1|High||||Nowhere":                 {"No team here is called Nowhere.", false},
		readiness.RiskList + " K2|High":                            {"No other list has this reference.", false},
		readiness.EpisodesList + " K1|01/02/2027":                  {"counts from the first minute", false},
		readiness.EpisodesList + " K1|01/02/2027 25:00":            {"no time that a clock shows", true},
		readiness.EpisodesList + " K1|yesterday 9:00":              {"is no day with a time", true},
		readiness.EpisodesList + " K1|02/03/2027 09:00":            {"is after the day", true},
		readiness.EpisodesList + " K1|02/02/2027 9:00|1/2/27 9:00": {"before the child went missing", true},
	} {
		list, cells, _ := strings.Cut(row, " ")
		trial := tryOwn(t, list, readiness.OwnKnown{Refs: map[string]bool{"K1": true}, Teams: []string{"North"}}, head[list], cells)
		if len(trial.Faults) != 1 || !strings.Contains(trial.Faults[0].Why, want.words) || trial.Faults[0].LeftOut != want.leftOut || trial.Faults[0].Fix == "" || (len(trial.Rows) == 0) != want.leftOut || trial.Faults[0].Row != 2 {
			t.Errorf("%s: %+v", row, trial)
		}
	}
	fine := tryOwn(t, readiness.RiskList, readiness.OwnKnown{Refs: map[string]bool{"K1": true}}, head[readiness.RiskList], "K1|High||02/06/2027")
	if len(fine.Faults) != 0 || fine.Rows[0].Day("next_review") != calendar.On(2027, 6, 2) {
		t.Errorf("the next review is a day to come: %+v", fine)
	}
	twice := tryOwn(t, readiness.RiskList, readiness.OwnKnown{Refs: map[string]bool{"K1": true}}, "Child id|Level", "K1|High", "K1|Medium")
	if len(twice.Rows) != 1 || twice.LeftOut() != 1 || !strings.Contains(twice.Faults[0].Why, "Row 2 is about the same: K1.") {
		t.Errorf("%+v", twice)
	}
	corrected := tryOwn(t, readiness.EpisodesList, readiness.OwnKnown{Refs: map[string]bool{"K1": true}}, head[readiness.EpisodesList], "K1|02/02/2027 9:00|1/2/27 9:00", "K1|02/02/2027 9:00|3/2/27 9:00")
	if len(corrected.Rows) != 1 || corrected.LeftOut() != 1 {
		t.Errorf("a row that cannot be taken keeps its like out: %+v", corrected)
	}
	if refs := ownList(t, readiness.RiskList).References(readiness.PlanSheet{Columns: []string{"Level", "Child id"}, Rows: ownTable("High| K1 ", "High|").Rows}); !slices.Equal(refs, []string{"K1"}) {
		t.Errorf("references %q", refs)
	}
}

// TestOwnListIsComparedWithTheLast: who is new, gone and changed, and the level before that nobody wrote.
func TestOwnListIsComparedWithTheLast(t *testing.T) {
	t.Parallel()
	row := func(ref, level, before string) readiness.OwnRow {
		r := readiness.OwnRow{ChildRef: ref, Values: map[string]string{"child_ref": ref, "level": level}}
		if before != "" {
			r.Values["level_before"] = before
		}
		return r
	}
	k := readiness.OwnKnown{
		Refs:   map[string]bool{"K1": true, "K2": true, "K3": true, "K4": true, "K5": true},
		Before: []readiness.OwnRow{row("K1", "high", ""), row("K2", "medium", "high"), row("K3", "high", ""), row("K5", "standard", "")},
	}
	trial := tryOwn(t, readiness.RiskList, k, "Child id|Level|Level before", "K1|Medium", "K2|Medium", "K4|High", "K5|Standard|High")
	want := []readiness.OwnRow{row("K1", "medium", "high"), row("K2", "medium", "high"), row("K4", "high", ""), row("K5", "standard", "high")}
	if diff := cmp.Diff(want, trial.Rows); diff != "" {
		t.Error(diff)
	}
	changed := []readiness.OwnChange{{Key: "K1", Columns: []string{"Level of risk", "Level before"}}, {Key: "K5", Columns: []string{"Level before"}}}
	if !slices.Equal(trial.New, []string{"K4"}) || !slices.Equal(trial.Gone, []string{"K3"}) || trial.Same != 1 || !cmp.Equal(trial.Changed, changed) {
		t.Errorf("%+v", trial)
	}
}

func TestConfirmOwnImport(t *testing.T) {
	t.Parallel()
	bad := readiness.OwnTrial{Rows: make([]readiness.OwnRow, 2), Faults: []readiness.OwnFault{{Row: 4, LeftOut: true}, {Row: 4, LeftOut: true}, {Row: 5}}}
	for name, test := range map[string]struct {
		c    readiness.ConfirmOwnImport
		t    readiness.OwnTrial
		code readiness.Code
	}{
		"leaves out without a word": {readiness.ConfirmOwnImport{Confirmed: 2}, bad, readiness.Invalid},
		"leaves out":                {readiness.ConfirmOwnImport{Confirmed: 2, LeaveOut: "yes"}, bad, ""},
		"another number":            {readiness.ConfirmOwnImport{Confirmed: 3, LeaveOut: "yes"}, bad, readiness.Conflict},
		"nothing":                   {readiness.ConfirmOwnImport{}, readiness.OwnTrial{}, readiness.Conflict},
	} {
		if err := test.c.Check(test.t); test.code == "" && err != nil || test.code != "" && !test.code.Is(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
