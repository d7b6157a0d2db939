package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// The doors (web, api, cmd) know these interfaces and nothing of Temporal or SQL. workflows.Client is the Commands and the Timekeeper; postgres.DB is
// the rest.

// A House is all that stands behind the doors.
type House struct {
	Commands Commands
	Cases    CaseViews
	Reviews  ReviewViews
	Imports  ImportRegister
	Places   PlaceRegister
	People   PeopleRegister
	Rules    RuleRegister
	Service  ServiceViews
	Accounts Accounts

	Plan     PlanViews
	Actions  PlanRegister
	Evidence EvidenceRegister
	Criteria EvidenceByCriterion
	Partners PartnerRequests
	Outside  PartnerAnswers

	PlanImports PlanImports
	PlanFilters PlanFilters

	Meetings MeetingRegister
	Points   PointRegister

	PreScrutinies PreScrutinyRegister

	Assessments AssessmentRegister
	Gaps        GapViews
	Inspections Inspections

	AssessmentReports AssessmentReports

	Samples    SampleRegister
	CaseAudits CaseAuditRegister

	Visits     VisitRegister
	Checklists Checklists
	Writing    VisitWritings
	Entries    VisitEntryRegister
	OnSite     VisitDayRegister
	VisitPacks VisitPacks

	Dips    DipSamples
	Pace    PaceViews
	Reports PlanReports

	Frameworks      FrameworkRegister
	FrameworkDrafts FrameworkDrafts
	FrameworkFiles  FrameworkFiles // reads and writes them; it keeps nothing
	Packs           PackRegister
	PackDrafts      PackDrafts
	PackFiles       PackFiles // reads and writes them; it keeps nothing
	Pulses          PulseRegister
	PulseDoor       PulseDoor

	Homes       HomeRegister
	HomeVisits  HomeVisits
	Cohorts     CohortRegister
	CohortLists CohortLists

	Overview  OverviewViews
	Forecasts Forecasts
	Policies  PolicyViews
	Mailing   Preferences
	Feeds     Feeds
	Schedules Schedules
	Time      Timekeeper
}

// Commands are asked of running things and answered by them.
type Commands interface {
	// Review asks one command of a review. A refusal comes back as an *Error; Unconfirmed means nobody answered in time: ask again with the same id.
	Review(ctx context.Context, reviewID string, c ReviewCommand, asked Asked) (Review, error)
	// Action asks one command of an improvement action, as Review does of a review. asked.Facts are the ledger's (PlanViews.Facts).
	Action(ctx context.Context, actionID string, c ActionCommand, asked Asked) (ImprovementAction, error)
	// OpenAction begins a planned action and waits until it stands in the ledger; OpenActions begins all that are planned, in the background.
	OpenAction(ctx context.Context, p PlannedAction) error
	OpenActions(ctx context.Context) error
	// Point asks one command of a point from a meeting, as Review does of a review.
	Point(ctx context.Context, pointID string, c PointCommand, asked Asked) (Point, error)
	// OpenPoint begins a planned point and waits until it stands in the ledger.
	OpenPoint(ctx context.Context, p PlannedPoint) error
	// PreScrutiny asks one command of a request for pre-scrutiny, as Review does of a review.
	PreScrutiny(ctx context.Context, id string, c PreScrutinyCommand, asked Asked) (PreScrutiny, error)
	// OpenPreScrutiny begins a planned request for pre-scrutiny and waits until it stands in the ledger.
	OpenPreScrutiny(ctx context.Context, p PlannedPreScrutiny) error
	// Assessment asks one command of a cycle of the self-assessment, Appraisal of one of its criteria, as Review does of a review.
	Assessment(ctx context.Context, assessmentID string, c AssessmentCommand, asked Asked) (Assessment, error)
	Appraisal(ctx context.Context, appraisalID string, c AppraisalCommand, asked Asked) (Appraisal, error)
	// OpenAssessment begins a planned cycle and waits until it stands in the ledger.
	OpenAssessment(ctx context.Context, p PlannedAssessment) error
	// Visit asks one command of a visit, VisitStep of one of its steps, as Review does of a review; with what the ledger knows (VisitRegister).
	Visit(ctx context.Context, visitID string, c VisitCommand, asked Asked) (Visit, error)
	VisitStep(ctx context.Context, stepID string, c VisitStepCommand, asked Asked) (VisitStep, error)
	// OpenVisit begins a planned visit and waits until it stands in the ledger.
	OpenVisit(ctx context.Context, p PlannedVisit) error
	// VisitEntry asks one command of what was logged on site, or of a concern about a child, as Review does of a review.
	VisitEntry(ctx context.Context, entryID string, c VisitEntryCommand, asked Asked) (VisitEntry, error)
	// OpenVisitEntry begins a planned entry and waits until it stands in the ledger.
	OpenVisitEntry(ctx context.Context, p PlannedVisitEntry) error
	// CaseAudit asks one command of a case audit, as Review does of a review.
	CaseAudit(ctx context.Context, auditID string, c CaseAuditCommand, asked Asked) (CaseAudit, error)
	// OpenCaseAudit begins a planned case audit and waits until it stands in the ledger.
	OpenCaseAudit(ctx context.Context, p PlannedCaseAudit) error
	// CheckImport has a stored upload read and checked; asking twice does nothing more.
	CheckImport(ctx context.Context, importID string) error
	// ConfirmImport and DiscardImport answer a checked upload.
	ConfirmImport(ctx context.Context, importID string, asked Asked) error
	DiscardImport(ctx context.Context, importID string, asked Asked) error
	// Sweep runs the nightly sweep now and returns what it did; safe at any time.
	Sweep(ctx context.Context, asked Asked) (SweepResult, error)
	// ReplanAll begins to give running reviews the rules that they are to take, in the background. Asked while it is under way, it goes round again.
	ReplanAll(ctx context.Context) error
	// Reachable says whether commands can be asked now.
	Reachable(ctx context.Context) error
}

