package readiness_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// reported is a report of criteria with these agreed grades and confidences, such as "good high", in one judgement area.
func reported(criteria ...string) readiness.AssessmentReport {
	r := readiness.AssessmentReport{Framework: readiness.Framework{Grades: []readiness.Grade{{Code: "good"}, {Code: "fair"}, {Code: "poor"}}}, Sections: []readiness.ReportSection{{Code: "A"}}}
	for i, c := range criteria {
		agreed, confidence, _ := strings.Cut(c, " ")
		code := "A" + string(rune('1'+i))
		r.Sections[0].Criteria = append(r.Sections[0].Criteria, readiness.ReportCriterion{
			Code: code, Agreed: agreed, Confidence: confidence, Text: readiness.AppraisalText{Number: 1, Next: "We mend " + code + ". Then more."},
		})
	}
	return r
}

func codes(criteria []readiness.ReportCriterion) string {
	var all []string
	for _, c := range criteria {
		all = append(all, c.Code)
	}
	return strings.Join(all, " ")
}

func TestSummaryNamesBothEnds(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		report       readiness.AssessmentReport
		strong, weak string
	}{
		"nothing agreed": {reported(" high", " low"), "", ""},
		"one":            {reported("fair high"), "A1", ""},
		"two":            {reported("poor high", "good low"), "A2", "A1"},
		"by grade, then by confidence": {
			reported("good low", "good high", "fair medium", "poor low", "poor high", "fair low", "good medium", "fair high"), "A2 A7 A1", "A4 A5 A6",
		},
		"none at both ends":                {reported("good high", "good high", "good high", "good low"), "A1 A2", "A4 A3"},
		"a grade of another scale is none": {reported("outstanding high", "good high"), "A2", ""},
	} {
		s := tt.report.Summary()
		if codes(s.Strongest) != tt.strong || codes(s.Weakest) != tt.weak || len(s.Next) != len(s.Weakest) {
			t.Errorf("%s: %q and %q, then %+v", name, codes(s.Strongest), codes(s.Weakest), s.Next)
		}
	}
}

// TestSummaryKeepsToOnePage: sentences are cut between words, and what speaks against is named before what speaks for.
func TestSummaryKeepsToOnePage(t *testing.T) {
	t.Parallel()
	r := reported("good high", "poor low", "poor high", "good low")
	c := r.Sections[0].Criteria
	c[1].Text.Next = strings.Repeat("überall ", 60)
	c[2].Text.Next = "At 3.5 a week,\nwe are slow. We hurry."
	piece := func(id, kind, bears string, day int) readiness.TextEvidence {
		return readiness.TextEvidence{ID: id, Title: id, Kind: kind, Bears: bears, ShowsOn: calendar.On(2027, 1, day)}
	}
	c[0].Text.Evidence = []readiness.TextEvidence{piece("old praise", "voice", readiness.Supports, 1), piece("audit", "audit", readiness.Contradicts, 9), piece("new praise", "voice", readiness.Supports, 3)}
	c[1].Text.Evidence = []readiness.TextEvidence{piece("new praise", "voice", readiness.Supports, 3), piece("old blame", "voice", readiness.Contradicts, 2)}
	c[0].Text.Actions = []readiness.TextAction{{ID: "a", Status: readiness.ActionLasted}, {ID: "b", Status: readiness.ActionInProgress}}
	c[1].Text.Actions = []readiness.TextAction{{ID: "a", Status: readiness.ActionLasted}}
	s := r.Summary()
	if first := s.Next[0].Words; len([]rune(first)) > 111 || !strings.HasSuffix(first, "überall…") {
		t.Errorf("%q", first)
	}
	if s.Next[1].Words != "At 3.5 a week, we are slow." {
		t.Errorf("%q", s.Next[1].Words)
	}
	if s.Voices != 3 || s.Against != 1 || len(s.Voice) != 2 || s.Voice[0].Title != "old blame" || s.Voice[1].Title != "new praise" || !slices.Equal(s.Voice[1].Criteria, []string{"A1", "A2"}) {
		t.Errorf("%+v", s.Voice)
	}
	if s.Actions != 2 || s.Shown != 1 {
		t.Errorf("%d actions, %d shown", s.Actions, s.Shown)
	}
}

