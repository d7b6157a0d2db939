package web

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// samplePack is a small focus area of the sample council.
var samplePack = readiness.FocusPack{
	Code: "care-leavers-2026", Focus: "care_leavers", Name: "Care leavers", Source: "Our synthesis of published inspection reports.", From: calendar.On(2026, 4, 1), Cohort: readiness.CareLeaverCohort,
	Enquiries: []readiness.PackLine{{Code: "CLE1", Text: "Do we know where every care leaver is, how they are, and who saw them last and when?"}, {Code: "CLE2", Text: "Is there a current pathway plan?", Unconfirmed: true}},
	Evidence:  []readiness.PackLine{{Code: "CLP1", Text: "Performance report with commentary"}},
	Checklist: []readiness.PackLine{{Code: "CLK1", Text: "List 9 agrees with the lists of finance, housing and the personal advisers"}},
	Flags: []readiness.RedFlag{
		{Code: "no_contact", Name: "No contact for more than %d weeks", Rule: "no_contact_weeks", Threshold: 8, Why: "Whoever is not seen is not kept safe.", Unconfirmed: true},
		{Code: "no_adviser", Name: "No personal adviser is named", Rule: "no_adviser", Why: "Without an adviser nobody owns the pathway plan."},
	},
	Sections: []readiness.AuditSection{{Code: "voice", Name: "The child’s voice and lived experience", Questions: []readiness.PackLine{{Code: "CLA1", Text: "Are the young person’s own words in the file?"}}}},
}

// sampleRunUp has a step of each stretch of days.
var sampleRunUp = readiness.RunUp{
	Code: "monitoring-2026", Kind: "monitoring", Name: "Monitoring visit", Source: "Our proposal.", From: calendar.On(2026, 4, 1), Days: 2, Letter: 22,
	Slots: []readiness.RunUpSlot{
		{Code: "lead", Name: "Visit lead", Role: readiness.ImprovementLead}, {Code: "focus_lead", Name: "Lead of the focus area", Role: readiness.AssistantDirector, PerFocus: true, Unsure: true},
	},
	Steps: []readiness.RunUpStep{
		{Code: "agree_scope", Name: "Agree the scope of the focus area", Text: "With the lead inspector.", Anchor: "visit", Offset: -60, Slot: "focus_lead", PerFocus: true, Gate: "signature", Shows: "A scope note, signed by the director", Short: "keep"},
		{Code: "hold_mock", Name: "Hold a mock visit", Anchor: "visit", Offset: -3, Slot: "lead", Gate: "evidence", Shows: "What the mock visit found, logged", Short: "drop", Unconfirmed: true},
		{Code: "close_first_day", Name: "Close the first day’s requests and concerns", Anchor: "visit", Slot: "lead", Gate: "requests", Shows: "Nothing is open", Short: "keep"},
		{Code: "note_feedback", Name: "Write down the provisional feedback", Anchor: "end", Slot: "lead", Gate: "evidence", Shows: "The feedback as it was said", Short: "keep"},
		{Code: "draft_actions", Name: "Draft actions from the feedback", Anchor: "end", Offset: 5, Slot: "focus_lead", PerFocus: true, Gate: "signature", Shows: "The drafts, signed off", Short: "keep"},
		{Code: "audit_again", Name: "Audit the same children again", Anchor: "end", Offset: 90, Slot: "focus_lead", PerFocus: true, Gate: "reaudit", Shows: "The comparison of both audits", Short: "keep"},
		{Code: "register_findings", Name: "Put the letter’s findings into the register", Anchor: "letter", Slot: "lead", Gate: "letter", Shows: "Each finding stands in the register", Short: "keep"},
		{Code: "check_facts", Name: "Check the letter for facts", Anchor: "letter", Offset: 6, Slot: "lead", Gate: "evidence", Shows: "What was sent", Short: "drop"},
	},
}

// sampleBook is a run-book that the call opens.
func sampleBook() readiness.RunUp {
	r := sampleRunUp
	r.Code, r.Kind, r.Name, r.Days, r.Letter = "standard-2026", "standard", "Standard inspection", 10, 27
	r.Slots = r.Slots[:1]
	r.Steps = []readiness.RunUpStep{
		{Code: "note_call", Name: "Write down what the lead inspector said", Anchor: "call", Slot: "lead", Gate: "evidence", Shows: "The note of the call", Short: "keep"},
		{Code: "send_lists", Name: "Send the lists", Anchor: "call", Offset: 1, Slot: "lead", Gate: "evidence", Shows: "The receipt", Short: "keep", Unconfirmed: true},
		{Code: "take_stock", Name: "Take stock of the first week", Anchor: "visit", Offset: 4, Slot: "lead", Gate: "evidence", Shows: "What is open", Short: "drop"},
	}
	return r
}

var (
	sampleClonePack  = readiness.ClonePack{Code: "anyshire-care-leavers-2027", Name: "Care leavers", Focus: "care_leavers", From: calendar.On(2027, 4, 1)}
	sampleCloneRunUp = readiness.CloneRunUp{Code: "anyshire-monitoring-2027", Name: "Monitoring visit", From: calendar.On(2027, 4, 1)}
)

func samplePackDraft(f readiness.PackFile) readiness.PackDraft {
	return readiness.PackDraft{
		ID: "0195a1b2-0000-7000-8000-00000000000e", By: "Iris Lowe", At: sampleNow, Seq: 2, File: f, Problems: f.Check([]string{samplePack.Code, sampleRunUp.Code}),
	}
}

func samplePackDraftPage(d readiness.PackDraft, form Form) PackDraftPage {
	return PackDraftPage{Wrong: d.Problems, Draft: d, Form: form, Discard: sampleForm()}
}

