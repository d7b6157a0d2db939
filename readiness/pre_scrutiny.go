package readiness

import (
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PreScrutinyStatus is where a request stands by which scrutiny asks to see a decision of the cabinet before it is taken.
type PreScrutinyStatus string

// The statuses of a request for pre-scrutiny (issue 6, trade point 10; domain.md S75).
const (
	PreScrutinyAsked       PreScrutinyStatus = "asked"       // waits for whoever owns the decision to agree on which day, or to decline
	PreScrutinyAgreed      PreScrutinyStatus = "agreed"      // waits for the paper
	PreScrutinyPaper       PreScrutinyStatus = "paper_given" // waits for scrutiny to consider it
	PreScrutinyRecommended PreScrutinyStatus = "recommended" // waits for an answer to what scrutiny recommended
	PreScrutinyAnswered    PreScrutinyStatus = "answered"    // the end
	PreScrutinyConsidered  PreScrutinyStatus = "considered"  // the end: scrutiny recommended nothing
	PreScrutinyDeclined    PreScrutinyStatus = "declined"    // the end: scrutiny does not see it before, and was told why
	PreScrutinyWithdrawn   PreScrutinyStatus = "withdrawn"   // the end: scrutiny need not see it any more
)

var preScrutinyStatusNames = map[PreScrutinyStatus]string{
	PreScrutinyAsked: "waiting for a day", PreScrutinyAgreed: "agreed, paper awaited", PreScrutinyPaper: "paper given, not considered yet",
	PreScrutinyRecommended: "considered, answer awaited", PreScrutinyAnswered: "recommendations answered", PreScrutinyConsidered: "considered, nothing recommended",
	PreScrutinyDeclined: "declined", PreScrutinyWithdrawn: "withdrawn",
}

// PreScrutinyStatuses lists every status, in the order of a request's life.
var PreScrutinyStatuses = []PreScrutinyStatus{
	PreScrutinyAsked, PreScrutinyAgreed, PreScrutinyPaper, PreScrutinyRecommended, PreScrutinyAnswered, PreScrutinyConsidered, PreScrutinyDeclined, PreScrutinyWithdrawn,
}

// Title is the status in words, lower case.
func (s PreScrutinyStatus) Title() string { return preScrutinyStatusNames[s] }

// Ended reports whether nothing more can happen to the request.
func (s PreScrutinyStatus) Ended() bool {
	return s == PreScrutinyAnswered || s == PreScrutinyConsidered || s == PreScrutinyDeclined || s == PreScrutinyWithdrawn
}

// Before reports whether scrutiny has not considered the decision yet.
func (s PreScrutinyStatus) Before() bool {
	return s == PreScrutinyAsked || s == PreScrutinyAgreed || s == PreScrutinyPaper
}

// Climbs reports whether somebody has to do something by a day, on a ladder.
func (s PreScrutinyStatus) Climbs() bool {
	return s == PreScrutinyAsked || s == PreScrutinyAgreed || s == PreScrutinyRecommended
}

var preScrutinyNoun = noun{"a request for pre-scrutiny", "request", DecidePoints}

// A PreScrutiny is one request of a scrutiny committee to see a decision of the cabinet before it is taken, until scrutiny has considered it and what it
// recommended has its answer: the whole state that its workflow carries and that the ledger keeps as one row. It names no child.
type PreScrutiny struct {
	ID string `json:"id"`
	Course
	Status     PreScrutinyStatus `json:"status"`
	SeriesID   string            `json:"series_id"`   // the meetings of scrutiny
	ConvenorID string            `json:"convenor_id"` // who calls them
	Title      string            `json:"title"`       // of the decision
	Why        string            `json:"why"`         // why scrutiny asks
	PlanLink   string            `json:"plan_link"`   // where the forward plan names the decision; "" for none
	Asked      calendar.Date     `json:"asked"`
	Decides    calendar.Date     `json:"decides"`           // the day of the decision
	MeetsOn    calendar.Date     `json:"meets_on,omitzero"` // the day of scrutiny, once it is agreed
	Moved      int               `json:"moved,omitempty"`   // times that the day of the decision moved

	Warned   bool          `json:"warned,omitempty"`   // people heard that this day of the decision is near
	Passed   bool          `json:"passed,omitempty"`   // and that it has passed
	RemindOn calendar.Date `json:"remind_on,omitzero"` // the day on which whoever calls the meeting is reminded, while something waits
	Paper    *GivenPaper   `json:"paper,omitempty"`    // the last one
	Heard    *Considered   `json:"heard,omitempty"`    // what scrutiny said
	Answer   *CabinetSays  `json:"answer,omitempty"`   // to what scrutiny recommended
	Reason   string        `json:"reason,omitempty"`   // why it was declined or withdrawn
}

// A GivenPaper is what scrutiny was given to read.
type GivenPaper struct {
	By        string        `json:"by"`
	On        calendar.Date `json:"on"`
	Reference string        `json:"reference"`
	Link      string        `json:"link"`
}

// Considered is what scrutiny said of the decision, and what it recommended: each goes into the register of findings.
type Considered struct {
	By              string        `json:"by"`
	On              calendar.Date `json:"on"`
	Recommendations []string      `json:"recommendations"`
	Theme           string        `json:"theme,omitempty"`
	Severity        string        `json:"severity,omitempty"`
}

// CabinetSays is the answer to what scrutiny recommended.
type CabinetSays struct {
	By      string        `json:"by"`
	On      calendar.Date `json:"on"`
	Outcome string        `json:"outcome"`
	Reason  string        `json:"reason"`
}

// CabinetAnswers are the three answers to what scrutiny recommended.
var CabinetAnswers = []Choice{
	{"accepted", "Accepted"},
	{"partly", "Accepted in part"},
	{"refused", "Not accepted"},
}

// AskPreScrutiny asks to see a decision before it is taken. It names no child.
type AskPreScrutiny struct {
	SeriesID string        `json:"series_id" validate:"required,max=64"`
	Title    string        `json:"title" validate:"required,max=200"`
	Decides  calendar.Date `json:"decides" validate:"required"`
	PlanLink string        `json:"plan_link" validate:"max=500"`
	Why      string        `json:"why" validate:"required,max=2000"`
	OwnerID  string        `json:"owner_id" validate:"required,max=64"`
}

// Check refuses a day that cannot be, and a link that is none.
func (a AskPreScrutiny) Check(today calendar.Date) error {
	if err := decidesFrom("decides", a.Decides, today); err != nil {
		return err
	}
	return secureLink("plan_link", a.PlanLink)
}

// decidesFrom refuses a day of a decision that has passed, or is years away.
func decidesFrom(field string, day, today calendar.Date) error {
	switch {
	case day.Before(today):
		return FieldErrorf(field, "The day of the decision must be today or later.")
	case day.After(today.AddMonths(24)):
		return FieldErrorf(field, "The day of the decision must be within two years.")
	}
	return nil
}

// secureLink refuses what is no address of a page that begins with https.
func secureLink(field, link string) error {
	if link == "" {
		return nil
	}
	rest, secure := strings.CutPrefix(link, "https://")
	host, _, _ := strings.Cut(rest, "/")
	if !secure || !strings.Contains(host, ".") || strings.ContainsAny(host, "@?#") || strings.ContainsAny(link, " \t\n\"<>") {
		return FieldErrorf(field, "Enter the address of a page that begins with https://, or leave it empty.")
	}
	return nil
}

// MayAskScrutiny reports whether somebody may ask in the name of a scrutiny committee: whoever calls its meetings, and officers who work the plan.
func MayAskScrutiny(who Actor, convenorID string) bool {
	return Calls(who, convenorID) || May(who, WorkPlan, Place{})
}

// A PlannedPreScrutiny is a request that waits to be opened: all that its run needs.
type PlannedPreScrutiny struct {
	ID         string         `json:"id"`
	ConvenorID string         `json:"convenor_id"`
	Ask        AskPreScrutiny `json:"ask"`
	Asked      calendar.Date  `json:"asked"`
	By         string         `json:"by"` // person id of who entered it
	Terms      Terms          `json:"terms"`
}

// A PreScrutinyCommand is something a person asks of a request for pre-scrutiny.
type PreScrutinyCommand = Command[PreScrutiny]

// PreScrutinyTerms cut the rules to what one request can need. Its ladder is its own (PlanRules.PreScrutinyLadder), at the hour of the council's.
func PreScrutinyTerms(plan PlanRules, council Ladder, c calendar.Calendar, asked calendar.Date) Terms {
	plan.Boards = nil
	return Terms{Plan: plan, Ladder: plan.PreScrutinyLadder(council.Hour), Calendar: c.Between(asked.AddMonths(-2), asked.AddMonths(60))}
}

// PreScrutinyLadder says who hears of a request when: its owner before the day and on it, then the director and the chief executive. It is steep, because
// the day of the decision does not wait.
func (p PlanRules) PreScrutinyLadder(hour int) Ladder {
	tell := func(after int, role Role) Rung { return Rung{After: after, Unit: WorkingDays, Roles: []Role{role}} }
	return Ladder{Version: p.Version, Hour: hour, Rungs: []Rung{
		tell(-2, Owner), tell(0, Owner), tell(p.PreScrutinyDirectorDays, Director), tell(p.PreScrutinyChiefDays, ChiefExecutive),
	}}
}

// OpenPreScrutiny makes the request that somebody entered.
func OpenPreScrutiny(p PlannedPreScrutiny, now time.Time) (PreScrutiny, Event, error) {
	x := PreScrutiny{
		ID: p.ID, Course: Course{OwnerID: p.Ask.OwnerID, Terms: p.Terms}, Status: PreScrutinyAsked, SeriesID: p.Ask.SeriesID, ConvenorID: p.ConvenorID,
		Title: p.Ask.Title, Why: p.Ask.Why, PlanLink: p.Ask.PlanLink, Asked: p.Asked,
	}
	x.decideOn(p.Ask.Decides, now)
	x.schedule(now)
	by := x.Run.Due.Long()
	ev := Event{Kind: "asked", Text: "Scrutiny asked to see the decision before it is taken on " + x.Decides.Long() + ". Say by " + by + " on which day it can."}
	ev.Tell = []Telling{
		{Kind: Assigned, Roles: []Role{Owner}, Why: "Scrutiny asks to see a decision that you own before it is taken on " + x.Decides.Long() + ". Say by " + by + " on which day it can, or why not."},
		{Kind: Informed, Roles: []Role{Director, ImprovementLead}, Why: "Scrutiny asks to see a decision before it is taken on " + x.Decides.Long() + "."},
	}
	return x.with(Asked{By: Actor{PersonID: p.By}}, ev, now)
}

// Do decides one command, as ImprovementAction.Do does.
func (x PreScrutiny) Do(c PreScrutinyCommand, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	return do(x, x.Course, preScrutinyNoun, c, asked, now)
}

// with returns the request as it is after an event.
func (x PreScrutiny) with(asked Asked, ev Event, now time.Time) (PreScrutiny, Event, error) {
	ev = x.keep(asked, ev, now)
	return x, ev, nil
}

// convenedBy reports whether somebody calls the meetings of scrutiny, or covers for whoever does.
func (x PreScrutiny) convenedBy(who Actor) bool { return who.standsFor(x.ConvenorID) }

// answeredFor reports whether somebody may speak for whoever takes the decision.
func (x PreScrutiny) answeredFor(who Actor) bool {
	return x.ownedBy(who) || May(who, AnswerPoints, x.Place())
}

func (x PreScrutiny) notNow(done string) error {
	return Errorf(Conflict, "This request cannot be %s now: it is %s.", done, x.Status.Title())
}

// committee is whoever calls the meetings of scrutiny.
func (x PreScrutiny) committee() []string {
	if x.ConvenorID == "" {
		return nil
	}
	return []string{x.ConvenorID}
}
