package readiness

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// AssessmentReports make documents of self-assessments, and check that what was sealed is still what was signed.
type AssessmentReports interface {
	// AssessmentReport is a cycle as the viewer may read it: a published one as it was sealed, one under way as it stands.
	AssessmentReport(ctx context.Context, viewer Actor, assessmentID string) (AssessmentReport, error)
	// VerifySeals computes every hash of every self-assessment again.
	VerifySeals(ctx context.Context) (SealCheck, error)
}

// An AssessmentReport is a self-assessment as it is read: the one content of the page, the Word document, the workbook and the file for machines. A
// published one is made of its sealed document and of nothing else, so that it is the same years later.
type AssessmentReport struct {
	AssessmentID string            `json:"assessment_id"`
	Name         string            `json:"name"`
	Kind         string            `json:"kind"`
	Status       AssessmentStatus  `json:"status"`
	Framework    Framework         `json:"framework"`
	PublishedOn  calendar.Date     `json:"published_on,omitzero"` // zero for a draft
	SignBy       calendar.Date     `json:"sign_by,omitzero"`      // of a draft
	Partial      bool              `json:"partial,omitempty"`     // evidence and actions are left out
	Sections     []ReportSection   `json:"sections"`
	Signatures   []ReportSignature `json:"signatures"` // in the order in which they are given; of a draft none counts yet
	SealedAt     time.Time         `json:"sealed_at,omitzero"`
	Seal         string            `json:"seal,omitempty"` // SHA-256 of Document, in hex

	// Document is the sealed document, byte for byte; nil for a draft, and for whoever may not have all of it.
	Document []byte `json:"-"`
}

// A ReportSection is one judgement area of a report.
type ReportSection struct {
	Code     string            `json:"code"`
	Name     string            `json:"name"`
	Lead     string            `json:"lead"` // a name
	Grade    string            `json:"grade"`
	Why      string            `json:"why"`
	Hidden   bool              `json:"hidden,omitempty"` // the reader has criteria of it to grade first
	Criteria []ReportCriterion `json:"criteria"`
}

// A ReportCriterion is one criterion of a report. Grades that the reader may not see yet are "".
type ReportCriterion struct {
	Code       string          `json:"code"`
	Asks       string          `json:"asks"` // the words of the framework
	Status     AppraisalStatus `json:"status"`
	Version    int             `json:"version"`
	SHA256     string          `json:"sha256,omitempty"` // of the sealed text, in hex
	Text       AppraisalText   `json:"text"`
	Author     string          `json:"author"`
	Challenger string          `json:"challenger"`
	Grade      string          `json:"grade"` // that the author proposes
	Confidence string          `json:"confidence"`
	Challenged string          `json:"challenged"`
	Why        string          `json:"why"` // the challenger's reason
	Third      string          `json:"third"`
	Agreed     string          `json:"agreed"`
	Reason     string          `json:"reason"` // where somebody settled it
	Hidden     bool            `json:"hidden,omitempty"`
}

// A ReportSignature is one part of the chain of signatures; At is zero while it is not signed.
type ReportSignature struct {
	Part   string    `json:"part"`
	Name   string    `json:"name"`
	At     time.Time `json:"at,omitzero"`
	SHA256 string    `json:"sha256,omitempty"`
}

// Written reports whether the criterion has a text.
func (c ReportCriterion) Written() bool { return c.Text.Number > 0 }

// Published reports whether it was signed and sealed.
func (r AssessmentReport) Published() bool { return !r.PublishedOn.IsZero() }

// State is what stands on every page of it.
func (r AssessmentReport) State() string {
	switch {
	case r.Published():
		return "Published " + r.PublishedOn.Long()
	case r.Status == AssessmentCancelled:
		return "Called off, never signed"
	}
	return "Draft, not signed"
}

// SealedReport makes the report of a published cycle.
func SealedReport(sealed SealedAssessment) (AssessmentReport, error) {
	d, err := ReadSealed(sealed.Document)
	if err != nil {
		return AssessmentReport{}, err
	}
	r := AssessmentReport{
		AssessmentID: d.Assessment, Name: d.Name, Kind: d.Kind, Status: AssessmentPublished, Framework: d.Framework, PublishedOn: d.PublishedOn,
		Sections: []ReportSection{}, Signatures: []ReportSignature{}, SealedAt: sealed.At, Seal: sealed.SHA256, Document: sealed.Document,
	}
	for _, s := range d.Signatures {
		r.Signatures = append(r.Signatures, ReportSignature{Part: s.Part, Name: s.Name, At: s.At, SHA256: s.SHA256})
	}
	of := map[string]SealedCriterion{}
	for _, c := range d.Criteria {
		of[c.Code] = c
	}
	for _, s := range d.Sections {
		section := r.section(s)
		for _, state := range s.Criteria {
			c, err := r.sealed(of[state.Code], state)
			if err != nil {
				return r, err
			}
			section.Lead = of[state.Code].Lead
			section.Criteria = append(section.Criteria, c)
		}
		if section.Lead == "" {
			section.Lead = r.signer(s.Code)
		}
		r.Sections = append(r.Sections, section)
	}
	return r, nil
}

