package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// CaseAuditStatus is where the audit of one sampled child stands.
type CaseAuditStatus string

// The statuses of a case audit, in the order of its life (issue 6, trade point 5).
const (
	CaseAuditAssigned   CaseAuditStatus = "assigned"     // waits for its auditor
	CaseAuditModeration CaseAuditStatus = "moderation"   // waits for its moderator, who has not seen the auditor's grades
	CaseAuditThird      CaseAuditStatus = "third_review" // some grade of the two lies more than one apart: somebody else looks
	CaseAuditFeedback   CaseAuditStatus = "feedback"     // is talked through with the practitioner
	CaseAuditDone       CaseAuditStatus = "done"         // the end
	CaseAuditWithdrawn  CaseAuditStatus = "withdrawn"    // the end: the child was replaced, or the visit ended before it began
)

var caseAuditStatusNames = map[CaseAuditStatus]string{
	CaseAuditAssigned: "being audited", CaseAuditModeration: "waiting for moderation", CaseAuditThird: "with a third reviewer", CaseAuditFeedback: "to be talked through",
	CaseAuditDone: "done", CaseAuditWithdrawn: "withdrawn",
}

// CaseAuditStatuses lists every status.
var CaseAuditStatuses = []CaseAuditStatus{CaseAuditAssigned, CaseAuditModeration, CaseAuditThird, CaseAuditFeedback, CaseAuditDone, CaseAuditWithdrawn}

// Title is the status in words, lower case.
func (s CaseAuditStatus) Title() string { return caseAuditStatusNames[s] }

// Ended reports whether nothing more can happen to an audit.
func (s CaseAuditStatus) Ended() bool { return s == CaseAuditDone || s == CaseAuditWithdrawn }

// CaseAuditGrades are the grades of an audit, the best first: the four of inspections.
var CaseAuditGrades = []Choice{{"outstanding", "Outstanding"}, {"good", "Good"}, {"requires_improvement", "Requires improvement"}, {"inadequate", "Inadequate"}}

var caseAuditNoun = noun{"a case audit", "audit", DecideEscalation}

// A CaseAudit is the audit of one sampled child for one focus area of a visit: the whole state that its workflow carries and that the ledger keeps as one
// row. What people write stays in the ledger, under a number and a hash; here are grades alone. OwnerID is whose turn it is, AreaID and TeamID are the
// child's.
type CaseAudit struct {
	ID string `json:"id"`
	Course
	Status CaseAuditStatus `json:"status"`
	CaseAuditKey
	CaseAuditPeople
	Conflicted []string `json:"conflicted,omitempty"` // who said that they hold the case

	Audited   *AuditMark     `json:"audited,omitempty"`
	Moderated *AuditMark     `json:"moderated,omitempty"`
	Third     *AuditMark     `json:"third,omitempty"`
	Stands    *AuditGrades   `json:"stands,omitempty"` // the grades that stand
	Talked    *TalkedThrough `json:"talked,omitempty"`
	Concerns  []AuditConcern `json:"concerns,omitempty"`
}

// A CaseAuditKey is what an audit is of.
type CaseAuditKey struct {
	VisitID  string   `json:"visit_id"`
	Focus    string   `json:"focus"` // code of the focus area
	Pack     string   `json:"pack"`  // code of the pack with the form
	Sections []string `json:"sections"`
	ChildID  string   `json:"child_id"` // ours
	Round    int      `json:"round"`    // 1; 2 when the child is audited again after the visit
	Before   string   `json:"before,omitempty"`
}

// CaseAuditPeople are who has a part in an audit, and who can have one.
type CaseAuditPeople struct {
	AuditorID   string   `json:"auditor_id"`
	ModeratorID string   `json:"moderator_id"`
	ThirdID     string   `json:"third_id,omitempty"`
	Auditors    []string `json:"auditors,omitempty"`   // who can take over as auditor, in turn
	Moderators  []string `json:"moderators,omitempty"` // who can take over as moderator or third reviewer, in turn
	Line        []string `json:"line,omitempty"`       // who holds the case: its worker, who manages the team, who heads the area
	Earlier     []string `json:"earlier,omitempty"`    // who audited the child before the visit, and does not do it again
}

// AuditGrades are the grades of one reader: of each section by its code, and overall.
type AuditGrades struct {
	Overall  string            `json:"overall" validate:"required,oneof=outstanding good requires_improvement inadequate"`
	Sections map[string]string `json:"sections" validate:"required,min=1,max=30,dive,oneof=outstanding good requires_improvement inadequate"`
}

// An AuditMark is what one reader gave, and the version of their text that says why.
type AuditMark struct {
	By string        `json:"by"`
	On calendar.Date `json:"on"`
	AuditGrades
	Version int       `json:"version"`
	SHA256  string    `json:"sha256"`          // of the version's canonical text, in hex
	Posts   []Holding `json:"posts,omitempty"` // of the auditor, whose line cannot moderate
}

// TalkedThrough is when an audit was talked through with the practitioner.
type TalkedThrough struct {
	By      string        `json:"by"`
	On      calendar.Date `json:"on"`
	Version int           `json:"version,omitempty"` // of the practitioner's own words; 0 when there are none
	SHA256  string        `json:"sha256,omitempty"`
}

