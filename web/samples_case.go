package web

import (
	"net/url"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func sampleCaseRow() readiness.CaseRow {
	r := sampleRow()
	return readiness.CaseRow{
		CaseID: r.CaseID, ChildRef: r.ChildRef, Area: r.Area, Team: r.Team, Type: r.Basis.Type, Basis: r.Basis, Months: r.Months, LastSeen: calendar.On(2027, 2, 20),
		ReviewID: r.ReviewID, Status: r.Status, Due: r.Due, Overdue: r.Overdue, Owner: r.Owner, PutOffs: r.PutOffs,
	}
}

func caseSamples() map[string]Page {
	row := sampleCaseRow()
	out := row
	out.ReviewID, out.Exclusion, out.ExclUntil, out.Overdue, out.Area = "", "Short breaks", calendar.On(2027, 9, 1), 0, ""
	exclusion := readiness.Exclusion{ID: "e-1", Reason: "short_breaks", From: calendar.On(2027, 1, 4), Until: calendar.On(2027, 9, 1), By: "Hanna Okafor", Note: "Agreed at panel."}
	view := readiness.CaseView{
		CaseRow: row, AreaID: "north", TeamID: "north-2", Worker: "W104", Need: "N1",
		Spells:  []readiness.Spell{{Type: readiness.ChildInNeed, Start: row.Basis.Since}, {Type: readiness.ChildProtection, Start: row.Basis.Since, End: calendar.On(2026, 2, 3)}},
		Reviews: []readiness.ReviewRow{sampleRow()},
		History: []readiness.ChangeRow{{On: calendar.On(2027, 2, 28), Kind: readiness.CaseMoved, From: "North team 1", To: "North team 2"}},
	}
	bare := readiness.CaseView{CaseRow: readiness.CaseRow{CaseID: "c-2", ChildRef: "60001", Type: readiness.ChildInCare, Closed: calendar.On(2027, 1, 5)}}
	kept := view
	kept.Exclusions = []readiness.Exclusion{exclusion}
	filtered := sampleForm()
	filtered.Values = url.Values{"state": {"all"}, "sort": {"months"}}
	asked := readiness.ExcludeSeveral{Cases: []string{"c-1", "c-3"}, Reason: "short_breaks", Until: calendar.On(2027, 9, 1), Note: "Agreed at panel."}
	would := readiness.ExcludedCases{Until: asked.Until, Done: []readiness.ExcludedCase{
		{CaseID: row.CaseID, ChildRef: row.ChildRef, Team: row.Team, Reviewing: true}, {CaseID: "c-3", ChildRef: "60002", Team: "North team 1"}, {CaseID: "c-4", ChildRef: "60003"},
	}}
	left := []readiness.ExclusionLeft{{CaseID: "c-2", ChildRef: "60001", Why: "This case is kept out of the reviews already, until 1 September 2027. End that first."}, {CaseID: "c-9", Why: "There is no such case, or it belongs to another area or team than yours."}}
	some := would
	some.Refused = left
	several := SeveralPage{Rows: []readiness.CaseRow{row, out}, Total: 143, Form: filtered, Today: sampleToday, Query: readiness.CaseQuery{State: "all", Sort: "months"}}
	refused := several
	refused.Form = sampleFilled(asked, govuk.FieldError{Name: "cases", Message: "Tick at least one case."}, govuk.FieldError{Name: "reason", Message: "Choose the reason."})
	refused.Form.Values.Set("which", "some")
	return map[string]Page{
		"several/choose":               several,
		"several/nothing":              SeveralPage{Form: sampleForm(), Today: sampleToday},
		"several/refused: no reason":   refused,
		"several/check":                SeveralCheckPage{Asked: asked, Would: would, Form: sampleForm()},
		"several/check: some cannot":   SeveralCheckPage{Asked: asked, Would: some, Form: sampleForm()},
		"several/check: none can":      SeveralCheckPage{Asked: asked, Would: readiness.ExcludedCases{Until: asked.Until, Refused: left}, Form: sampleForm()},
		"several/done, some could not": SeveralCheckPage{Asked: asked, Would: some, Form: sampleForm(), Done: true},
		"cases/long-open":              CasesPage{Page: readiness.Page[readiness.CaseRow]{Rows: []readiness.CaseRow{row, out}, Total: 143, Next: "abc"}, Areas: sampleAreas, Teams: sampleTeams, Form: sampleForm(), Viewer: sampleAD},
		"cases/none fits":              CasesPage{Query: readiness.CaseQuery{State: "all", Sort: "months"}, Form: filtered, Viewer: sampleHead},
		"case/long-open":               CasePage{View: view, Viewer: sampleHead, Today: sampleToday, End: sampleForm()},
		"case/kept out":                CasePage{View: kept, Viewer: sampleHead, Today: sampleToday, End: sampleForm()},
		"case/kept out, read":          CasePage{View: kept, Viewer: sampleQA, Today: sampleToday, End: sampleForm()},
		"case/closed":                  CasePage{View: bare, Viewer: sampleAD, Today: sampleToday, End: sampleForm()},
		"case/exclude":                 ExcludePage{View: view, Form: sampleForm(), Today: sampleToday},
		"case/exclude: no reason":      ExcludePage{View: view, Today: sampleToday, Form: sampleFilled(readiness.Exclude{Until: calendar.On(2027, 9, 1), Note: "Agreed."}, govuk.FieldError{Name: "reason", Message: "Choose the reason."})},
	}
}
