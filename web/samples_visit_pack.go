package web

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// sampleFrozen is the second pack of a visit about care leavers, whose lists have become old.
func sampleFrozen() readiness.VisitPack {
	day := sampleToday
	return readiness.VisitPack{
		VisitPackLine: readiness.VisitPackLine{ID: "pack-2", VisitID: "vi-1", Visit: "Monitoring visit of April 2027", Number: 2, Kind: "asked", By: "Iris Lowe", At: sampleNow.Add(-time.Hour), Newer: sampleToday},
		Pack: readiness.FrozenPack{
			FrozenOn: day, Kind: "monitoring", VisitDates: readiness.VisitDates{On: calendar.On(2027, 4, 6), Until: calendar.On(2027, 4, 7)}, Lead: "Iris Lowe", Least: 6,
			Import:  &readiness.PackedImport{ID: "i-1", TakenOn: calendar.On(2027, 3, 1), At: calendar.On(2027, 3, 1).At(16, 0), Age: 2, Lists: []readiness.ListFound{{List: 8, Rows: 240}, {List: 9, Rows: 61, Mend: 2}}, Errors: 2},
			Figures: readiness.Figures{Name: "All areas", OpenCases: 412, LongOpen: 143, Over24: 51, Reviewed90: 116},
			Areas:   []readiness.Figures{{Name: "North", OpenCases: 210, LongOpen: 4, Over24: 1, Reviewed90: 3}, {Name: "South", OpenCases: 202, LongOpen: 139, Over24: 50, Reviewed90: 113}},
			Focus:   []readiness.PackedFocus{samplePackedLeavers(), {Code: "missing", Name: "Children who go missing", Cohort: readiness.PackedCohort{Lacks: []string{readiness.EpisodesList}}}},
			Findings: []readiness.PackedFinding{
				{Source: "inspection", FoundOn: calendar.On(2026, 2, 10), Text: "Pathway plans are too old.", Severity: "high", Theme: "Care leavers", Actions: []readiness.PackedAction{
					{Reference: "C1", Title: "Review every pathway plan twice a year", Status: readiness.ActionLasted, ShownDone: calendar.On(2026, 10, 5)},
					{Reference: "C2", Title: "Visit every care leaver within eight weeks", Status: readiness.ActionClaimed, SaidDone: calendar.On(2027, 2, 1)},
				}},
				{Source: "visit", FoundOn: calendar.On(2026, 9, 2), Text: "Too few young people know what they are entitled to.", Repeats: true},
			},
			Evidence: []readiness.PackedEvidence{
				{Title: "Audit of 20 pathway plans", Kind: "audit", ShowsOn: calendar.On(2027, 2, 20), Where: []string{"Step: Take the baseline", "Action: Review every pathway plan twice a year"}, File: "plans.pdf"},
				{Kind: "voice", ShowsOn: calendar.On(2027, 1, 11), Where: []string{"Step: Take the baseline"}},
			},
			Timetable:    []readiness.VisitSession{{On: calendar.On(2027, 4, 6), From: "09:30", Until: "10:15", What: "Meeting with the director", Where: "Room 4", With: "Ruth Adeyemi"}},
			Interviewees: []readiness.VisitInterviewee{{Who: "Personal advisers", Focus: "care_leavers", Confirmed: "yes"}, {Who: "Ruth Adeyemi", Post: "Director"}},
			Steps:        readiness.PackedSteps{Steps: 38, Settled: 24, Late: 2}, Nobody: []string{"rooms, access and systems"},
		},
	}
}