// A Timekeeper keeps the time outside: workflows.Client.
type Timekeeper interface {
	// KeepTime makes what runs by the clock equal to what is wanted, and asks again afterwards, so that the latest wish wins whoever is slower.
	// Unconfirmed means that nothing answers now: every worker asks the same again by itself. Safe at any time.
	KeepTime(ctx context.Context, wanted func(context.Context) (Clockwork, error)) error
	// SendDigest sends the morning mail now, to whoever has something new and had none today. It refuses on days without mail.
	SendDigest(ctx context.Context, asked Asked) (DigestResult, error)
	// RunRefresh plans the next self-assessment now, if one is due, and returns what it did.
	RunRefresh(ctx context.Context, asked Asked) (RefreshResult, error)
	// RunRound runs a round now, beside its dates, and returns what it did. No case gets a second review.
	RunRound(ctx context.Context, round Job, asked Asked) (SweepResult, error)
}

// SweepResult is what one sweep did, for the person who ran it.
type SweepResult struct {
	On        calendar.Date `json:"on"`
	LongOpen  int           `json:"long_open"`
	Opened    int           `json:"opened"`
	Alerts    int           `json:"alerts"`
	Unmapped  int           `json:"unmapped"`
	Excluded  int           `json:"excluded"`
	Replanned int           `json:"replanned"`
}

// DigestResult is what one morning's mails came to.
type DigestResult struct {
	On     calendar.Date `json:"on"`
	Mails  int           `json:"mails"`  // that left, or are kept where no mail server is
	Failed int           `json:"failed"` // that could not leave, and wait for the next morning
}

// RefreshResult is what the planning of self-assessments came to.
type RefreshResult struct {
	On      calendar.Date `json:"on"`
	Planned string        `json:"planned,omitempty"` // the name of the cycle; "" when none was due
	Why     string        `json:"why,omitempty"`     // why none was, in a sentence
}

// CaseViews answer the pages about cases. Every one takes the viewer and shows only what the viewer may see.
type CaseViews interface {
	Cases(ctx context.Context, viewer Actor, q CaseQuery) (Page[CaseRow], error)
	Case(ctx context.Context, viewer Actor, id string) (CaseView, error)
	ExcludeCase(ctx context.Context, caseID string, e Exclude, asked Asked) (Exclusion, error)
	// ExcludeCases keeps several cases out in one go. Those that cannot be are named with why, and the others are done.
	ExcludeCases(ctx context.Context, e ExcludeSeveral, asked Asked) (ExcludedCases, error)
	// CheckExclusions says what ExcludeCases would do now, and changes nothing.
	CheckExclusions(ctx context.Context, viewer Actor, e ExcludeSeveral) (ExcludedCases, error)
	EndExclusion(ctx context.Context, caseID, exclusionID string, asked Asked) error
}

// ReviewViews answer the pages about reviews, and keep what somebody has typed but not sent.
type ReviewViews interface {
	Home(ctx context.Context, viewer Actor) (HomeView, error)
	Review(ctx context.Context, viewer Actor, id string) (ReviewView, error)
	Reviews(ctx context.Context, viewer Actor, q ReviewQuery) (Page[ReviewRow], error)
	Draft(ctx context.Context, reviewID, personID string) (Draft, error) // the zero Draft when there is none
	SaveDraft(ctx context.Context, reviewID string, fields map[string]string, by Actor) error
	Owners(ctx context.Context, viewer Actor, reviewID string) ([]Choice, error) // people the review can be given to: id and "name, role"
	OwnerLoads(ctx context.Context, viewer Actor) ([]OwnerLoad, error)           // who has reviews that the viewer may give to somebody else
}

// ImportRegister keeps uploads and what was found in them.
type ImportRegister interface {
	NewImport(ctx context.Context, u Upload, asked Asked) (Import, error) // the same command id gives the same import
	Import(ctx context.Context, id string) (Import, error)
	Imports(ctx context.Context) ([]Import, error) // newest first, 50 at most
	Findings(ctx context.Context, importID string, q FindingQuery) (Page[Finding], error)
	ImportChanges(ctx context.Context, importID string, q ChangeQuery) (Page[ChangeRow], error)
}

