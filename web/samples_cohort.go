package web

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// sampleCohort is a focus area of 143 care leavers as of the sample day.
func sampleCohort() readiness.CohortView {
	line := readiness.CohortLine{Focus: "care_leavers", Name: "Care leavers", Pack: "care-leavers-2026", On: sampleToday, Before: sampleToday.AddDays(-28), Children: 143, Flags: 26, Was: 31, Answered: 9}
	flag := func(code, name, rule string, threshold int) readiness.RedFlag {
		return readiness.RedFlag{Code: code, Name: name, Rule: rule, Threshold: threshold, Why: "Nobody knows how a young person is who has not been seen.", Unconfirmed: threshold > 0}
	}
	return readiness.CohortView{
		CohortLine: line, Lists: []readiness.CohortList{{List: readiness.LeaversList, On: sampleToday, Rows: 143}},
		Lines: []readiness.FlagLine{
			{
				Flag: flag("contact", "No contact for more than %d weeks", "no_contact_weeks", 8), Now: 14, Was: 19, New: 2, Gone: 7, Answered: 6,
				Note: &readiness.MovementNote{Kind: "recording", Why: "Calls are recorded as contacts since February.", By: "Iris Lowe", At: sampleNow.Add(-time.Hour)},
			},
			{Flag: flag("plan", "Pathway plan older than %d months", "plan_older_months", 6), Now: 12, Was: 12, Answered: 3},
			{Flag: flag("adviser", "No personal adviser", "no_adviser", 0)},
			{Flag: flag("contact-unknown", "No contact is recorded", "contact_unknown", 0), Unjudged: "It cannot be judged: the last Annex A has no column for it."},
		},
	}
}

func sampleFlag() readiness.FlagView {
	v := sampleCohort()
	child := func(id, ref string) readiness.FlaggedChild {
		return readiness.FlaggedChild{
			CohortChild: readiness.CohortChild{ID: id, Ref: ref, AreaID: "north", TeamID: "north-2", Worker: "Robin Fairweather", Since: calendar.On(2026, 11, 2)},
			Area:        "North", Team: "North team 2", Says: "Last contact 4 January 2027",
		}
	}
	first, second, gone := child("k-1", "L200413"), child("k-2", "L200077"), child("k-3", "L200009")
	first.New, first.CaseID = true, "c-1"
	second.Answer = &readiness.FlagAnswer{AnswerFlag: readiness.AnswerFlag{Looked: "The record and the adviser’s diary.", Did: "Met on 1 March. The contact was not recorded."}, By: "Tom Reilly", At: sampleNow.Add(-48 * time.Hour)}
	second.Earlier = []readiness.FlagAnswer{{AnswerFlag: readiness.AnswerFlag{Looked: "Phone.", Did: "Rang twice and wrote."}, By: "Tom Reilly", At: sampleNow.Add(-2000 * time.Hour)}}
	return readiness.FlagView{CohortLine: v.CohortLine, Line: v.Lines[0], Children: []readiness.FlaggedChild{first, second}, Elsewhere: 12, Gone: []readiness.FlaggedChild{gone}}
}

func sampleOwnImport() readiness.OwnImport {
	return readiness.OwnImport{
		ID: "o-1", List: readiness.OwnLists[0], On: sampleToday, File: "exploitation.xlsx", By: "Iris Lowe", At: sampleNow, Last: sampleToday.AddDays(-28),
		Trial: readiness.OwnTrial{
			Rows: make([]readiness.OwnRow, 31),
			Faults: []readiness.OwnFault{
				{Row: 7, Column: "Level of risk", Why: "“Amber” is none of its values.", Fix: "Write one of: None, Standard, Medium and High.", LeftOut: true},
				{Row: 12, Column: "Risk reviewed on", Why: "“soon” is no day. It is left blank.", Fix: "Write a day such as 03/03/2027."},
			},
			Ignored: []string{"Notes"}, New: []string{"R00410007"}, Gone: []string{"R00410011", "R00410012"}, Changed: []readiness.OwnChange{{Key: "R00410020", Columns: []string{"Level of risk", "Risk reviewed on"}}}, Same: 29,
		},
	}
}