func (r AssessmentReport) section(s Section) ReportSection {
	area, _ := r.Framework.Area(s.Code)
	return ReportSection{Code: s.Code, Name: area.Name, Grade: s.Grade, Why: s.Why, Criteria: []ReportCriterion{}}
}

// signer is the name of whoever signed a part.
func (r AssessmentReport) signer(part string) string {
	i := slices.IndexFunc(r.Signatures, func(s ReportSignature) bool { return s.Part == part })
	if i < 0 {
		return ""
	}
	return r.Signatures[i].Name
}

func (r AssessmentReport) sealed(c SealedCriterion, state CriterionState) (ReportCriterion, error) {
	text, err := c.Text()
	if err != nil {
		return ReportCriterion{}, err
	}
	asks, _, _ := r.Framework.Criterion(c.Code)
	return ReportCriterion{
		Code: c.Code, Asks: asks.Text, Status: c.Status, Version: state.Version, SHA256: c.SHA256, Text: text, Author: c.Author, Challenger: c.Challenger, Grade: c.Grade,
		Confidence: c.Confidence, Challenged: c.Challenged, Why: c.Why, Third: c.Third, Agreed: c.Agreed, Reason: c.Reason,
	}, nil
}

// DraftReport makes the report of a cycle under way, from what its reader may see of it. Whoever has a criterion of a judgement area to grade first
// learns nothing of that area's grade either.
func DraftReport(v AssessmentView, texts map[string]AppraisalText) AssessmentReport {
	x := v.State
	r := AssessmentReport{
		AssessmentID: v.AssessmentID, Name: v.Name, Kind: v.Kind, Status: v.Status, Framework: v.Of, SignBy: v.SignBy, Sections: []ReportSection{}, Signatures: []ReportSignature{},
	}
	for _, s := range x.Sections {
		section := r.section(s)
		section.Lead = v.Names[s.LeadID]
		for _, row := range v.Rows {
			if row.Section == s.Code {
				section.Criteria = append(section.Criteria, draftCriterion(row, texts[row.Criterion]))
				section.Hidden = section.Hidden || row.Hidden
			}
		}
		if section.Hidden {
			section.Grade, section.Why = "", ""
		}
		r.Sections = append(r.Sections, section)
	}
	for _, part := range x.Parts() {
		line := ReportSignature{Part: part, Name: v.Names[x.Signer(part)]}
		if s := x.Signature(part); s != nil && x.Signed(part) {
			line.Name, line.At = v.Names[s.By], s.At
		}
		r.Signatures = append(r.Signatures, line)
	}
	return r
}

func draftCriterion(row AppraisalRow, text AppraisalText) ReportCriterion {
	return ReportCriterion{
		Code: row.Criterion, Asks: row.Text, Status: row.Status, Version: text.Number, Text: text, Author: row.Author, Challenger: row.Challenger, Grade: row.Grade,
		Confidence: row.Confidence, Challenged: row.Challenged, Third: row.Third, Agreed: row.Agreed, Hidden: row.Hidden,
	}
}

// ForPeer is the report without the evidence and the actions, which a peer from another council does not see.
func (r AssessmentReport) ForPeer() AssessmentReport {
	r.Document, r.Partial = nil, true
	r.Sections = slices.Clone(r.Sections)
	for i := range r.Sections {
		r.Sections[i].Criteria = slices.Clone(r.Sections[i].Criteria)
		for j := range r.Sections[i].Criteria {
			text := &r.Sections[i].Criteria[j].Text
			text.Evidence, text.Actions = []TextEvidence{}, []TextAction{}
		}
	}
	return r
}

// File is the report for machines: of a published cycle the sealed document, byte for byte, of a draft the report.
func (r AssessmentReport) File() ([]byte, error) {
	if r.Document != nil {
		return r.Document, nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return nil, fmt.Errorf("write a report of a self-assessment: %w", err)
	}
	return b.Bytes(), nil
}