// TestDraftReportHidesGrades: a judgement area with a criterion that its reader has to grade first shows no grade of its own, and what is hidden stays so.
func TestDraftReportHidesGrades(t *testing.T) {
	t.Parallel()
	v := readiness.AssessmentView{
		AssessmentRow: readiness.AssessmentRow{AssessmentID: "x", Status: readiness.AssessmentChallenge},
		State: readiness.Assessment{Sections: []readiness.Section{
			{Code: "A", Grade: "good", Why: "All are.", LeadID: "p", Criteria: []readiness.CriterionState{{Code: "A1", Agreed: "good", SHA256: "s"}}}, {Code: "B", Grade: "poor", Why: "None is."},
		}},
		Rows:  []readiness.AppraisalRow{{Section: "A", Criterion: "A1", Hidden: true}, {Section: "B", Criterion: "B1", Agreed: "poor"}},
		Names: map[string]string{"p": "Ann"},
	}
	r := readiness.DraftReport(v, map[string]readiness.AppraisalText{"A1": {Number: 2, Know: "We know."}})
	a, b := r.Sections[0], r.Sections[1]
	if a.Grade+a.Why+a.Criteria[0].SHA256+a.Criteria[0].Agreed != "" || !a.Hidden || a.Lead != "Ann" || !a.Criteria[0].Written() || b.Grade != "poor" || b.Criteria[0].Written() {
		t.Errorf("%+v", r.Sections)
	}
	if r.State() != "Draft, not signed" || !r.Signatures[0].At.IsZero() {
		t.Errorf("%s, %+v", r.State(), r.Signatures)
	}
	v.Status = readiness.AssessmentCancelled
	if state := readiness.DraftReport(v, nil).State(); state != "Called off, never signed" {
		t.Error(state)
	}
}

// TestKeptSealIsChecked: each of the places that say what was sealed contradicts the others.
func TestKeptSealIsChecked(t *testing.T) {
	t.Parallel()
	x := readiness.Assessment{ID: "x", Framework: "f"}
	d := readiness.SealedCycle{Assessment: "x", Framework: readiness.Framework{Code: "f"}, Contents: x.Contents("")}
	for _, part := range x.Parts() {
		d.Signatures = append(d.Signatures, readiness.SealedSignature{Signature: readiness.Signature{Part: part, At: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC), SHA256: x.Binds(part)}, Name: "Ann"})
	}
	body, err := d.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	hash := readiness.SHA256(body)
	kept := func(change func(*readiness.KeptSeal)) string {
		k := readiness.KeptSeal{SealedAssessment: readiness.SealedAssessment{AssessmentID: "x", SHA256: hash, Document: body}, Name: "2027", Trail: []string{hash}}
		change(&k)
		return strings.Join(k.Check(), "\n")
	}
	for says, change := range map[string]func(*readiness.KeptSeal){
		"":                                  func(*readiness.KeptSeal) {},
		"its sealed document is gone":       func(k *readiness.KeptSeal) { k.Missing = true },
		"the audit trail does not know":     func(k *readiness.KeptSeal) { k.Trail = nil },
		"the audit trail says twice":        func(k *readiness.KeptSeal) { k.Trail = append(k.Trail, hash) },
		"and the audit trail says 0":        func(k *readiness.KeptSeal) { k.Trail = []string{"0"} },
		"that of another self-assessment":   func(k *readiness.KeptSeal) { k.AssessmentID = "y" },
		"the sealed document has the hash":  func(k *readiness.KeptSeal) { k.Document = append(slices.Clone(body), '\n') },
		"the sealed document cannot be rea": func(k *readiness.KeptSeal) { k.Document = []byte("x") },
	} {
		if got := kept(change); !strings.Contains(got, says) || (says == "") != (got == "") {
			t.Errorf("it says %q, want %q", got, says)
		}
	}
}
