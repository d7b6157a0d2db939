package web

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// sampleFramework is a small framework of the sample council.
var sampleFramework = readiness.Framework{
	Code: "ilacs-2026", Name: "ILACS from April 2026", Source: "Inspecting local authority children’s services. Criteria in our own words.", From: calendar.On(2026, 4, 1),
	Grades: []readiness.Grade{
		{Code: "outstanding", Name: "Outstanding", Means: "Highly effective services."},
		{Code: "good", Name: "Good", Means: "Effective services that help, protect and care."},
		{Code: "inadequate", Name: "Inadequate", Means: "Widespread or serious failures."},
	},
	Questions: []readiness.FrameworkQuestion{{Code: "know", Text: "What do you know about the quality and impact of social work practice?"}, {Code: "how", Text: "How do you know it?"}},
	Areas: []readiness.JudgementArea{
		{Code: "LEAD", Name: "The impact of leaders on social work practice with children and families", Criteria: []readiness.Criterion{
			{Code: "LM01", Text: "Leaders know the quality of practice, and the self-evaluation is accurate and frank", Tags: []string{"enabler_2"}},
			{Code: "LM13", Text: "Resources protect practice, and savings do not raise risk", Unconfirmed: true},
		}},
		{Code: "HELP", Name: "The experiences and progress of children who need help and protection", Criteria: []readiness.Criterion{
			{Code: "HP11", Text: "Drift is prevented: long child in need and child protection episodes, repeat plans and re-referrals are examined", Tags: []string{"outcome_1", "enabler_2"}},
		}},
	},
	Tags:      []readiness.FrameworkTag{{Code: "outcome_1", Text: "Outcome 1: families stay together and get the help they need"}, {Code: "enabler_2", Text: "Enabler 2: leaders drive conditions for effective practice", Unconfirmed: true}},
	Enquiries: []readiness.KeyLine{{Year: 2026, Text: "Placement sufficiency", Unconfirmed: true}, {Year: 2025, Text: "Workforce capacity and planning"}},
}

// sampleBefore is the version before it.
func sampleBefore() readiness.Framework {
	f := sampleFramework
	f.Code, f.Name, f.From, f.Until = "ilacs-2023", "ILACS from January 2023", calendar.On(2023, 1, 1), calendar.On(2026, 3, 31)
	f.Areas = append([]readiness.JudgementArea{{Code: "OE", Name: "Overall effectiveness", Unconfirmed: true}}, slices.Clone(f.Areas)...)
	f.Areas[1].Criteria = slices.Clone(f.Areas[1].Criteria[:1])
	f.Areas[2].Criteria = []readiness.Criterion{{Code: "HP11", Text: "Drift is prevented"}, {Code: "HP99", Text: "Notifications are kept in a book"}}
	return f
}

var sampleClone = readiness.CloneFramework{Code: "anyshire-2027", Name: "Anyshire’s own from April 2027", From: calendar.On(2027, 4, 1)}

func sampleDraft(f readiness.FrameworkFile) readiness.FrameworkDraft {
	library := []readiness.Framework{sampleFramework}
	ready := f.Ready(library)
	return readiness.FrameworkDraft{
		ID: "0195a1b2-0000-7000-8000-00000000000d", By: "Iris Lowe", At: sampleNow, Seq: 2, File: f,
		FrameworkTrial: readiness.FrameworkTrial{Framework: ready.Framework, Crosswalk: ready.Crosswalk, Problems: f.Check(library)},
	}
}

func sampleDraftPage(d readiness.FrameworkDraft, form Form) DraftPage {
	page := DraftPage{Wrong: d.Problems, FrameworkBody: FrameworkBody{Framework: d.Framework}, Draft: d, Form: form, Discard: sampleForm()}
	if page.Changeable() {
		page.DraftID = d.ID
	}
	if d.Crosswalk != nil && d.Crosswalk.From == sampleFramework.Code {
		page.Before = sampleFramework
	}
	return page
}

