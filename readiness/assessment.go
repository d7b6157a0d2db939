package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// AssessmentStatus is where a cycle of the self-assessment stands.
type AssessmentStatus string

// The statuses of a cycle (issue 5, trade point 2). From drafting to signing it stands where the slowest of its criteria stands.
const (
	AssessmentPlanned    AssessmentStatus = "planned"
	AssessmentDrafting   AssessmentStatus = "drafting"
	AssessmentChallenge  AssessmentStatus = "challenge"
	AssessmentModeration AssessmentStatus = "moderation"
	AssessmentSigning    AssessmentStatus = "signing"
	AssessmentPublished  AssessmentStatus = "published"  // frozen
	AssessmentSuperseded AssessmentStatus = "superseded" // the end: a later one was published
	AssessmentCancelled  AssessmentStatus = "cancelled"  // the end: it was called off
)

var assessmentStatusNames = map[AssessmentStatus]string{
	AssessmentPlanned: "planned", AssessmentDrafting: "being written", AssessmentChallenge: "being challenged", AssessmentModeration: "being moderated",
	AssessmentSigning: "being signed", AssessmentPublished: "published", AssessmentSuperseded: "followed by a later one", AssessmentCancelled: "called off",
}

// AssessmentStatuses lists every status, in the order of a cycle's life.
var AssessmentStatuses = []AssessmentStatus{
	AssessmentPlanned, AssessmentDrafting, AssessmentChallenge, AssessmentModeration, AssessmentSigning, AssessmentPublished, AssessmentSuperseded, AssessmentCancelled,
}

// Title is the status in words, lower case.
func (s AssessmentStatus) Title() string { return assessmentStatusNames[s] }

// Ended reports whether nothing more can happen to a cycle.
func (s AssessmentStatus) Ended() bool { return s == AssessmentSuperseded || s == AssessmentCancelled }

// Frozen reports whether a cycle's text and grades can change no more.
func (s AssessmentStatus) Frozen() bool { return s == AssessmentPublished || s.Ended() }

// The kinds of cycles: a whole self-assessment each year, and a refresh of it each quarter (domain.md 1.9).
const (
	AnnualCycle      = "annual"
	QuarterlyRefresh = "refresh"
)

// CycleKinds are the kinds in words.
var CycleKinds = []Choice{{AnnualCycle, "Annual self-assessment"}, {QuarterlyRefresh, "Quarterly refresh"}}

var assessmentNoun = noun{"the self-assessment", "self-assessment", DecideSignatures}

// An Assessment is one cycle of the self-assessment against one version of a framework: the whole state that its workflow carries and that the ledger
// keeps as one row. Its criteria live by themselves (Appraisal) and tell it how they stand; it knows their texts by hash.
type Assessment struct {
	ID string `json:"id"`
	Course
	Status    AssessmentStatus `json:"status"`
	Kind      string           `json:"kind"`
	Name      string           `json:"name"`      // such as “2026 to 2027”
	Framework string           `json:"framework"` // its code
	Scale     []string         `json:"scale"`     // codes of the grades, the best first
	LeadID    string           `json:"lead_id"`   // who runs it
	Before    string           `json:"before,omitempty"`
	CycleDates
	Sections   []Section   `json:"sections"`
	Signers    Signers     `json:"signers"`
	Signatures []Signature `json:"signatures,omitempty"` // the latest of each part, in the order in which they were given

	PublishedOn calendar.Date `json:"published_on,omitzero"`
	SharedOn    calendar.Date `json:"shared_on,omitzero"` // with Ofsted
	MetOn       calendar.Date `json:"met_on,omitzero"`    // the annual engagement meeting
	LetterOn    calendar.Date `json:"letter_on,omitzero"` // Ofsted's letter was received
}

// CycleDates are the days of a cycle: when it starts, and by when each stage should be over.
type CycleDates struct {
	Starts      calendar.Date `json:"starts"`
	DraftBy     calendar.Date `json:"draft_by"`
	ChallengeBy calendar.Date `json:"challenge_by"`
	ModerateBy  calendar.Date `json:"moderate_by"`
	SignBy      calendar.Date `json:"sign_by"`
}

// Stages are the days that the criteria of the cycle have.
func (d CycleDates) Stages() AppraisalDates {
	return AppraisalDates{DraftBy: d.DraftBy, ChallengeBy: d.ChallengeBy, ModerateBy: d.ModerateBy}
}

// A Section is one judgement area of a cycle.
type Section struct {
	Code     string           `json:"code"` // of the judgement area
	LeadID   string           `json:"lead_id"`
	AreaID   string           `json:"area_id"` // whose area head a late criterion climbs to; "" for the assistant director
	Grade    string           `json:"grade,omitempty"`
	Why      string           `json:"why,omitempty"`
	Criteria []CriterionState `json:"criteria"`
}

// A CriterionState is how one criterion stands, as it said last.
type CriterionState struct {
	Code        string          `json:"code"`
	AppraisalID string          `json:"appraisal_id"`
	Seq         int             `json:"seq"` // the number of its last event that the cycle has heard of
	Status      AppraisalStatus `json:"status"`
	Version     int             `json:"version,omitempty"`
	SHA256      string          `json:"sha256,omitempty"`
	Agreed      string          `json:"agreed,omitempty"` // the grade
	Graded                      // what others gave it on the way
}

