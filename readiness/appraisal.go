package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// AppraisalStatus is where an appraisal stands: what a self-assessment says about one criterion.
type AppraisalStatus string

// The statuses of an appraisal, in the order of its life (issue 5, trade point 2).
const (
	AppraisalWriting    AppraisalStatus = "writing"      // waits for its author
	AppraisalChallenge  AppraisalStatus = "challenge"    // waits for its challenger, who has not seen the author's grade
	AppraisalThird      AppraisalStatus = "third_review" // the two are more than one grade apart: somebody else looks
	AppraisalModeration AppraisalStatus = "moderation"   // the two are one grade apart: the lead of the judgement area settles it
	AppraisalAgreed     AppraisalStatus = "agreed"       // ready to be signed
	AppraisalFrozen     AppraisalStatus = "frozen"       // the end: it was published
	AppraisalDropped    AppraisalStatus = "dropped"      // the end: its cycle was called off
)

var appraisalStatusNames = map[AppraisalStatus]string{
	AppraisalWriting: "being written", AppraisalChallenge: "waiting for challenge", AppraisalThird: "with a third reviewer", AppraisalModeration: "waiting for moderation",
	AppraisalAgreed: "agreed", AppraisalFrozen: "published", AppraisalDropped: "called off",
}

// AppraisalStatuses lists every status.
var AppraisalStatuses = []AppraisalStatus{
	AppraisalWriting, AppraisalChallenge, AppraisalThird, AppraisalModeration, AppraisalAgreed, AppraisalFrozen, AppraisalDropped,
}

// Title is the status in words, lower case.
func (s AppraisalStatus) Title() string { return appraisalStatusNames[s] }

// Ended reports whether nothing more can happen to an appraisal.
func (s AppraisalStatus) Ended() bool { return s == AppraisalFrozen || s == AppraisalDropped }

// apart is how many grades author and challenger may lie apart for the lead of the judgement area to settle it; beyond that a third reviewer decides
// (domain.md section 9, rule 12).
const apart = 1

var appraisalNoun = noun{"a criterion of the self-assessment", "criterion", DecideEscalation}

// An Appraisal is what one cycle of the self-assessment says about one criterion: the whole state that its workflow carries and that the ledger keeps
// as one row. The text itself stays in the ledger, under a number and a hash. OwnerID is whose turn it is.
type Appraisal struct {
	ID string `json:"id"`
	Course
	Status       AppraisalStatus `json:"status"`
	AssessmentID string          `json:"assessment_id"`
	Section      string          `json:"section"`   // code of the judgement area
	Criterion    string          `json:"criterion"` // its code in the cycle's framework
	Scale        []string        `json:"scale"`     // codes of the grades, the best first
	AppraisalPeople
	AppraisalDates

	Written   *Written `json:"written,omitempty"`   // the last version that the author sent
	Writers   []string `json:"writers,omitempty"`   // everybody who sent a version: none of them can challenge or settle it
	Challenge *Mark    `json:"challenge,omitempty"` // of the challenger
	Third     *Mark    `json:"third,omitempty"`     // of the third reviewer
	Agreed    string   `json:"agreed,omitempty"`    // the grade that stands
	Reason    string   `json:"reason,omitempty"`    // why, where somebody settled it
	Returned  int      `json:"returned,omitempty"`  // times that it was sent back
}

// AppraisalPeople are who has a part in an appraisal, by person id.
type AppraisalPeople struct {
	AuthorID     string `json:"author_id"`
	ChallengerID string `json:"challenger_id"`
	LeadID       string `json:"lead_id"`            // of the judgement area
	ThirdID      string `json:"third_id,omitempty"` // the third reviewer, once one is named
}

// AppraisalDates are by when each stage should be over.
type AppraisalDates struct {
	DraftBy     calendar.Date `json:"draft_by"`
	ChallengeBy calendar.Date `json:"challenge_by"`
	ModerateBy  calendar.Date `json:"moderate_by"`
}

