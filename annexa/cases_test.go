package annexa_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func on(year int, month time.Month, day int) calendar.Date { return calendar.On(year, month, day) }

// A child on all three lists becomes one case with its spells in order; the most intensive help names the team.
func TestCaseFromThreeLists(t *testing.T) {
	t.Parallel()
	e, _ := read(t,
		annexa.File{Name: "List 6.csv", Data: []byte(head6 + "K1,a) Male,a) WBRI,01/01/2015,11,b) No,02/01/2024,N4,01/02/2026,,,a) Looked after child,North,Ann\n")},
		annexa.File{Name: "List 7.csv", Data: []byte(head7 + "K1,a) Male,a) WBRI,01/01/2015,11,b) No,05/03/2024,a) Neglect,a) Neglect,03/02/2026,a) Yes,,04/09/2024,b) No,0,South,Bo\n")},
		annexa.File{Name: "List 8.csv", Data: []byte(head8 + "K1,01/01/2015,04/09/2024,,,C2,20/03/2026,#N/A,Cas\n")},
	)
	want := []readiness.CaseRecord{{
		ChildRef: "K1", Team: "North", Worker: "Cas", LegalStatus: "C2", Need: "N4", LastSeen: on(2026, time.March, 20),
		Spells: []readiness.Spell{
			{Type: readiness.ChildInNeed, Start: on(2024, time.January, 2)},
			{Type: readiness.ChildProtection, Start: on(2024, time.March, 5), End: on(2024, time.September, 4)},
			{Type: readiness.ChildInCare, Start: on(2024, time.September, 4)},
		},
	}}
	if diff := cmp.Diff(want, e.Cases, cmp.Comparer(func(a, b calendar.Date) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
}

const (
	head6 = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Does the Child have a Disability,CIN Start Date,Primary Need Code,Date Child Was Last Seen,CIN Closure Date,Reason for Closure,Case Status,Allocated Team,Allocated Worker\n"
	head7 = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Does the Child have a Disability,Child Protection Plan Start Date,Initial Category of Abuse,Latest Category of Abuse,Date of the Last Statutory Visit,Was the Child Seen Alone?,Date of latest review conference,Child Protection Plan End Date,Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N),Number of Previous Child Protection Plans,Allocated Team,Allocated Worker\n"
	head8 = "Child Unique ID,Date of Birth,Date Started to be Looked After,Date Ceased to be Looked After,Reason Ceased to be Looked After,Child's Legal Status,Date of Last Social Work Visit,Allocated Team,Allocated Worker\n"
)

func list6(rows ...string) annexa.File {
	return annexa.File{Name: "List 6.csv", Data: []byte(head6 + strings.Join(rows, "\n"))}
}

func TestSpells(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rows  []string
		want  []string // start-end-reason
		fires string
	}{
		"open":                  {[]string{row6("K1", "01/02/2025", "", "")}, []string{"2025-02-01--"}, ""},
		"closed":                {[]string{row6("K1", "01/02/2025", "01/03/2026", "RC7")}, []string{"2025-02-01-2026-03-01-RC7"}, ""},
		"closed, then open":     {[]string{row6("K1", "01/02/2026", "", ""), row6("K1", "01/02/2025", "01/12/2025", "RC7")}, []string{"2025-02-01-2025-12-01-RC7", "2026-02-01--"}, ""},
		"two open":              {[]string{row6("K1", "01/02/2026", "", ""), row6("K1", "01/02/2025", "", "")}, []string{"2025-02-01--"}, "two-open"},
		"the same twice":        {[]string{row6("K1", "01/02/2025", "", ""), row6("K1", "01/02/2025", "", "")}, []string{"2025-02-01--"}, "row-repeated"},
		"start missing":         {[]string{row6("K1", "", "", "")}, nil, "start-missing"},
		"start unreadable":      {[]string{row6("K1", "long ago", "", "")}, nil, "start-missing"},
		"end unreadable":        {[]string{row6("K1", "01/02/2025", "soon", "")}, nil, "end-unreadable"},
		"end before start":      {[]string{row6("K1", "01/02/2025", "01/01/2025", "RC7")}, nil, "case-end-before-start"},
		"start to come":         {[]string{row6("K1", "01/04/2026", "", "")}, nil, "start-in-future"},
		"end to come":           {[]string{row6("K1", "01/02/2025", "01/04/2026", "RC7")}, []string{"2025-02-01--"}, "end-in-future"},
		"two children":          {[]string{row6("K1", "01/02/2025", "", ""), strings.Replace(row6("K1", "01/02/2024", "01/01/2026", "RC7"), "01/01/2015", "01/01/2014", 1)}, nil, "children-under-one-id"},
		"a name":                {[]string{row6("Sam Smith", "01/02/2025", "", "")}, nil, "id-not-a-reference"},
		"no reference at all":   {[]string{row6("", "01/02/2025", "", "")}, nil, "id-missing"},
		"overlapping":           {[]string{row6("K1", "01/02/2025", "01/02/2026", "RC7"), row6("K1", "01/01/2026", "", "")}, []string{"2025-02-01-2026-02-01-RC7", "2026-01-01--"}, "spells-overlap"},
		"one ends, next begins": {[]string{row6("K1", "01/02/2025", "01/01/2026", "RC7"), row6("K1", "01/01/2026", "", "")}, []string{"2025-02-01-2026-01-01-RC7", "2026-01-01--"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, findings := read(t, list6(test.rows...))
			var got []string
			for _, c := range e.Cases {
				for _, s := range c.Spells {
					got = append(got, s.Start.String()+"-"+s.End.String()+"-"+s.Reason)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("spells %q, want %q", got, test.want)
			}
			at := slices.IndexFunc(findings, func(f readiness.Finding) bool { return f.Rule == test.fires })
			if test.fires != "" && (at < 0 || findings[at].LeftOut != (test.want == nil)) {
				t.Errorf("%s: %+v", test.fires, findings)
			}
			for _, f := range findings {
				if f.Found != "" && strings.Contains(f.Found, "Sam") {
					t.Errorf("shows a name: %+v", f)
				}
			}
		})
	}
}

func row6(id, start, end, reason string) string {
	status := "c) Child in need plan"
	if end != "" && !strings.HasSuffix(end, "/04/2026") {
		status = "e) Closed episode"
	}
	return id + ",a) Male,a) WBRI,01/01/2015,11,b) No," + start + ",N1,30/03/2026," + end + "," + reason + "," + status + ",North,Ann"
}

// Two genders or two birth dates under one reference leave out the rows of every list; not stated differs from nothing.
func TestChildrenUnderOneID(t *testing.T) {
	t.Parallel()
	boy := row6("K1", "01/02/2025", "", "")
	care := func(born string) annexa.File {
		return annexa.File{Name: "List 8.csv", Data: []byte(head8 + "K1," + born + ",01/02/2026,,,C2,20/03/2026,South,Cas\n")}
	}
	for name, test := range map[string]struct {
		files []annexa.File
		cases int
	}{
		"alike":              {[]annexa.File{list6(boy), care("01/01/2015")}, 1},
		"born unknown":       {[]annexa.File{list6(boy), care("")}, 1},
		"born another day":   {[]annexa.File{list6(boy), care("02/01/2015")}, 0},
		"another gender":     {[]annexa.File{list6(boy, strings.Replace(row6("K1", "01/02/2024", "01/01/2025", "RC7"), "a) Male", "b) Female", 1))}, 0},
		"gender not stated":  {[]annexa.File{list6(boy, strings.Replace(row6("K1", "01/02/2024", "01/01/2025", "RC7"), "a) Male", "c) Not stated/recorded", 1))}, 1},
		"another child also": {[]annexa.File{list6(boy, row6("K2", "01/02/2024", "", "")), care("02/01/2015")}, 1},
	} {
		if e, _ := read(t, test.files...); len(e.Cases) != test.cases {
			t.Errorf("%s: %d cases, want %d", name, len(e.Cases), test.cases)
		}
	}
}

// A list that is not there, or lacks the column that tells whether its cases are open, must not be among the lists found.
func TestMissingListIsNotFound(t *testing.T) {
	t.Parallel()
	for _, fault := range []string{"case-list-missing", "list-unusable"} {
		b := annexatest.New(annexatest.Spec{Faults: []string{fault}})
		e, _ := read(t, b.CSV()...)
		if len(e.Lists) != 10 {
			t.Errorf("%s: %d lists", fault, len(e.Lists))
		}
	}
}

func TestSameSpecSameExtract(t *testing.T) {
	t.Parallel()
	spec := annexatest.Spec{Seed: 7, Children: 50}
	a, fa := read(t, annexatest.New(spec).CSV()...)
	b, fb := read(t, annexatest.New(spec).CSV()...)
	same := cmp.Comparer(func(a, b calendar.Date) bool { return a == b })
	if !cmp.Equal(a, b, same) || !cmp.Equal(fa, fb) {
		t.Error("two readings of the same data differ")
	}
}

// A month later the same children are there, some cases have closed, and some have come in.
func TestNextMonth(t *testing.T) {
	t.Parallel()
	spec := annexatest.Spec{Seed: 3, Children: 300, TakenOn: taken, Began: taken}
	before, _ := read(t, annexatest.New(spec).CSV()...)
	spec.TakenOn = taken.AddMonths(3)
	b := annexatest.New(spec)
	after, _, err := annexa.Read(t.Context(), b.CSV(), annexa.Options{TakenOn: spec.TakenOn})
	if err != nil {
		t.Fatal(err)
	}
	was := map[string]readiness.CaseRecord{}
	for _, c := range before.Cases {
		was[c.ChildRef] = c
	}
	came, closed := 0, 0
	for _, c := range after.Cases {
		old, known := was[c.ChildRef]
		switch {
		case !known:
			came++
		case old.Spells[0].End.IsZero() && !c.Spells[0].End.IsZero():
			closed++
		case old.Spells[0].Start != c.Spells[0].Start:
			t.Errorf("%s began on %s and then on %s", c.ChildRef, old.Spells[0].Start, c.Spells[0].Start)
		}
	}
	if came < 20 || closed < 20 || came > 80 || closed > 120 {
		t.Errorf("%d came and %d closed of %d", came, closed, len(before.Cases))
	}
}

func TestWriteFindings(t *testing.T) {
	t.Parallel()
	b := annexatest.New(annexatest.Spec{Faults: []string{"code-unknown", "sheet-unknown", "postcode-invalid"}})
	l := b.List(6)
	l.Set(0, "Primary Need Code", "=HYPERLINK(\"http://x\")")
	e, findings := read(t, annexa.File{Name: "a.xlsx", Data: b.XLSX()})
	var out bytes.Buffer
	if err := annexa.WriteFindings(&out, e, findings); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	if got := book.GetSheetList()[:2]; !slices.Equal(got, []string{"Summary", "Whole upload"}) {
		t.Errorf("sheets %q", got)
	}
	rows, err := book.GetRows("List 6")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"Row", "Column", "What is wrong", "What to do", "Severity", "Rule", "Found"}; !slices.Equal(rows[0][:7], want) {
		t.Errorf("header %q", rows[0])
	}
	i := slices.IndexFunc(rows, func(r []string) bool { return r[5] == "code-unknown" })
	if i < 0 || rows[i][0] != "2" || rows[i][1] != "Primary Need Code" || rows[i][6] != `=HYPERLINK("http://x")` {
		t.Fatalf("rows %q", rows)
	}
	if formula, err := book.GetCellFormula("List 6", "G"+itoa(i+1)); err != nil || formula != "" {
		t.Errorf("formula %q, %v", formula, err)
	}
}