func samplePackedLeavers() readiness.PackedFocus {
	return readiness.PackedFocus{
		Code: "care_leavers", Name: "Care leavers", Lead: "Ann Baker", Steps: readiness.PackedSteps{Steps: 12, Settled: 7, Late: 1},
		Position: readiness.VisitPosition{
			Focus: "care_leavers", Know: "We are in touch with most.", How: "From list 9 and from audits.", Next: "Weekly look at who is not.", Figures: "The fall is real.", Version: 3, By: "Ann Baker", At: sampleNow,
		},
		Parts: []readiness.VisitPart{{Code: "flags", Done: 30, Of: 43}, {Code: "audits", Done: 7, Of: 8}, {Code: "findings", Done: 1, Of: 2}, {Code: "checklist", Done: 9, Of: 31}, {Code: "data", Done: 0, Of: 1}},
		Cohort: readiness.PackedCohort{
			On: calendar.On(2027, 3, 1), Before: calendar.On(2027, 2, 1), Lacks: []string{}, Children: 61, Flags: 43, Was: 50, Answered: 30, Lines: []readiness.PackedFlag{
				{Code: "plan", Name: "Pathway plan older than 6 months", Now: 39, Was: 44, New: 2, Gone: 7, Answered: 28, Behind: "recording", Why: "Two teams had not entered dates."},
				{Code: "contact", Name: "No contact for more than 8 weeks", Now: 4, Was: 6, Gone: 2, Answered: 2},
				{Code: "missing", Name: "Missing twice after 18", Unjudged: "It cannot be judged before this list is brought in: missing episodes."},
			},
		},
		Audits: readiness.PackedAudits{
			Of: 8, Moderated: 7, Standing: 7, Again: 6,
			Profile:  []readiness.GradeCount{{Name: "Overall", Counts: []int{0, 3, 3, 1}}, {Code: "plan", Name: "The plan", Counts: []int{0, 7, 0, 0}}},
			Compared: []readiness.ComparedGrade{{Name: "Overall", Before: []int{0, 2, 3, 1}, After: []int{1, 3, 2, 0}, Better: 3, Same: 3}},
		},
	}
}

func visitPackSamples() map[string]Page {
	pack := sampleFrozen()
	call := readiness.VisitPack{
		VisitPackLine: readiness.VisitPackLine{ID: "pack-r", VisitID: "vi-2", Visit: "Standard inspection of March 2027", Rehearsal: true, Number: 1, Kind: "call", By: "Iris Lowe", At: sampleNow},
		Pack: readiness.FrozenPack{
			FrozenOn: sampleToday, Kind: "standard", VisitDates: readiness.VisitDates{Called: sampleToday, On: calendar.On(2027, 3, 8), Until: calendar.On(2027, 3, 19)}, Least: 6, Steps: readiness.PackedSteps{Steps: 44},
			Focus: []readiness.PackedFocus{{Code: "care_leavers", Name: "Care leavers", FiguresOnly: true}},
		},
	}
	list := readiness.VisitPackList{VisitID: "vi-1", Visit: pack.Visit, Packs: []readiness.VisitPackLine{pack.VisitPackLine, {ID: "pack-1", VisitID: "vi-1", Visit: pack.Visit, Number: 1, Kind: "call", At: sampleNow}}}
	ended := list
	ended.Ended = true
	refused := sampleForm()
	refused.refuse(readiness.Errorf(readiness.Conflict, "“Monitoring visit of April 2027” is closed. Its packs stay as they are, and no more are made."))
	return map[string]Page{
		"visit packs/lead":           VisitPacksPage{list, sampleForm(), sampleLead},
		"visit packs/member":         VisitPacksPage{list, sampleForm(), sampleMember},
		"visit packs/none":           VisitPacksPage{readiness.VisitPackList{VisitID: "vi-1", Visit: pack.Visit}, sampleForm(), sampleLead},
		"visit packs/none, member":   VisitPacksPage{readiness.VisitPackList{VisitID: "vi-1", Visit: pack.Visit}, sampleForm(), sampleMember},
		"visit packs/ended":          VisitPacksPage{ended, sampleForm(), sampleLead},
		"visit packs/refused":        VisitPacksPage{list, refused, sampleLead},
		"visit pack/leaders":         VisitPackPage{pack, true},
		"visit pack/outside":         VisitPackPage{pack.ForOutside(), true},
		"visit pack/member":          VisitPackPage{pack.ForOutside(), false},
		"visit pack/rehearsal":       VisitPackPage{call, true},
		"visit pack/rehearsal, away": VisitPackPage{call.ForOutside(), false},
	}
}