// Written is a version of an appraisal as its author sent it; the ledger has the text under the number.
type Written struct {
	Version    int           `json:"version"`
	SHA256     string        `json:"sha256"` // of the version's canonical text, in hex
	Grade      string        `json:"grade"`  // that the author proposes
	Confidence string        `json:"confidence"`
	By         string        `json:"by"`
	On         calendar.Date `json:"on"`
}

// A Mark is a grade that somebody else gave a version, and why.
type Mark struct {
	By      string        `json:"by"`
	On      calendar.Date `json:"on"`
	Grade   string        `json:"grade"`
	Why     string        `json:"why"`
	Version int           `json:"version"`
}

// Confidences are how sure an author is of a grade.
var Confidences = []Choice{{"high", "High"}, {"medium", "Medium"}, {"low", "Low"}}

// A PlannedAppraisal is an appraisal that waits to be opened: all that its run needs.
type PlannedAppraisal struct {
	ID           string   `json:"id"`
	AssessmentID string   `json:"assessment_id"`
	Section      string   `json:"section"`
	Criterion    string   `json:"criterion"`
	Scale        []string `json:"scale"`
	AreaID       string   `json:"area_id"` // of the area head whom it climbs to; "" for the assistant director
	AppraisalPeople
	AppraisalDates
	Terms Terms `json:"terms"`
}

// An AppraisalCommand is something a person asks of an appraisal.
type AppraisalCommand = Command[Appraisal]

// OpenAppraisal makes the appraisal when its cycle has begun.
func OpenAppraisal(p PlannedAppraisal, now time.Time) (Appraisal, Event, error) {
	x := Appraisal{
		ID: p.ID, Course: Course{AreaID: p.AreaID, OwnerID: p.AuthorID, Terms: p.Terms}, Status: AppraisalWriting, AssessmentID: p.AssessmentID, Section: p.Section,
		Criterion: p.Criterion, Scale: slices.Clone(p.Scale), AppraisalPeople: p.AppraisalPeople, AppraisalDates: p.AppraisalDates,
	}
	x.until(x.DraftBy, x.Terms.Assess.TurnDays, now)
	ev := Event{Kind: "opened", Text: "The writing began. The draft is due on " + x.Run.Due.Long() + "."}
	ev.Tell = []Telling{{Kind: Assigned, Roles: []Role{Owner}, Why: "A criterion of the self-assessment is yours to write, by " + x.Run.Due.Long() + "."}}
	return x.with(Asked{By: Clock}, ev, now)
}

// Do decides one command, as ImprovementAction.Do does.
func (x Appraisal) Do(c AppraisalCommand, asked Asked, now time.Time) (Appraisal, Event, error) {
	return do(x, x.Course, appraisalNoun, c, asked, now)
}

// with returns the appraisal as it is after an event.
func (x Appraisal) with(asked Asked, ev Event, now time.Time) (Appraisal, Event, error) {
	ev = x.keep(asked, ev, now)
	return x, ev, nil
}

// Apart is how many grades two lie apart on the appraisal's scale; -1 when one of them is none.
func (x Appraisal) Apart(a, b string) int {
	i, j := slices.Index(x.Scale, a), slices.Index(x.Scale, b)
	if i < 0 || j < 0 {
		return -1
	}
	return max(i-j, j-i)
}

// MaySeeGrade reports whether somebody may see the grade that the author proposes: a challenge is blind, so whoever could give it sees the grade only
// once it is given.
func (x Appraisal) MaySeeGrade(who Actor) bool {
	challenger := who.standsFor(x.ChallengerID) || May(who, ChallengeAssessments, Place{})
	return x.Challenge != nil || x.Ended() || x.authoredBy(who) || !challenger
}

func (x Appraisal) authoredBy(who Actor) bool { return who.standsFor(x.AuthorID) }

func (x Appraisal) notNow(done string) error {
	return Errorf(Conflict, "This criterion cannot be %s now: it is %s.", done, x.Status.Title())
}