// An AuditConcern is that somebody was worried about the child, and told at once. What about stands in no audit: it belongs where children are looked after.
type AuditConcern struct {
	By string    `json:"by"`
	At time.Time `json:"at"`
}

// A PlannedCaseAudit is an audit that waits to be opened: all that its run needs.
type PlannedCaseAudit struct {
	ID string `json:"id"`
	CaseAuditKey
	CaseAuditPeople
	AreaID string `json:"area_id"`
	TeamID string `json:"team_id"`
	Terms  Terms  `json:"terms"`
}

// A CaseAuditCommand is something a person asks of an audit.
type CaseAuditCommand = Command[CaseAudit]

// OpenCaseAudit makes the audit when a drawn child was given to somebody.
func OpenCaseAudit(p PlannedCaseAudit, now time.Time) (CaseAudit, Event, error) {
	x := CaseAudit{ID: p.ID, Course: Course{AreaID: p.AreaID, TeamID: p.TeamID, Terms: p.Terms}, Status: CaseAuditAssigned, CaseAuditKey: p.CaseAuditKey, CaseAuditPeople: p.CaseAuditPeople}
	x.AuditorID = x.fit(x.AuditorID, auditorPart)
	x.OwnerID = x.AuditorID
	x.dueIn(x.stageDays(), now)
	ev := Event{Kind: "opened", Text: "The audit began. It is due on " + x.Run.Due.Long() + "."}
	why := "A case audit for a visit is yours to make, by " + x.Run.Due.Long() + "."
	if x.Round > 1 {
		ev.Text = "The child is audited again after the visit. It is due on " + x.Run.Due.Long() + "."
		why = "A child who was audited before a visit is yours to audit again, by " + x.Run.Due.Long() + "."
	}
	ev.Tell = x.ask(Assigned, why, "needs an auditor. Name one.")
	return x.with(Asked{By: Clock}, ev, now)
}

// Do decides one command, as ImprovementAction.Do does.
func (x CaseAudit) Do(c CaseAuditCommand, asked Asked, now time.Time) (CaseAudit, Event, error) {
	return do(x, x.Course, caseAuditNoun, c, asked, now)
}

// with returns the audit as it is after an event.
func (x CaseAudit) with(asked Asked, ev Event, now time.Time) (CaseAudit, Event, error) {
	ev = x.keep(asked, ev, now)
	return x, ev, nil
}

// ask tells whoever has to do something now; while nobody can, whoever runs visits hears what the audit needs.
func (x CaseAudit) ask(kind NoticeKind, why, needs string) []Telling {
	if x.OwnerID != "" {
		return []Telling{{Kind: kind, Roles: []Role{Owner}, Why: why}}
	}
	return []Telling{{Kind: Reminder, Roles: []Role{ImprovementLead}, Why: "A case audit for a visit " + needs}}
}

// turnTo gives the audit to whoever does a stage; they get the days of the stage anew.
func (x *CaseAudit) turnTo(status CaseAuditStatus, ownerID, how string, by Actor, now time.Time) {
	x.Status, x.OwnerID = status, ownerID
	x.settleEscalation(how, by, now)
	x.dueIn(x.stageDays(), now)
}

// Steps of the scale from the best, and -1 for what is no grade of it.
func auditStep(grade string) int {
	return slices.IndexFunc(CaseAuditGrades, func(g Choice) bool { return g.Code == grade })
}

// Furthest is how many grades two readers lie apart where they lie furthest: overall or in any section (domain.md section 9, rule 12).
func (g AuditGrades) Furthest(o AuditGrades) int {
	furthest := gradesApart(g.Overall, o.Overall)
	for code, grade := range g.Sections {
		furthest = max(furthest, gradesApart(grade, o.Sections[code]))
	}
	return furthest
}

func gradesApart(a, b string) int {
	i, j := auditStep(a), auditStep(b)
	return max(i-j, j-i)
}

// whole refuses grades that are not of the scale, or that leave a section out.
func (g AuditGrades) whole(sections []string) error {
	if auditStep(g.Overall) < 0 {
		return FieldErrorf("overall", "Choose an overall grade.")
	}
	for _, code := range sections {
		if auditStep(g.Sections[code]) < 0 {
			return FieldErrorf(GradeField(code), "Choose a grade for every section.")
		}
	}
	if len(g.Sections) != len(sections) {
		return Errorf(Invalid, "There is a grade for a section that this audit does not have.")
	}
	return nil
}

// between refuses a grade that lies outside those of two others.
func (g AuditGrades) between(a, b AuditGrades) error {
	outside := func(grade, one, other string) bool {
		return gradesApart(grade, one)+gradesApart(grade, other) != gradesApart(one, other)
	}
	if outside(g.Overall, a.Overall, b.Overall) {
		return FieldErrorf("overall", "Choose one of the two overall grades, or one between them.")
	}
	for code, grade := range g.Sections {
		if outside(grade, a.Sections[code], b.Sections[code]) {
			return FieldErrorf(GradeField(code), "Choose one of the two grades of this section, or one between them.")
		}
	}
	return nil
}

// GradeField is the name of the field with the grade of a section.
func GradeField(section string) string { return "grade_" + section }

func (x CaseAudit) notNow(done string) error {
	return Errorf(Conflict, "This audit cannot be %s now: it is %s.", done, x.Status.Title())
}