// PlaceRegister keeps areas and teams.
type PlaceRegister interface {
	Areas(ctx context.Context) ([]Area, error)
	Teams(ctx context.Context) ([]Team, error)                                      // unmapped ones first
	SaveArea(ctx context.Context, id string, a SaveArea, asked Asked) (Area, error) // id "" makes a new one
	MapTeams(ctx context.Context, m MapTeams, asked Asked) error
}

// PeopleRegister keeps accounts, posts and deputies.
type PeopleRegister interface {
	People(ctx context.Context) ([]Person, error)
	Person(ctx context.Context, id string) (Person, error)
	SavePerson(ctx context.Context, id string, p SavePerson, asked Asked) (Person, error) // id "" makes a new one
	AddPost(ctx context.Context, personID string, p AddPost, asked Asked) (Post, error)
	EndPost(ctx context.Context, personID, postID string, e EndPost, asked Asked) error
	AddDeputy(ctx context.Context, personID string, d AddDeputy, asked Asked) (Deputy, error)
	EndDeputy(ctx context.Context, personID, deputyID string, asked Asked) error
	NewSignInLink(ctx context.Context, personID string, asked Asked) (string, error) // a secret, shown once, valid 3 days; the path is /welcome/<secret>
	EndSessions(ctx context.Context, personID string, asked Asked) (int, error)
}

// RuleRegister keeps the versioned rules: review rules, ladder and closure days.
type RuleRegister interface {
	ReviewRules(ctx context.Context) (ReviewRules, error)
	Ladder(ctx context.Context) (Ladder, error)
	Calendar(ctx context.Context) (calendar.Calendar, error)
	SetReviewRules(ctx context.Context, r ReviewRules, c RuleChange, asked Asked) (ReviewRules, error)
	SetLadder(ctx context.Context, l Ladder, c RuleChange, asked Asked) (Ladder, error)
	SetClosures(ctx context.Context, closed []calendar.Closure, c RuleChange, asked Asked) (calendar.Calendar, error) // the council's own days, all of them
}

// Schedules keep when things run, and say what came of it.
type Schedules interface {
	// Clockwork is the timetable and the calendar in force.
	Clockwork(ctx context.Context) (Clockwork, error)
	// ChangeTimetable makes a new version of the timetable. Whoever keeps the time must be told afterwards (Timekeeper.KeepTime).
	ChangeTimetable(ctx context.Context, c TimetableChange, reason string, asked Asked) (Timetable, error)
	// LastRuns are the newest run of each job; one that never ran is left out.
	LastRuns(ctx context.Context) (map[Job]JobRun, error)
}

// A JobRun is one run of a job, and what came of it.
type JobRun struct {
	Job    Job           `json:"job"`
	At     time.Time     `json:"at"`
	By     string        `json:"by,omitempty"`    // the name of who had it run; "" for the clock
	Sweep  *SweepResult  `json:"sweep,omitempty"` // of the sweep, and of a round
	Digest *DigestResult `json:"digest,omitempty"`

	Refresh *RefreshResult `json:"refresh,omitempty"`
}

// ServiceViews answer the pages about the service itself.
type ServiceViews interface {
	Mails(ctx context.Context, q MailQuery) (Page[Mail], error)
	Mail(ctx context.Context, id string) (Mail, error)
	Health(ctx context.Context) (Health, error) // an error when the ledger cannot be reached
	Audit(ctx context.Context, q AuditQuery) (Page[AuditRow], error)
	VerifyAudit(ctx context.Context) (AuditCheck, error)
	Exported(ctx context.Context, by Actor, e Export) error // records that somebody takes a list away as a file; asked before the first byte leaves
}

// Accounts are what signing in needs.
type Accounts interface {
	SignIn(ctx context.Context, email, password, from string) (Actor, error) // refuses with one sentence whatever was wrong; throttled by account and address
	// ConfirmPassword asks somebody who is signed in for their password once more; throttled as signing in is.
	ConfirmPassword(ctx context.Context, by Actor, password, from string) error
	Actor(ctx context.Context, personID string) (Actor, error)               // with every post held today; NotFound when they may not sign in
	WelcomeName(ctx context.Context, secret string) (string, error)          // whose link it is; NotFound when used or too old
	SetPassword(ctx context.Context, secret, password string) (Actor, error) // uses the link up
	Tokens(ctx context.Context, personID string) ([]Token, error)
	NewToken(ctx context.Context, t NewToken, asked Asked) (secret string, err error)
	EndToken(ctx context.Context, tokenID string, asked Asked) error
	TokenActor(ctx context.Context, secret string) (Actor, []string, error) // who the token acts for, and its scopes
}

// A Page is one page of rows. Next is an opaque cursor, "" on the last page.
type Page[T any] struct {
	Rows  []T    `json:"rows"`
	Total int    `json:"total"`
	Next  string `json:"next,omitempty"`
}

// Draft is what a person has typed into a review's form and not sent.
type Draft struct {
	Fields  map[string]string `json:"fields"`
	SavedAt time.Time         `json:"saved_at"`
}