func cohortSamples() map[string]Page {
	view, flag := sampleCohort(), sampleFlag()
	bare := readiness.CohortView{CohortLine: readiness.CohortLine{Focus: "exploitation", Name: "Children at risk of sexual exploitation", Pack: "exploitation-2026"}, Lacks: []string{readiness.RiskList, readiness.CareList, readiness.FocusList("x")}}
	second := view
	second.Before, second.Lines = calendar.Date{}, second.Lines[:1]
	other := view
	other.Other = true
	forMember := view.WithoutSmallNumbers(6)
	hidden := readiness.FlagView{CohortLine: forMember.CohortLine, Line: forMember.Lines[0]}
	few := hidden
	few.Line.Now, few.Line.Was = readiness.Hidden, readiness.Hidden
	nobody := readiness.FlagView{CohortLine: view.CohortLine, Line: view.Lines[2]}
	unjudged := readiness.FlagView{CohortLine: view.CohortLine, Line: view.Lines[3]}
	found, clean, done := sampleOwnImport(), sampleOwnImport(), sampleOwnImport()
	clean.Last, clean.Trial = calendar.Date{}, readiness.OwnTrial{Rows: found.Trial.Rows, New: []string{"R1"}}
	done.Done, done.Rows = true, 31
	empty := found
	empty.Trial.Rows = nil
	sources := readiness.CohortSources{
		Lists: []readiness.CohortList{{List: readiness.LeaversList, On: sampleToday, Rows: 143, By: "Iris Lowe"}, {List: readiness.RiskList, On: sampleToday, Rows: 31, By: "Iris Lowe", File: "exploitation.xlsx"}},
		Own:   readiness.OwnLists, Waiting: []readiness.OwnImport{found},
	}
	return map[string]Page{
		"cohorts/lead":                   CohortsPage{[]readiness.CohortLine{view.CohortLine, bare.CohortLine}, sampleLead},
		"cohorts/member":                 CohortsPage{[]readiness.CohortLine{forMember.CohortLine, {Focus: "missing", Name: "Missing children", On: sampleToday, Before: sampleToday.AddDays(-9), Children: readiness.Hidden, Flags: readiness.Hidden, Was: 7, Answered: readiness.Hidden}}, sampleMember},
		"cohorts/none":                   CohortsPage{nil, sampleLead},
		"cohort/lead":                    CohortPage{view, sampleLead},
		"cohort/first time":              CohortPage{second, sampleHead},
		"cohort/another version before":  CohortPage{other, sampleHead},
		"cohort/no list":                 CohortPage{bare, sampleLead},
		"cohort/member":                  CohortPage{forMember, sampleMember},
		"red flag/head":                  FlagPage{flag, sampleHead},
		"red flag/lead":                  FlagPage{flag, sampleLead},
		"red flag/member":                FlagPage{hidden, sampleMember},
		"red flag/member, few":           FlagPage{few, sampleMember},
		"red flag/nobody":                FlagPage{nobody, sampleLead},
		"red flag/not judged":            FlagPage{unjudged, sampleLead},
		"red flag movement/first":        movementQuestions(view.CohortLine, view.Lines[0], sampleForm()),
		"red flag child/first":           FlaggedChildPage{flag, flag.Children[0], sampleForm(), sampleHead},
		"red flag child/answered":        FlaggedChildPage{flag, flag.Children[1], sampleForm(), sampleHead},
		"red flag child/refused: a name": FlaggedChildPage{flag, flag.Children[0], sampleFilled(readiness.AnswerFlag{Looked: "The record.", Did: "Rang."}, govuk.FieldError{Name: "did", Message: "Take out what looks like a child’s name. " + theRefSays}), sampleHead},
		"cohort lists/lead":              CohortListsPage{sources, sampleLead},
		"cohort lists/member":            CohortListsPage{readiness.CohortSources{Own: readiness.OwnLists, Lists: []readiness.CohortList{{List: readiness.CareList, On: sampleToday, Rows: readiness.Hidden, By: "Iris Lowe"}}}, sampleMember},
		"own list/upload":                OwnUploadPage{readiness.OwnLists[1], sampleFilled(readiness.ChooseOwnSheet{On: sampleToday})},
		"own list/upload refused":        OwnUploadPage{readiness.OwnLists[0], sampleForm(govuk.FieldError{Name: "files", Message: noOwnFile})},
		"own list/found":                 OwnImportPage{found, sampleForm(), sampleForm()},
		"own list/first and clean":       OwnImportPage{clean, sampleForm(), sampleForm()},
		"own list/nothing to take":       OwnImportPage{empty, sampleForm(), sampleForm()},
		"own list/done":                  OwnImportPage{done, sampleForm(), sampleForm()},
	}
}
