package web

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// samplePiece is an audit with everything that a piece of evidence can have.
func samplePiece() readiness.Evidence {
	return readiness.Evidence{
		ID: "e-1", Kind: "audit", Bears: readiness.Supports, Title: "Audit of 20 files in North", Text: "Supervision was recorded in 18 of 20 files.\nTwo had none since January.",
		ShowsOn: calendar.On(2027, 2, 12), From: calendar.On(2027, 1, 4), Until: calendar.On(2027, 1, 31), ReviewBy: calendar.On(2027, 8, 2), ByID: "p-head", By: "Hanna Okafor", At: sampleNow,
		File: "Audit of supervision, North, January 2027.pdf", Size: 812_000, SHA256: strings.Repeat("9f86d081", 8), Opened: 3,
		Actions: []readiness.ActionRef{{ActionID: "a-1", Title: sampleDetails.Title}, {ActionID: "a-2", Title: "Visit every care leaver within eight weeks"}}, Criteria: []string{"HP11", "LM06"},
	}
}

func evidenceSamples() map[string]Page {
	piece, bare, gone, kept, old := samplePiece(), samplePiece(), samplePiece(), samplePiece(), samplePiece()
	bare.ID, bare.Kind, bare.Bears, bare.Title, bare.Text, bare.Actions, bare.Criteria = "e-2", "voice", readiness.Contradicts, "What six families told the advocate", "", nil, nil
	bare.From, bare.Until, bare.ReviewBy, bare.File, bare.SHA256, bare.Opened = calendar.Date{}, calendar.Date{}, calendar.Date{}, "", "", 0
	gone.ID, gone.Withdrawn, gone.Why = "e-3", calendar.On(2027, 3, 1), "Two files were counted twice."
	kept.ID, kept.Kept, kept.Opened = "e-4", []string{"a child’s name in the title", "a date of birth in the file"}, 1
	old.ID, old.Title, old.Replaced, old.Opened = "e-5", "Audit of 12 files in North", "e-1", 0
	piece.Replaces = "e-5"
	due := piece
	due.ID, due.Replaces, due.ReviewBy = "e-6", "", sampleToday
	due.Looks = []readiness.EvidenceLook{{On: calendar.On(2026, 9, 2), By: "Hanna Okafor", Until: sampleToday, Note: "The audit of August gives the same."}}
	list := EvidenceListPage{
		Page: readiness.Page[readiness.Evidence]{Rows: []readiness.Evidence{piece, bare, gone, old}, Total: 64, Next: "next"}, Themes: []string{"Care leavers", "Supervision"},
		Query: readiness.EvidenceQuery{State: "all"}, Form: sampleFilled(readiness.EvidenceQuery{State: "all"}),
	}
	none := list
	none.Page, none.Query, none.Form = readiness.Page[readiness.Evidence]{}, readiness.EvidenceQuery{Kind: "voice"}, sampleFilled(readiness.EvidenceQuery{Kind: "voice"})
	page := func(e readiness.Evidence, viewer readiness.Actor, others ...readiness.Evidence) EvidencePage {
		return EvidencePage{Evidence: e, Versions: append([]readiness.Evidence{e}, others...), Viewer: viewer, Today: sampleToday}
	}
	all := map[string]Page{
		"evidence list/everything": list, "evidence list/none fits": none, "evidence list/empty": EvidenceListPage{Form: sampleForm()},
		"evidence/new version": page(piece, sampleHead, old), "evidence/bare": page(bare, sampleManager), "evidence/withdrawn": page(gone, sampleHead),
		"evidence/kept after a warning": page(kept, sampleLead), "evidence/replaced": EvidencePage{Evidence: old, Versions: []readiness.Evidence{piece, old}, Viewer: sampleHead},
		"evidence/to be looked at again": page(due, sampleHead), "evidence/to be looked at again, somebody else’s": page(due, sampleManager),
		"evidence/look": LookPage{Evidence: due, Form: sampleForm()}, "evidence/look: never asked": LookPage{Evidence: bare, Form: sampleForm()},
		"evidence/look: no date":       LookPage{Evidence: due, Form: sampleForm(govuk.FieldError{Name: "review_by", Message: "Enter the day by which it is to be looked at again."})},
		"evidence/withdraw":            WithdrawPage{Evidence: piece, Form: sampleForm()},
		"evidence/withdraw: no reason": WithdrawPage{Evidence: piece, Form: sampleForm(govuk.FieldError{Name: "reason", Message: "Enter why it is withdrawn."})},
	}
	addAttachSamples(all, piece)
	addCriterionSamples(all, piece, bare)
	addFindingSamples(all)
	return all
}

