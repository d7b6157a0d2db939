package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// AssessmentRegister keeps self-assessments: what was planned, what was written, what pages show. Every view takes the viewer and shows only what the
// viewer may see: a challenger sees no grade before giving their own, a peer only the cycle that they were asked to challenge, elected members only
// what was published.
type AssessmentRegister interface {
	// PlanAssessment plans a cycle; it stands in the ledger with its first event (Commands.OpenAssessment).
	PlanAssessment(ctx context.Context, p PlanAssessment, asked Asked) (PlannedAssessment, error)
	Assessments(ctx context.Context, viewer Actor) ([]AssessmentRow, error) // newest first
	AssessmentView(ctx context.Context, viewer Actor, id string) (AssessmentView, error)
	AppraisalView(ctx context.Context, viewer Actor, id string) (AppraisalView, error)
	AppraisalDesk(ctx context.Context, viewer Actor) (AppraisalDesk, error)
	// AssignPlanned gives a part in a criterion whose cycle has not begun; false when it has, and a command must be asked of it instead.
	AssignPlanned(ctx context.Context, appraisalID string, c AssignAppraisal, asked Asked) (bool, error)
	// WriteAppraisal keeps a version of the text, with the evidence and the actions of its criterion as they are. One that was not begun from the last
	// version is a Conflict.
	WriteAppraisal(ctx context.Context, appraisalID string, w WriteAppraisal, asked Asked) (TextVersion, error)
	// Texts are the last versions of every criterion of a cycle, by its code; what the viewer may not see yet is left out.
	Texts(ctx context.Context, viewer Actor, assessmentID string) (map[string]AppraisalText, error)
	TextVersions(ctx context.Context, viewer Actor, appraisalID string) ([]TextVersion, error) // newest first
	SaveAppraisalDraft(ctx context.Context, appraisalID string, base int, fields map[string]string, by Actor) error
	// Sealed is a published cycle exactly as it was signed.
	Sealed(ctx context.Context, viewer Actor, assessmentID string) (SealedAssessment, error)

	AssessmentRules(ctx context.Context) (AssessmentRules, error)
	SetAssessmentRules(ctx context.Context, r AssessmentRules, c RuleChange, asked Asked) (AssessmentRules, error)
}

// PlanAssessment plans a cycle of the self-assessment. Leads and challengers stand in the order of the framework's judgement areas; a lead writes every
// criterion of theirs until somebody else is named.
type PlanAssessment struct {
	Kind        string        `json:"kind" validate:"required,oneof=annual refresh"`
	Name        string        `json:"name" validate:"required,max=80"`
	Framework   string        `json:"framework" validate:"required,max=60"`
	Starts      calendar.Date `json:"starts" validate:"required"`
	Before      string        `json:"before" validate:"max=64"` // the cycle whose texts are carried over; "" for none
	Leads       []string      `json:"leads" validate:"required,min=1,max=20,dive,required,max=64"`
	Challengers []string      `json:"challengers" validate:"required,min=1,max=20,dive,max=64"`
	AssistantID string        `json:"assistant_id" validate:"required,max=64"`
	DirectorID  string        `json:"director_id" validate:"required,max=64"`
	MemberID    string        `json:"member_id" validate:"required,max=64"`
}

// AssessmentRow is one cycle in a list.
type AssessmentRow struct {
	AssessmentID  string           `json:"assessment_id"`
	Name          string           `json:"name"`
	Kind          string           `json:"kind"`
	Framework     string           `json:"framework"`
	FrameworkName string           `json:"framework_name"`
	Status        AssessmentStatus `json:"status"`
	Starts        calendar.Date    `json:"starts"`
	DraftBy       calendar.Date    `json:"draft_by"`
	SignBy        calendar.Date    `json:"sign_by"`
	PublishedOn   calendar.Date    `json:"published_on"`
	Lead          string           `json:"lead"`
	Criteria      int              `json:"criteria"`
	Sent          int              `json:"sent"` // beyond writing
	Agreed        int              `json:"agreed"`
	Late          int              `json:"late"`
	Reached       Role             `json:"reached,omitempty"`
	ReachedAt     time.Time        `json:"reached_at,omitzero"`
	Because       string           `json:"because,omitempty"`
}

// AppraisalRow is one criterion of a cycle in a list. Grades that the viewer may not see yet are "".
type AppraisalRow struct {
	AppraisalID  string          `json:"appraisal_id"`
	AssessmentID string          `json:"assessment_id"`
	Assessment   string          `json:"assessment"` // its name
	Section      string          `json:"section"`
	Criterion    string          `json:"criterion"`
	Text         string          `json:"text"` // what the criterion says
	Status       AppraisalStatus `json:"status"`
	AuthorID     string          `json:"author_id"`
	Author       string          `json:"author"`
	ChallengerID string          `json:"challenger_id"`
	Challenger   string          `json:"challenger"`
	OwnerID      string          `json:"owner_id"` // whose turn it is
	Owner        string          `json:"owner"`
	Due          calendar.Date   `json:"due"`
	Overdue      int             `json:"overdue"`
	Version      int             `json:"version"`
	Grade        string          `json:"grade"`
	Confidence   string          `json:"confidence"`
	Challenged   string          `json:"challenged"` // the challenger's grade
	Third        string          `json:"third"`      // the third reviewer's
	Agreed       string          `json:"agreed"`
	Returned     int             `json:"returned"`
	Reached      Role            `json:"reached,omitempty"`
	ReachedAt    time.Time       `json:"reached_at,omitzero"`
	Because      string          `json:"because,omitempty"`
	Hidden       bool            `json:"hidden,omitempty"` // the viewer has to grade first
}

