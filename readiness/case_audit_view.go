package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// CaseAuditRegister answers the pages about case audits and keeps what people write. Whoever may not see the child (CaseAudit.MaySeeChild) sees neither its
// reference nor any text; whoever could moderate sees no grade of the auditor's before it is moderated.
type CaseAuditRegister interface {
	CaseAudits(ctx context.Context, viewer Actor, visitID, focus string) (CaseAuditList, error)
	CaseAuditView(ctx context.Context, viewer Actor, id string) (CaseAuditView, error)
	CaseAuditDesk(ctx context.Context, viewer Actor) (CaseAuditDesk, error)
	// WriteAudit keeps the next version of a text, for a command that sends it (CaseAuditVersion.Command).
	WriteAudit(ctx context.Context, id string, w WriteCaseAudit, asked Asked) (CaseAuditVersion, error)
	// SaveAuditDraft keeps what somebody has typed and not sent; no fields drop it.
	SaveAuditDraft(ctx context.Context, id, part string, base int, fields map[string]string, by Actor) error
	// CompareAudits sets the audits before a visit beside those of the same children after it.
	CompareAudits(ctx context.Context, viewer Actor, visitID, focus string) (AuditComparison, error)
	// AuditCalibration is how auditors' grades lie against moderators', over all audits.
	AuditCalibration(ctx context.Context, viewer Actor) (AuditCalibration, error)
}

// A CaseAuditRow is one audit in a list.
type CaseAuditRow struct {
	CaseAuditID string          `json:"case_audit_id"`
	VisitID     string          `json:"visit_id"`
	Visit       string          `json:"visit"` // its name
	Focus       string          `json:"focus"`
	FocusName   string          `json:"focus_name"`
	Ref         string          `json:"child_ref,omitempty"` // "" when the viewer may not see whose audit it is
	Team        string          `json:"team"`                // a name
	Round       int             `json:"round"`               // 2 after the visit
	Status      CaseAuditStatus `json:"status"`
	AuditorID   string          `json:"auditor_id"`
	Auditor     string          `json:"auditor"`
	ModeratorID string          `json:"moderator_id"`
	Moderator   string          `json:"moderator"`
	ThirdID     string          `json:"third_id,omitempty"`
	Third       string          `json:"third,omitempty"`
	OwnerID     string          `json:"owner_id"`
	Due         calendar.Date   `json:"due,omitzero"`
	Overdue     int             `json:"overdue"`           // working days
	Overall     string          `json:"overall,omitempty"` // the grade that stands
	Concerns    int             `json:"concerns"`
	Reached     Role            `json:"reached,omitempty"`
	ReachedAt   time.Time       `json:"reached_at,omitzero"`
	Because     string          `json:"because,omitempty"`
}

// Moderated reports whether a moderator has given grades.
func (r CaseAuditRow) Moderated() bool {
	return r.Status == CaseAuditThird || r.Status == CaseAuditFeedback || r.Status == CaseAuditDone
}

// A CaseAuditList is the page with the audits of one focus area of a visit.
type CaseAuditList struct {
	FocusOf
	Rows    []CaseAuditRow `json:"rows"`    // first those before the visit, by place in the sample
	Profile []GradeCount   `json:"profile"` // of the grades that stand before the visit, by section and overall
}

// GradeCount is how often each grade was given in one section, or overall.
type GradeCount struct {
	Code   string `json:"code"` // of the section; "" for the overall grade
	Name   string `json:"name"`
	Counts []int  `json:"counts"` // in the order of CaseAuditGrades
}

// GradeProfile counts grades that stand, overall first and then by section.
func GradeProfile(sections []AuditSection, given []AuditGrades) []GradeCount {
	profile := []GradeCount{{Name: "Overall", Counts: make([]int, len(CaseAuditGrades))}}
	for _, s := range sections {
		profile = append(profile, GradeCount{Code: s.Code, Name: s.Name, Counts: make([]int, len(CaseAuditGrades))})
	}
	for _, g := range given {
		for i, c := range profile {
			if step := auditStep(g.Of(c.Code)); step >= 0 {
				profile[i].Counts[step]++
			}
		}
	}
	return profile
}

// A CaseAuditView is the page of one audit.
type CaseAuditView struct {
	CaseAuditRow
	State      CaseAudit          `json:"state"`   // without the auditor's grades where they are hidden
	Of         FocusPack          `json:"-"`       // long, and read in the library by the code in State
	MaySee     bool               `json:"may_see"` // the viewer may see the child, and read the texts
	Hidden     bool               `json:"hidden"`  // the auditor's grades are kept back until the audit is moderated
	Flags      []string           `json:"flags"`
	Texts      []CaseAuditVersion `json:"texts"`           // the last of each part that was sent, in the order of CaseAuditTexts
	Kept       *CaseAuditVersion  `json:"kept,omitempty"`  // the last of the part that the viewer can write now, with its text when they wrote it; nil for none
	Draft      *AppraisalDraft    `json:"draft,omitempty"` // the viewer's own
	Drafts     []string           `json:"drafts"`          // names of others with a draft
	Names      map[string]string  `json:"names"`
	Other      string             `json:"other,omitempty"` // the id of the same child's audit before the visit, or after it
	OtherRound int                `json:"other_round"`
	Next       []NextStep         `json:"next"`
	Happened   []EventRow         `json:"happened"` // newest first
}

// Writes is the text that somebody can write now; "" for none.
func (v CaseAuditView) Writes(by Actor) string {
	for _, text := range CaseAuditTexts {
		if v.State.MayWriteAudit(by, text.Code) == nil {
			return text.Code
		}
	}
	return ""
}

// Text is the last version of a part; nil when there is none, or the viewer may not read it.
func (v CaseAuditView) Text(part string) *CaseAuditVersion {
	for i := range v.Texts {
		if v.Texts[i].Part == part {
			return &v.Texts[i]
		}
	}
	return nil
}

// A CaseAuditDesk is what of case audits waits for one person.
type CaseAuditDesk struct {
	Decide   []CaseAuditRow `json:"decide"`
	Audit    []CaseAuditRow `json:"audit"`
	Moderate []CaseAuditRow `json:"moderate"`
	Third    []CaseAuditRow `json:"third"`
	Talk     []CaseAuditRow `json:"talk"`
	Name     []CaseAuditRow `json:"name"` // that nobody has, for whoever can name somebody
}

// Sort puts a row where its viewer has something to do with it.
func (d *CaseAuditDesk) Sort(viewer Actor, r CaseAuditRow) {
	switch {
	case r.OwnerID == "" && MaySample(viewer) == nil:
		d.Name = append(d.Name, r)
	case !viewer.standsFor(r.OwnerID):
	case r.Status == CaseAuditAssigned:
		d.Audit = append(d.Audit, r)
	case r.Status == CaseAuditModeration:
		d.Moderate = append(d.Moderate, r)
	case r.Status == CaseAuditThird:
		d.Third = append(d.Third, r)
	case r.Status == CaseAuditFeedback:
		d.Talk = append(d.Talk, r)
	}
}

// Count is how many things wait.
func (d CaseAuditDesk) Count() int {
	return len(d.Decide) + len(d.Audit) + len(d.Moderate) + len(d.Third) + len(d.Talk) + len(d.Name)
}