func addAttachSamples(all map[string]Page, piece readiness.Evidence) {
	view := readiness.ActionView{ActionRow: sampleActionRow(sampleDetails.Title, readiness.ActionInProgress)}
	typed := readiness.AttachEvidence{Kind: "audit", Bears: readiness.Supports, Title: "Audit of 20 files in North", Text: "18 of 20.", ShowsOn: calendar.On(2027, 2, 12)}
	warned := sampleFilled(typed, govuk.FieldError{Name: "keep", Message: "Take out what looks like a child’s, or tick that it stays."})
	warned.Values["warned"] = []string{"an NHS number in the title", "a date of birth in the file"}
	all["attach/to a criterion"] = AttachPage{Form: sampleFilled(readiness.AttachEvidence{Criteria: []string{"HP11"}})}
	all["attach/to no criterion"] = AttachPage{Form: sampleFilled(readiness.AttachEvidence{Kind: "staff"}, govuk.FieldError{Name: "criteria", Message: "Say which improvement action or which criterion the evidence is about."})}
	all["attach/new version, of criteria"] = AttachPage{Replaces: &piece, Form: sampleFilled(typed)}
	all["attach/new"] = AttachPage{View: view, Form: sampleFilled(readiness.AttachEvidence{})}
	all["attach/new version"] = AttachPage{View: view, Replaces: &piece, Form: sampleFilled(typed)}
	all["attach/looks like a child’s"] = AttachPage{View: view, Form: warned, HadFile: true}
	all["attach/refused: a program"] = AttachPage{View: view, HadFile: true, Form: sampleFilled(typed, govuk.FieldError{Name: "file", Message: "This file is a program, whatever its name says, and programs are not taken. Choose the report, sheet or picture itself."})}
	all["attach/refused: nothing filled"] = AttachPage{View: view, Form: sampleFilled(
		readiness.AttachEvidence{}, govuk.FieldError{Name: "kind", Message: "Choose what kind of evidence it is."}, govuk.FieldError{Name: "bears", Message: chooseBears[false]},
		govuk.FieldError{Name: "title", Message: "Enter what the evidence is."}, govuk.FieldError{Name: "shows_on", Message: "Enter the day that the evidence is about."})}
}

