package annexa_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/annexa/annexatest"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func sameDay(a, b calendar.Date) bool { return a == b }

const (
	older9 = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Does the Child have a Disability,Allocated Team,Allocated Worker,Eligibility Category,LA in Touch,Type of Accommodation,Suitability of Accommodation,Activity Status\n"
	newer9 = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Does the Child have a Disability,Allocated Team,Allocated Worker,Allocated Personal Advisor,Eligibility Category,Latest Pathway Plan Review Date,LA in Touch,Latest Date of Contact,Type of Accommodation,Suitability of Accommodation,Activity Status\n"
	care8  = "Child Unique ID,Date of Birth,Date Started to be Looked After,Date Ceased to be Looked After,Placement Type,Placement Provider,URN of Placement,Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months,Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months,Was the child offered a Return Interview after their last missing episode (Y/N)?,Did the child accept a Return Interview after their last missing episode (Y/N)?,Allocated Team,Allocated Worker\n"
)

// TestCareLeaversOfBothLayouts: what list 9 says, the age by the date of birth where no other is given, and what the older layout lacks.
func TestCareLeaversOfBothLayouts(t *testing.T) {
	t.Parallel()
	e, _ := read(t, annexa.File{Name: "List 9.csv", Data: []byte(newer9 +
		"L1,a) Male,a) WBRI,01/01/2006,20,b) No,Leaving Care,Ann,Robin,b) Former relevant child,01/02/2026,a) Yes,15/02/2026,U,a) Suitable,F2\n" +
		"L2,b) Female,a) WBRI,02/04/2006,,b) No,#N/A,Ann,,b) Former relevant child,,b) No,01/01/2031,W,b) Unsuitable,G5\n" +
		"Sam Smith,a) Male,a) WBRI,01/01/2006,20,b) No,Leaving Care,Ann,Robin,b) Former relevant child,01/02/2026,a) Yes,15/02/2026,U,a) Suitable,F2\n")})
	want := []readiness.CareLeaverRow{
		{ChildRef: "L1", Age: 20, Team: "Leaving Care", Worker: "Ann", Adviser: "Robin", Eligibility: "Former relevant child", PlanReview: on(2026, time.February, 1), InTouch: "Yes", LastContact: on(2026, time.February, 15), Accommodation: "U", Suitability: "Suitable", Activity: "F2"},
		{ChildRef: "L2", Age: 19, Worker: "Ann", Eligibility: "Former relevant child", InTouch: "No", Accommodation: "W", Suitability: "Unsuitable", Activity: "G5"},
	}
	if diff := cmp.Diff(want, e.CareLeavers, cmp.Comparer(sameDay)); diff != "" || len(e.Lacks) != 0 {
		t.Errorf("lacks %q %s", e.Lacks, diff)
	}
	e, _ = read(t, annexa.File{Name: "List 9.csv", Data: []byte(older9 + "L1,a) Male,a) WBRI,,20,b) No,Leaving Care,Ann,b) Former relevant child,a) Yes,U,a) Suitable,F2\n")})
	if len(e.CareLeavers) != 1 || !slices.Equal(e.Lacks, []string{readiness.LacksAdviser, readiness.LacksPlanReview, readiness.LacksLastContact}) {
		t.Errorf("%+v lacks %q", e.CareLeavers, e.Lacks)
	}
}

// TestMissingOfChildrenInCare: only who is in care now, whether missing or not, and whether a home that needs a number has one.
func TestMissingOfChildrenInCare(t *testing.T) {
	t.Parallel()
	e, _ := read(t, annexa.File{Name: "List 8.csv", Data: []byte(care8 +
		"K1,01/01/2012,01/02/2025,,K2,PR4,,3,1,a) Yes,b) No,North,Ann\n" +
		"K2,01/01/2012,01/02/2025,,K2,PR4,SC123456,0,0,,,North,Ann\n" +
		"K3,01/01/2012,01/02/2025,,U6,PR1,,2,0,,,North,Ann\n" +
		"K4,01/01/2012,01/02/2025,01/02/2026,U6,PR1,,2,0,b) No,b) No,North,Ann\n")})
	want := []readiness.MissingRow{
		{ChildRef: "K1", Age: 14, Team: "North", Worker: "Ann", Episodes: 3, Absences: 1, Offered: "Yes", Accepted: "No", Placement: "K2", Provider: "PR4", Registered: "No"},
		{ChildRef: "K2", Age: 14, Team: "North", Worker: "Ann", Placement: "K2", Provider: "PR4", Registered: "Yes"},
		{ChildRef: "K3", Age: 14, Team: "North", Worker: "Ann", Episodes: 2, Placement: "U6", Provider: "PR1"},
	}
	if diff := cmp.Diff(want, e.Missing); diff != "" {
		t.Error(diff)
	}
	e, _ = read(t, annexa.File{Name: "List 8.csv", Data: []byte(head8 + "K1,01/01/2015,04/09/2024,,,C2,20/03/2026,North,Cas\n")})
	if len(e.Missing) != 1 || e.Missing[0].Offered != readiness.NotAsked || e.Missing[0].Registered != "" {
		t.Errorf("without the columns %+v", e.Missing)
	}
}

// TestCohortsHoldNoBirthDay: nothing of an extract but the age says when somebody was born.
func TestCohortsHoldNoBirthDay(t *testing.T) {
	t.Parallel()
	for _, layout := range []string{annexa.Older, annexa.Newer} {
		book := annexatest.New(annexatest.Spec{Children: 120, Layout: layout, TakenOn: taken})
		e, _ := read(t, annexa.File{Name: "annex-a.xlsx", Data: book.XLSX()})
		open, leavers := 0, len(book.List(9).Rows)
		for i := range book.List(8).Rows {
			if book.List(8).Get(i, "Date Ceased to be Looked After") == nil {
				open++
			}
		}
		if len(e.CareLeavers) != leavers || leavers == 0 || len(e.Missing) != open || open == 0 {
			t.Errorf("%s: %d of %d care leavers, %d of %d in care", layout, len(e.CareLeavers), leavers, len(e.Missing), open)
		}
		kept, err := json.Marshal(readiness.Extract{CareLeavers: e.CareLeavers, Missing: e.Missing})
		if err != nil {
			t.Fatal(err)
		}
		for i := range book.List(9).Rows {
			if born := book.List(9).Get(i, "Date of Birth"); strings.Contains(string(kept), born.(calendar.Date).String()) {
				t.Errorf("%s: the extract holds %s", layout, born)
			}
		}
		if e.CareLeavers[0].Age == 0 {
			t.Errorf("%s: %+v", layout, e.CareLeavers[0])
		}
	}
}
