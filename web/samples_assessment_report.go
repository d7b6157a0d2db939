package web

import (
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// sampleSealed is a published self-assessment of three criteria.
func sampleSealed() readiness.AssessmentReport {
	of := readiness.Framework{
		Code: "ilacs-2026", Name: "ILACS from April 2026", Grades: []readiness.Grade{
			{Code: "outstanding", Name: "Outstanding"}, {Code: "good", Name: "Good"}, {Code: "requires_improvement", Name: "Requires improvement to be good"}, {Code: "inadequate", Name: "Inadequate"},
		},
		Areas: []readiness.JudgementArea{
			{Code: "HELP", Name: "The experiences and progress of children who need help and protection", Criteria: []readiness.Criterion{
				{Code: "HP01", Text: "Early help is offered at the right time"}, {Code: "HP02", Text: "Thresholds are understood and applied consistently"},
			}},
			{Code: "LEAD", Name: "The impact of leaders on social work practice", Criteria: []readiness.Criterion{{Code: "LM06", Text: "A practice model is known and used"}}},
		},
	}
	x := readiness.Assessment{ID: "sa-1", Framework: of.Code, Sections: []readiness.Section{
		{Code: "HELP", Grade: "requires_improvement", Why: "Help comes early in the north. It comes late elsewhere."}, {Code: "LEAD", Grade: "good", Why: "Staff can say what the model is."},
	}}
	d := readiness.SealedCycle{
		Assessment: x.ID, Name: "2025 to 2026", Kind: readiness.AnnualCycle, PublishedOn: calendar.On(2026, 5, 18), Framework: of, Criteria: []readiness.SealedCriterion{}, Signatures: []readiness.SealedSignature{},
	}
	for _, c := range []struct {
		section    int
		text       readiness.AppraisalText
		challenged string
		agreed     string
		reason     string
	}{
		{0, reportText("HP01", "good", "high", "voice", readiness.Supports), "good", "good", ""},
		{0, reportText("HP02", "good", "low", "voice", readiness.Contradicts), "requires_improvement", "requires_improvement", "The audits of two areas show the contrary."},
		{1, reportText("LM06", "good", "medium", "staff", readiness.Supports), "good", "good", ""},
	} {
		c.text.Assessment, c.text.Framework = x.ID, of.Code
		body, err := c.text.Canonical()
		if err != nil {
			panic(err) // texts of ours can always be written
		}
		hash := readiness.SHA256(body)
		s := &x.Sections[c.section]
		s.Criteria = append(s.Criteria, readiness.CriterionState{Code: c.text.Criterion, Version: 1, SHA256: hash, Agreed: c.agreed, Status: readiness.AppraisalAgreed})
		d.Criteria = append(d.Criteria, readiness.SealedCriterion{
			Code: c.text.Criterion, Body: string(body), SHA256: hash, Author: "Tom Reilly", Challenger: "Quentin Amadi", Lead: "Hanna Okafor", Grade: c.text.Grade, Challenged: c.challenged,
			Why: "I read twelve files.", Agreed: c.agreed, Reason: c.reason, Confidence: c.text.Confidence, Status: readiness.AppraisalAgreed,
		})
	}
	d.Sections, d.Contents = x.Sections, x.Contents("")
	for i, part := range x.Parts() {
		at := time.Date(2026, 5, 14+i, 10, 0, 0, 0, time.UTC)
		d.Signatures = append(d.Signatures, readiness.SealedSignature{Signature: readiness.Signature{Part: part, By: "p-" + part, At: at, SHA256: x.Binds(part)}, Name: "Amara Lindqvist"})
	}
	body, err := d.Canonical()
	if err != nil {
		panic(err)
	}
	r, err := readiness.SealedReport(readiness.SealedAssessment{AssessmentID: x.ID, At: time.Date(2026, 5, 18, 10, 0, 5, 0, time.UTC), SHA256: readiness.SHA256(body), Document: body})
	if err != nil {
		panic(err)
	}
	return r
}

// reportText is what was written about a criterion.
func reportText(criterion, grade, confidence, kind, bears string) readiness.AppraisalText {
	return readiness.AppraisalText{
		Criterion: criterion, Number: 1, Grade: grade, Confidence: confidence, Know: "Most families are helped within ten days.\nIn the south it takes twenty.", How: "Two audits of 40 files, and what families told us.",
		Next: "We train every duty manager by June. Then we audit again.", Impact: "One family kept its three children at home.", Weakness: "Recording is late & thin.", Figures: "Contacts in time: 81%, 31 March 2026, case system",
		Up: "Three good audits.", Down: "Another empty post.",
		Evidence: []readiness.TextEvidence{{ID: "e-" + criterion, Title: "What families said about " + criterion, Kind: kind, Bears: bears, ShowsOn: calendar.On(2026, 2, 3), SHA256: readiness.SHA256([]byte(criterion))}},
		Actions:  []readiness.TextAction{{ID: "a-1", Title: "Train every duty manager", Status: readiness.ActionVerified, Due: calendar.On(2026, 6, 30)}},
	}
}

// sampleDraftReport is the same under way: one criterion is written and graded, one hidden from its reader, one not begun.
func sampleDraftReport() readiness.AssessmentReport {
	r := sampleSealed()
	r.Name, r.Status, r.PublishedOn, r.Seal, r.SealedAt, r.Document, r.SignBy = "2026 to 2027", readiness.AssessmentChallenge, calendar.Date{}, "", time.Time{}, nil, calendar.On(2027, 4, 30)
	for i := range r.Signatures {
		r.Signatures[i].At, r.Signatures[i].SHA256 = time.Time{}, ""
	}
	help, lead := &r.Sections[0], &r.Sections[1]
	help.Grade, help.Why, help.Hidden, lead.Grade, lead.Why = "", "", true, "", ""
	hidden := &help.Criteria[1]
	hidden.Hidden, hidden.Grade, hidden.Confidence, hidden.Challenged, hidden.Agreed, hidden.Reason, hidden.Text = true, "", "", "", "", "", hidden.Text.Blind()
	lead.Criteria[0] = readiness.ReportCriterion{Code: "LM06", Asks: lead.Criteria[0].Asks, Status: readiness.AppraisalWriting, Author: "Tom Reilly"}
	return r
}

func assessmentReportSamples() map[string]Page {
	sealed, draft, none := sampleSealed(), sampleDraftReport(), sampleDraftReport()
	none.Sections[0].Criteria, none.Sections[1].Criteria = nil, nil
	read := func(r readiness.AssessmentReport, files bool) AssessmentReadPage {
		return AssessmentReadPage{r, sampleToday, files}
	}
	short := func(r readiness.AssessmentReport) AssessmentSummaryPage {
		return AssessmentSummaryPage{r.Summary(), read(r, true)}
	}
	peer := draft.ForPeer()
	return map[string]Page{
		"assessment read/published":      read(sealed, true),
		"assessment read/draft":          read(draft, true),
		"assessment read/peer":           read(peer, false),
		"assessment read/nothing yet":    read(none, true),
		"assessment summary/published":   short(sealed),
		"assessment summary/peer":        AssessmentSummaryPage{peer.Summary(), read(peer, false)},
		"assessment summary/draft":       short(draft),
		"assessment summary/none so far": short(none),
	}
}