func addFindingSamples(all map[string]Page) {
	answered := readiness.PracticeFinding{
		ID: "f-1", Source: "inspection", Reference: "Inspection report, paragraph 14", FoundOn: calendar.On(2027, 2, 8), ReceivedOn: calendar.On(2027, 2, 15), Severity: "priority", Theme: "Supervision",
		Text: "Supervision does not move plans on.\nManagers record that it took place, and not what changed.", RepeatedBy: 1, By: "Iris Lowe", At: sampleNow,
		Actions: []readiness.ActionRow{
			sampleActionRow("Supervise every social worker once a month", readiness.ActionInProgress), sampleActionRow("Train managers in reflective supervision", readiness.ActionClaimed),
			sampleActionRow("Buy a new form", readiness.ActionDropped),
		},
	}
	counted := func(f readiness.PracticeFinding) readiness.PracticeFinding {
		f.Statement = readiness.DefaultPlanRules().StatementFor(f, calendar.England())
		return f
	}
	answered = counted(answered)
	visit, asks, plain, past := answered, answered, answered, answered
	visit.Source, visit.FoundOn, visit.ReceivedOn = "visit", calendar.On(2027, 1, 20), calendar.On(2027, 2, 3)
	past.FoundOn, past.ReceivedOn = calendar.On(2026, 11, 2), calendar.On(2026, 11, 18)
	visit, past = counted(visit), counted(past)
	asks.ID, asks.ReceivedOn, asks.Actions, asks.Statement = "f-2", calendar.Date{}, nil, &readiness.Statement{Asks: true}
	plain.ID, plain.Source, plain.Severity, plain.Area, plain.Repeats, plain.RepeatedBy, plain.Statement, plain.ReceivedOn, plain.Reference = "f-3", "complaint", "medium", "North", "f-1", 0, nil, calendar.Date{}, ""
	plain.Text, plain.Actions = strings.Repeat("Parents say that they hear late when the social worker changes. ", 6), nil
	list := PracticeFindingsPage{
		Page: readiness.Page[readiness.PracticeFinding]{Rows: []readiness.PracticeFinding{answered, asks, plain}, Total: 73, Next: "next"}, Themes: []string{"Care leavers", "Supervision"},
		Form: sampleForm(), Viewer: sampleLead,
	}
	member, none := list, list
	member.Viewer = sampleMember
	none.Page, none.Form, none.Query = readiness.Page[readiness.PracticeFinding]{}, sampleFilled(readiness.PracticeFindingQuery{State: "unanswered"}), readiness.PracticeFindingQuery{State: "unanswered"}
	page := func(f readiness.PracticeFinding, viewer readiness.Actor, errors ...govuk.FieldError) PracticeFindingPage {
		return PracticeFindingPage{Finding: f, Viewer: viewer, Today: sampleToday, Calendar: calendar.England(), Form: sampleForm(errors...)}
	}
	repeat, wrong := page(plain, sampleManager), govuk.FieldError{Name: "received_on", Message: "The day on which the report was received must be today or in the past."}
	repeat.Earlier = &answered
	for name, p := range map[string]Page{
		"list, improvement lead": list, "list, member": member, "none fits": none,
		"empty": PracticeFindingsPage{Form: sampleForm(), Viewer: sampleLead}, "empty, member": PracticeFindingsPage{Form: sampleForm(), Viewer: sampleMember},
		"answered": page(answered, sampleLead), "answered, member": page(answered, sampleMember), "draft due": page(visit, sampleManager), "past due": page(past, sampleLead),
		"asks for receipt": page(asks, sampleLead), "asks for receipt, manager": page(asks, sampleManager), "asks for receipt: refused": page(asks, sampleLead, wrong),
		"receipt corrected: refused": page(answered, sampleLead, wrong), "repeat": repeat,
	} {
		all["finding/"+name] = p
	}
	form := AddFindingPage{Form: sampleFilled(readiness.AddFinding{Repeats: "f-1", Theme: "Supervision"}), Areas: sampleAreas, Themes: list.Themes, Earlier: []readiness.PracticeFinding{answered, plain}}
	refused := form
	refused.Form = sampleFilled(readiness.AddFinding{Text: "Child Amy Smith was not seen.", FoundOn: calendar.On(2027, 2, 8)},
		govuk.FieldError{Name: "source", Message: "Choose where the finding comes from."}, govuk.FieldError{Name: "severity", Message: "Choose how much it weighs."},
		govuk.FieldError{Name: "keep", Message: "Take out what looks like a child’s, or tick that it stays."})
	refused.Form.Values["warned"] = []string{"a child’s name in what was found"}
	all["finding form/new"], all["finding form/refused"], all["finding form/empty council"] = form, refused, AddFindingPage{Form: sampleForm()}
}