// AssessmentView is the page of one cycle.
type AssessmentView struct {
	AssessmentRow
	State    Assessment        `json:"state"`
	Of       Framework         `json:"of"`
	Rows     []AppraisalRow    `json:"rows"`  // in the order of the framework
	Names    map[string]string `json:"names"` // of everybody who has a part, by person id
	Next     []NextStep        `json:"next"`
	Happened []EventRow        `json:"happened"`
	SealedOn time.Time         `json:"sealed_on,omitzero"`
	Seal     string            `json:"seal,omitempty"` // SHA-256 of the sealed document, in hex
}

// AppraisalView is the page of one criterion of a cycle.
type AppraisalView struct {
	AppraisalRow
	State     Appraisal        `json:"state"`
	Cycle     AssessmentStatus `json:"cycle"`
	Of        Framework        `json:"of"`
	Written   *TextVersion     `json:"written,omitempty"` // the last version that was sent
	Draft     *AppraisalDraft  `json:"draft,omitempty"`   // the viewer's own
	Others    []AppraisalDraft `json:"others"`            // of somebody else, without their text
	Before    *EarlierText     `json:"before,omitempty"`  // from which the text is carried over
	Evidence  []Evidence       `json:"evidence"`          // of the criterion, in force
	Actions   []ActionRow      `json:"actions"`           // that improve it
	ThirdName string           `json:"third_name,omitempty"`
	Lead      string           `json:"lead"`
	Next      []NextStep       `json:"next"`
	Happened  []EventRow       `json:"happened"`
}

// EarlierText is what an earlier cycle said about the same thing.
type EarlierText struct {
	Assessment  string        `json:"assessment"` // its name
	AppraisalID string        `json:"appraisal_id"`
	Criterion   string        `json:"criterion"`
	Agreed      string        `json:"agreed"`
	Text        AppraisalText `json:"text"`
}

// AppraisalDesk is what waits for one person of self-assessments.
type AppraisalDesk struct {
	Decide    []AppraisalRow  `json:"decide"` // criteria that reached them
	Write     []AppraisalRow  `json:"write"`
	Challenge []AppraisalRow  `json:"challenge"`
	Settle    []AppraisalRow  `json:"settle"` // as moderator or third reviewer
	Name      []AppraisalRow  `json:"name"`   // that wait for nobody: whoever runs the self-assessment names somebody
	Sign      []AssessmentRow `json:"sign"`
	Late      []AssessmentRow `json:"late"` // cycles with a late signature that reached them
}

// SealedAssessment is a published cycle exactly as it was signed: its bytes, and their hash.
type SealedAssessment struct {
	AssessmentID string    `json:"assessment_id"`
	At           time.Time `json:"at"`
	SHA256       string    `json:"sha256"` // of Document, in hex
	Document     []byte    `json:"document"`
}

// SeesUnpublished reports whether somebody sees cycles that are not published yet: officers, and whoever signs; a peer only those that they challenge.
func SeesUnpublished(viewer Actor) bool {
	return May(viewer, WriteAssessments, Place{}) || May(viewer, SignAssessments, Place{}) || May(viewer, DecideSignatures, Place{})
}

// OnlyPeer reports whether somebody is a peer from another council and nothing else: they see the cycles in which they challenge something.
func OnlyPeer(viewer Actor) bool { return viewer.Holds(Peer) && !May(viewer, SeePlan, Place{}) }

// Blind is the view without the grades that its rows hide: the cycle has heard them too.
func (v AssessmentView) Blind() AssessmentView {
	hidden := map[string]bool{}
	for _, r := range v.Rows {
		hidden[r.Criterion] = r.Hidden
	}
	v.State = v.State.blind(hidden)
	return v
}

// Sort puts a criterion where it belongs on somebody's desk, if it waits for them.
func (d *AppraisalDesk) Sort(viewer Actor, r AppraisalRow) {
	if r.OwnerID == "" && May(viewer, RunAssessments, Place{}) {
		d.Name = append(d.Name, r)
	}
	switch {
	case r.OwnerID == "" && r.Status == AppraisalChallenge && May(viewer, ChallengeAssessments, Place{}) && !viewer.standsFor(r.AuthorID):
		d.Challenge = append(d.Challenge, r)
	case !viewer.standsFor(r.OwnerID):
	case r.Status == AppraisalWriting:
		d.Write = append(d.Write, r)
	case r.Status == AppraisalChallenge:
		d.Challenge = append(d.Challenge, r)
	default:
		d.Settle = append(d.Settle, r)
	}
}