func frameworkSamples() map[string]Page {
	lines := []readiness.FrameworkLine{
		{Code: "anyshire-2027", Name: sampleClone.Name, From: sampleClone.From, Own: true, Areas: 4, Criteria: 70, By: "Iris Lowe", At: sampleNow, Follows: []string{"ilacs-2026"}},
		{Code: "ilacs-2026", Name: "ILACS from April 2026", From: calendar.On(2026, 4, 1), Areas: 4, Criteria: 68, Unconfirmed: 15, At: sampleNow, Follows: []string{"ilacs-2023"}},
		{Code: "ilacs-2023", Name: "ILACS from January 2023", From: calendar.On(2023, 1, 1), Until: calendar.On(2026, 3, 31), Areas: 5, Criteria: 67, Unconfirmed: 14, At: sampleNow},
	}
	draft := sampleDraft(sampleClone.Of(sampleFramework))
	changed := sampleClone.Of(sampleFramework)
	for _, c := range []readiness.FrameworkChange{
		readiness.SaveCriterion{Code: "HP11", Area: "HELP", Text: "Drift is prevented, and every child in need plan of 12 months is looked at again", Confirmed: "yes"},
		readiness.SaveCriterion{Code: "HP23", Area: "HELP", Text: "Families tell us that they were helped early", New: "yes"},
		readiness.RemoveCriterion{Code: "LM13"},
	} {
		var err error
		if changed, err = c.Change(changed); err != nil {
			panic(err) // a sample that the rules refuse is a mistake in this file
		}
	}
	broken := readiness.FrameworkFile{
		Name: "framework.xlsx", Crosswalk: &readiness.Crosswalk{From: "ilacs-1999"}, FileReading: readiness.FileReading{
			Unread: []readiness.FrameworkFault{{At: "from", Message: "“in April” is not a date. Write it as 1 April 2027."}},
			Places: map[string]readiness.FrameworkPlace{"from": {Sheet: "Framework", Row: 6}, "areas.0.criteria.1": {Sheet: "Criteria", Row: 4}},
		},
		Framework: readiness.Framework{Grades: sampleFramework.Grades, Questions: sampleFramework.Questions, Areas: []readiness.JudgementArea{{Code: "HELP", Name: "Help", Criteria: []readiness.Criterion{
			{Code: "HP01", Text: "Early help is early"}, {Code: "HP01", Text: "Thresholds are known"},
		}}}},
	}
	criterion := DraftCriterionPage{Draft: draft, Code: "HP11", Form: sampleFilled(readiness.SaveCriterion{Code: "HP11", Area: "HELP", Text: "Drift is prevented", Tags: []string{"outcome_1"}, Confirmed: "yes"}), Remove: sampleForm()}
	childs := criterion
	childs.Form = sampleFilled(readiness.SaveCriterion{Code: "HP11", Area: "HELP", Text: "Drift is prevented for Anna Smith, born 4 May 2019"}, govuk.FieldError{Name: "keep", Message: "Take out what looks like a child’s, or tick that it stays."})
	childs.Form.Values["warned"] = []string{"a date of birth in the criterion"}
	return map[string]Page{
		"frameworks/improvement lead":         FrameworksPage{Lines: lines, Drafts: []readiness.FrameworkDraft{draft}, Viewer: sampleLead, Today: sampleToday},
		"frameworks/member":                   FrameworksPage{Lines: lines[1:], Viewer: sampleMember, Today: sampleToday},
		"frameworks/empty":                    FrameworksPage{Viewer: sampleMember, Today: sampleToday},
		"framework/improvement lead":          FrameworkPage{FrameworkBody: FrameworkBody{Framework: sampleFramework}, Lines: lines, Viewer: sampleLead},
		"framework/with overall, member":      FrameworkPage{FrameworkBody: FrameworkBody{Framework: sampleBefore()}, Lines: lines[1:], Viewer: sampleMember},
		"framework/the council’s own":         FrameworkPage{FrameworkBody: FrameworkBody{Framework: draft.Framework}, Lines: lines, Viewer: sampleMember},
		"framework crosswalk/some changed":    CrosswalkPage{From: sampleBefore(), To: sampleFramework, Crosswalk: readiness.CompareFrameworks(sampleBefore(), sampleFramework)},
		"framework crosswalk/all the same":    CrosswalkPage{From: sampleFramework, To: draft.Framework, Crosswalk: *draft.Crosswalk},
		"framework import/empty":              FrameworkUploadPage{Form: sampleForm(), Lines: lines},
		"framework import/refused: csv":       FrameworkUploadPage{Form: sampleForm(govuk.FieldError{Name: "files", Message: "A csv file holds one table, and a framework has several. Choose an Excel workbook (.xlsx) or a YAML file."}), Lines: lines},
		"framework clone/empty":               cloneQuestions(sampleFramework, sampleForm()),
		"framework clone/refused: code taken": cloneQuestions(sampleFramework, sampleFilled(sampleClone, govuk.FieldError{Name: "code", Message: "A framework with the code anyshire-2027 is in the library already."})),
		"framework draft/a copy":              sampleDraftPage(draft, sampleForm()),
		"framework draft/changed":             sampleDraftPage(sampleDraft(changed), sampleForm()),
		"framework draft/much is wrong":       sampleDraftPage(sampleDraft(broken), sampleForm()),
		"framework draft/refused: moved on":   sampleDraftPage(draft, sampleForm(govuk.FieldError{Message: "Somebody has changed the draft since you opened this page. Look at it again, then decide again."})),
		"framework name/filled":               draftNameQuestions(draft, sampleFilled(readiness.NameFramework{Code: "anyshire-2027", Title: sampleClone.Name, From: sampleClone.From})),
		"criterion/change":                    criterion,
		"criterion/add":                       DraftCriterionPage{Draft: draft, Form: sampleFilled(readiness.SaveCriterion{Area: "HELP"}), Remove: sampleForm()},
		"criterion/refused: a child’s":        childs,
	}
}
