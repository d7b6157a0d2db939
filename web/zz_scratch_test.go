package web

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestScratch(t *testing.T) {
	fs := frameworks.Shipped()
	var of readiness.Framework
	for _, f := range fs {
		if f.Code == "ilacs-2026" {
			of = f
		}
	}
	x := readiness.Assessment{ID: "0195a1b2-0000-7000-8000-00000000000a", Framework: of.Code}
	d := readiness.SealedCycle{Assessment: x.ID, Name: "2025 to 2026", Kind: readiness.AnnualCycle, PublishedOn: calendar.On(2026, 5, 18), Framework: of}
	scale := of.Scale()
	n := 0
	for _, a := range of.Areas {
		s := readiness.Section{Code: a.Code, Grade: scale[(n+1)%3], Why: "Most children get help that makes a difference, and audits since the autumn show that plans are clearer. It is not good yet because supervision is irregular in two of the five areas and because drift is found too late."}
		for _, c := range a.Criteria {
			n++
			g := scale[(n*7/3)%4]
			text := readiness.AppraisalText{Assessment: x.ID, Criterion: c.Code, Framework: of.Code, Number: 1 + n%3, Grade: scale[(n*5/2)%3], Confidence: []string{"high", "medium", "low"}[n%3],
				Know:     "In 41 of 52 audited files since September the work was good or better, up from 29 of 50 the year before. Families in the north describe help that came within two weeks; in the south it took five. The change followed the move of two teams under one manager.",
				How:      "Two audits by quality assurance, a practice week in January with 12 observations, performance data at 31 March and what 23 families told the advocate.",
				Next:     "We give each team a practice lead by June. We audit 20 files in each area in September and report to the improvement board.",
				Impact:   "A family with four children stayed together after a plan that their own network wrote; the case closed after seven months.",
				Weakness: "Recording of management decisions is late in a third of files, and the voice of the youngest children is thin.",
				Figures:  "Audits good or better: 79%, 31 March 2026, audit database\nFirst visits in time: 86%, 31 March 2026, case system", Up: "x", Down: "y"}
			for k := range 3 {
				text.Evidence = append(text.Evidence, readiness.TextEvidence{ID: fmt.Sprint("e", n/2, k), Title: fmt.Sprintf("Audit of %d files of assessments and plans, round %d", 10+n/2, k+1), Kind: []string{"audit", "voice", "data"}[k], Bears: []string{"supports", "contradicts", "supports"}[(n+k)%3], ShowsOn: calendar.On(2026, 1+time.Month(k), 1+n/2%28), SHA256: readiness.SHA256([]byte(fmt.Sprint(n/2, k)))})
			}
			text.Actions = []readiness.TextAction{{ID: fmt.Sprint("a", n/4), Title: fmt.Sprintf("Give each team of area %d a practice lead who observes and coaches", n/4), Status: readiness.ActionVerified, Due: calendar.On(2026, 6, 1+n/4)}}
			body, _ := text.Canonical()
			hash := readiness.SHA256(body)
			s.Criteria = append(s.Criteria, readiness.CriterionState{Code: c.Code, Version: text.Number, SHA256: hash, Agreed: g, Status: readiness.AppraisalAgreed})
			d.Criteria = append(d.Criteria, readiness.SealedCriterion{Code: c.Code, Body: string(body), SHA256: hash, Author: "Tom Reilly", Challenger: "Quentin Amadi", Lead: "Hanna Okafor", Grade: text.Grade, Challenged: g, Why: "Twelve files.", Agreed: g, Confidence: text.Confidence, Reason: map[bool]string{true: "The audits of two areas show the contrary."}[n%6 == 0]})
		}
		x.Sections = append(x.Sections, s)
	}
	d.Sections, d.Contents = x.Sections, x.Contents("")
	for i, part := range x.Parts() {
		d.Signatures = append(d.Signatures, readiness.SealedSignature{Signature: readiness.Signature{Part: part, By: "p", At: time.Date(2026, 5, 10+i, 10, 0, 0, 0, time.UTC), SHA256: x.Binds(part)}, Name: "Amara Lindqvist"})
	}
	if wrong := d.Verify(); wrong != nil {
		t.Error(wrong)
	}
	body, _ := d.Canonical()
	r, err := readiness.SealedReport(readiness.SealedAssessment{AssessmentID: x.ID, At: time.Date(2026, 5, 18, 10, 0, 5, 0, time.UTC), SHA256: readiness.SHA256(body), Document: body})
	if err != nil {
		t.Fatal(err)
	}
	p := AssessmentReadPage{r, sampleToday, true}
	began := time.Now()
	file, err := p.word("Fairshire", sampleNow)
	fmt.Println("word", len(file), time.Since(began), err)
	dir := "/tmp/h/docs-look/"
	os.MkdirAll(dir, 0o755)
	os.WriteFile(dir+"word.docx", file, 0o644)
	z, err := packed(r)
	fmt.Println("zip", len(z), err, "document", len(body))
	os.WriteFile(dir+"check.zip", z, 0o644)
	short := AssessmentSummaryPage{r.Summary(), p}
	f, _ := os.Create(dir + "short.docx")
	short.document("Fairshire").Write(f, sampleNow)
	f.Close()
	for name, page := range map[string]Page{"read": p, "short": short, "draft": AssessmentReadPage{sampleDraft(), sampleToday, true}, "shortdraft": AssessmentSummaryPage{sampleDraft().Summary(), AssessmentReadPage{sampleDraft(), sampleToday, true}}} {
		f, _ := os.Create(dir + name + ".html")
		Draw(f, page)
		f.Close()
	}
}