// sampleDraftPart is the page of a part; one that the draft has not is a mistake in the samples.
func sampleDraftPart(d readiness.PackDraft, part *draftPart, code string, form *Form) DraftPartPage {
	if form == nil {
		_, now, _ := part.of(d.File, code)
		filled := sampleFilled(now)
		form = &filled
	}
	page, err := draftPartPage(d, part, code, form)
	if err != nil {
		panic(err)
	}
	if page.Remove != nil {
		remove := sampleForm()
		page.Remove = &remove
	}
	return page
}

func packSamples() map[string]Page {
	draft, runUpDraft := samplePackDraft(sampleClonePack.Of(samplePack)), samplePackDraft(sampleCloneRunUp.Of(sampleRunUp))
	own := draft.File.Pack.VersionOf("Iris Lowe", sampleNow)
	packs := []readiness.PackVersion{own, samplePack.VersionOf("", sampleNow)}
	before := samplePack.VersionOf("", sampleNow)
	before.Code, before.From = "care-leavers-2024", calendar.On(2024, 4, 1)
	packs = append(packs, before)
	runUps := []readiness.RunUpVersion{sampleRunUp.VersionOf("", sampleNow), sampleBook().VersionOf("", sampleNow)}
	broken := readiness.PackFile{
		Name: "young-carers.yaml", Pack: &readiness.FocusPack{Code: samplePack.Code, Enquiries: samplePack.Enquiries, Flags: slices.Clone(samplePack.Flags)},
		FileReading: readiness.FileReading{Places: map[string]readiness.FrameworkPlace{"from": {Row: 3}, "flags.0": {Row: 9}}, Unread: []readiness.FrameworkFault{{At: "from", Message: "“in April” is not a date. Write year, month and day, for example 2027-03-03."}}},
	}
	broken.Pack.Flags[0].Threshold = 99
	childs := sampleFilled(readiness.SavePackLines{Part: "enquiries", Lines: "CLE1 Do we know where Anna Smith, born 4 May 2009, is?"}, govuk.FieldError{Name: "keep", Message: "Take out what looks like a child’s, or tick that it stays."})
	childs.Values["warned"] = []string{"a date of birth in the lines"}
	late := sampleFilled(readiness.SaveRedFlag{Code: "no_contact", Title: "No contact", Rule: "no_contact_weeks", Threshold: 99, Why: "It matters."}, govuk.FieldError{Name: "threshold", Message: "The threshold of the red flag must be between 1 and 52."})
	return map[string]Page{
		"focus areas/improvement lead":      PacksPage{Packs: packs, RunUps: runUps, Drafts: []readiness.PackDraft{draft, runUpDraft}, Viewer: sampleLead, Today: sampleToday},
		"focus areas/member":                PacksPage{Packs: packs[1:], RunUps: runUps, Viewer: sampleMember, Today: sampleToday},
		"focus areas/empty":                 PacksPage{Viewer: sampleMember, Today: sampleToday},
		"focus area/improvement lead":       PackPage{PackBody: PackBody{Pack: samplePack}, Viewer: sampleLead},
		"focus area/the council’s own":      PackPage{PackBody: PackBody{Pack: *draft.File.Pack}, Viewer: sampleMember},
		"run-up/monitoring, lead":           RunUpPage{RunUpBody: RunUpBody{RunUp: sampleRunUp}, Viewer: sampleLead},
		"run-up/standard, member":           RunUpPage{RunUpBody: RunUpBody{RunUp: sampleBook()}, Viewer: sampleMember},
		"focus area import/empty":           PackUploadPage{Form: sampleForm(), Packs: packs, RunUps: runUps},
		"focus area import/refused":         PackUploadPage{Form: sampleForm(govuk.FieldError{Name: "files", Message: "The file is empty."}), Packs: packs, RunUps: runUps},
		"focus area clone/filled":           clonePackQuestions(samplePack, sampleFilled(sampleClonePack)),
		"focus area clone/refused":          clonePackQuestions(samplePack, sampleFilled(sampleClonePack, govuk.FieldError{Name: "code", Message: "The code anyshire-care-leavers-2027 is in the library already."})),
		"run-up clone/filled":               cloneRunUpQuestions(sampleRunUp, sampleFilled(sampleCloneRunUp)),
		"focus area draft/a copy":           samplePackDraftPage(draft, sampleForm()),
		"focus area draft/a run-up":         samplePackDraftPage(runUpDraft, sampleForm()),
		"focus area draft/much is wrong":    samplePackDraftPage(samplePackDraft(broken), sampleForm()),
		"focus area name/filled":            packNameQuestions(draft, sampleFilled(nameOf(draft.File))),
		"run-up name/filled":                packNameQuestions(runUpDraft, sampleFilled(nameOf(runUpDraft.File))),
		"focus area lines/filled":           sampleDraftPart(draft, packLinesPart, "enquiries", nil),
		"focus area lines/refused: a child": sampleDraftPart(draft, packLinesPart, "enquiries", &childs),
		"audit section/change":              sampleDraftPart(draft, packSectionPart, "voice", nil),
		"audit section/add":                 sampleDraftPart(draft, packSectionPart, "", nil),
		"red flag/change":                   sampleDraftPart(draft, packFlagPart, "no_contact", nil),
		"red flag/refused: threshold":       sampleDraftPart(draft, packFlagPart, "no_contact", &late),
		"red flag/add":                      sampleDraftPart(draft, packFlagPart, "", nil),
		"run-up step/change":                sampleDraftPart(runUpDraft, runUpStepPart, "agree_scope", nil),
		"run-up step/add":                   sampleDraftPart(runUpDraft, runUpStepPart, "", nil),
	}
}