// Graded is how a criterion came to its grade: what the author proposed and how sure they were, and what the challenger and the third reviewer gave.
type Graded struct {
	Grade      string `json:"grade,omitempty"`
	Confidence string `json:"confidence,omitempty"`
	Challenged string `json:"challenged,omitempty"`
	Third      string `json:"third,omitempty"`
}

// Signers are who signs the whole, by person id, in this order, after the leads of the judgement areas.
type Signers struct {
	AssistantID string `json:"assistant_id"`
	DirectorID  string `json:"director_id"`
	MemberID    string `json:"member_id"`
}

// A Signature binds exactly what its signer read (Assessment.Contents).
type Signature struct {
	Part   string    `json:"part"` // the code of a judgement area, or a role
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	SHA256 string    `json:"sha256"` // of the contents, in hex
}

// A PlannedAssessment is a cycle that waits for its run: all that it needs.
type PlannedAssessment struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind"`
	Name      string     `json:"name"`
	Framework string     `json:"framework"`
	Scale     []string   `json:"scale"`
	LeadID    string     `json:"lead_id"`
	Before    string     `json:"before"` // the cycle from which texts are carried over; "" for none
	Dates     CycleDates `json:"dates"`
	Sections  []Section  `json:"sections"`
	Signers   Signers    `json:"signers"`
	By        string     `json:"by"`
	Terms     Terms      `json:"terms"`
}

// An AssessmentCommand is something a person asks of a cycle.
type AssessmentCommand = Command[Assessment]

// OpenAssessment makes the cycle that somebody planned. It begins on its first day.
func OpenAssessment(p PlannedAssessment, now time.Time) (Assessment, Event, error) {
	x := Assessment{
		ID: p.ID, Course: Course{OwnerID: p.LeadID, Terms: p.Terms}, Status: AssessmentPlanned, Kind: p.Kind, Name: p.Name, Framework: p.Framework, Scale: p.Scale,
		LeadID: p.LeadID, Before: p.Before, CycleDates: p.Dates, Sections: p.Sections, Signers: p.Signers,
	}
	x.begin(x.SignBy, now)
	ev := Event{Kind: "planned", Text: "The self-assessment was planned. It starts on " + x.Starts.Long() + " and is to be signed by " + x.SignBy.Long() + "."}
	ev.Tell = []Telling{{Kind: Informed, People: x.leads(), Why: "You lead a part of the self-assessment that starts on " + x.Starts.Long() + "."}}
	return x.with(Asked{By: Actor{PersonID: p.By}}, ev, now)
}

// Do decides one command, as ImprovementAction.Do does.
func (x Assessment) Do(c AssessmentCommand, asked Asked, now time.Time) (Assessment, Event, error) {
	return do(x, x.Course, assessmentNoun, c, asked, now)
}

// with returns the cycle as it is after an event.
func (x Assessment) with(asked Asked, ev Event, now time.Time) (Assessment, Event, error) {
	ev = x.keep(asked, ev, now)
	return x, ev, nil
}

// leads are the leads of its judgement areas, each once.
func (x Assessment) leads() (people []string) {
	for _, s := range x.Sections {
		people = append(people, s.LeadID)
	}
	return some(people...)
}

// Section is one of its judgement areas by code; nil when there is none such.
func (x Assessment) Section(code string) *Section {
	i := slices.IndexFunc(x.Sections, func(s Section) bool { return s.Code == code })
	if i < 0 {
		return nil
	}
	return &x.Sections[i]
}

// apart is the cycle with judgement areas and criteria of its own, so that changing them leaves the one before as it was.
func (x Assessment) apart() Assessment {
	x.Sections = slices.Clone(x.Sections)
	for i := range x.Sections {
		x.Sections[i].Criteria = slices.Clone(x.Sections[i].Criteria)
	}
	return x
}

// blind is the cycle without the grades of some criteria, by their codes: a challenge is blind.
func (x Assessment) blind(hidden map[string]bool) Assessment {
	x = x.apart()
	for i := range x.Sections {
		for j, c := range x.Sections[i].Criteria {
			if hidden[c.Code] {
				x.Sections[i].Criteria[j].Graded = Graded{}
			}
		}
	}
	return x
}

// stage is where the slowest criterion stands.
func (x Assessment) stage() AssessmentStatus {
	slowest := AssessmentSigning
	for _, s := range x.Sections {
		for _, c := range s.Criteria {
			if at := stageOf(c.Status); slices.Index(AssessmentStatuses, at) < slices.Index(AssessmentStatuses, slowest) {
				slowest = at
			}
		}
	}
	return slowest
}

func stageOf(s AppraisalStatus) AssessmentStatus {
	switch s {
	case AppraisalChallenge:
		return AssessmentChallenge
	case AppraisalThird, AppraisalModeration:
		return AssessmentModeration
	case AppraisalAgreed, AppraisalFrozen:
		return AssessmentSigning
	}
	return AssessmentDrafting
}

func (x Assessment) notNow(done string) error {
	return Errorf(Conflict, "This self-assessment cannot be %s now: it is %s.", done, x.Status.Title())
}
