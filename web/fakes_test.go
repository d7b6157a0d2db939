package web_test

import (
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/sightline-readiness/sightline/frameworks"
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
	"github.com/sightline-readiness/sightline/web"
)

// The fakes of this package answer NotFound to everything; a test embeds one and answers what it needs.

var errNone = readiness.Errorf(readiness.NotFound, "There is no such thing here.")

type commands struct{}

func (commands) Review(context.Context, string, readiness.ReviewCommand, readiness.Asked) (readiness.Review, error) {
	return readiness.Review{}, errNone
}

func (commands) Action(context.Context, string, readiness.ActionCommand, readiness.Asked) (readiness.ImprovementAction, error) {
	return readiness.ImprovementAction{}, errNone
}
func (commands) OpenAction(context.Context, readiness.PlannedAction) error { return errNone }
func (commands) Point(context.Context, string, readiness.PointCommand, readiness.Asked) (readiness.Point, error) {
	return readiness.Point{}, errNone
}

func (commands) Assessment(context.Context, string, readiness.AssessmentCommand, readiness.Asked) (readiness.Assessment, error) {
	return readiness.Assessment{}, errNone
}

func (commands) Appraisal(context.Context, string, readiness.AppraisalCommand, readiness.Asked) (readiness.Appraisal, error) {
	return readiness.Appraisal{}, errNone
}

func (commands) Visit(context.Context, string, readiness.VisitCommand, readiness.Asked) (readiness.Visit, error) {
	return readiness.Visit{}, errNone
}

func (commands) VisitStep(context.Context, string, readiness.VisitStepCommand, readiness.Asked) (readiness.VisitStep, error) {
	return readiness.VisitStep{}, errNone
}

func (commands) VisitEntry(context.Context, string, readiness.VisitEntryCommand, readiness.Asked) (readiness.VisitEntry, error) {
	return readiness.VisitEntry{}, errNone
}

func (commands) OpenVisitEntry(context.Context, readiness.PlannedVisitEntry) error { return errNone }

func (commands) OpenVisit(context.Context, readiness.PlannedVisit) error { return errNone }

func (commands) OpenAssessment(context.Context, readiness.PlannedAssessment) error { return errNone }

func (commands) OpenPoint(context.Context, readiness.PlannedPoint) error      { return errNone }
func (commands) OpenActions(context.Context) error                            { return nil }
func (commands) CheckImport(context.Context, string) error                    { return errNone }
func (commands) ConfirmImport(context.Context, string, readiness.Asked) error { return errNone }
func (commands) DiscardImport(context.Context, string, readiness.Asked) error { return errNone }
func (commands) Reachable(context.Context) error                              { return nil }
func (commands) ReplanAll(context.Context) error                              { return nil }
func (commands) Sweep(context.Context, readiness.Asked) (readiness.SweepResult, error) {
	return readiness.SweepResult{}, errNone
}

type cases struct{}

func (cases) Cases(context.Context, readiness.Actor, readiness.CaseQuery) (readiness.Page[readiness.CaseRow], error) {
	return readiness.Page[readiness.CaseRow]{}, nil
}

func (cases) Case(context.Context, readiness.Actor, string) (readiness.CaseView, error) {
	return readiness.CaseView{}, errNone
}

func (cases) ExcludeCase(context.Context, string, readiness.Exclude, readiness.Asked) (readiness.Exclusion, error) {
	return readiness.Exclusion{}, errNone
}

func (cases) ExcludeCases(context.Context, readiness.ExcludeSeveral, readiness.Asked) (readiness.ExcludedCases, error) {
	return readiness.ExcludedCases{}, errNone
}

func (cases) CheckExclusions(context.Context, readiness.Actor, readiness.ExcludeSeveral) (readiness.ExcludedCases, error) {
	return readiness.ExcludedCases{}, errNone
}
func (cases) EndExclusion(context.Context, string, string, readiness.Asked) error { return errNone }

type reviews struct{}

func (reviews) Home(context.Context, readiness.Actor) (readiness.HomeView, error) {
	return readiness.HomeView{}, nil
}

func (reviews) Review(context.Context, readiness.Actor, string) (readiness.ReviewView, error) {
	return readiness.ReviewView{}, errNone
}

func (reviews) Reviews(context.Context, readiness.Actor, readiness.ReviewQuery) (readiness.Page[readiness.ReviewRow], error) {
	return readiness.Page[readiness.ReviewRow]{}, nil
}

func (reviews) Draft(context.Context, string, string) (readiness.Draft, error) {
	return readiness.Draft{}, nil
}

func (reviews) SaveDraft(context.Context, string, map[string]string, readiness.Actor) error {
	return nil
}

func (reviews) Owners(context.Context, readiness.Actor, string) ([]readiness.Choice, error) {
	return nil, nil
}

func (reviews) OwnerLoads(context.Context, readiness.Actor) ([]readiness.OwnerLoad, error) {
	return nil, nil
}

type imports struct{}

func (imports) NewImport(context.Context, readiness.Upload, readiness.Asked) (readiness.Import, error) {
	return readiness.Import{}, errNone
}

func (imports) Import(context.Context, string) (readiness.Import, error) {
	return readiness.Import{}, errNone
}
func (imports) Imports(context.Context) ([]readiness.Import, error) { return nil, nil }
func (imports) Findings(context.Context, string, readiness.FindingQuery) (readiness.Page[readiness.Finding], error) {
	return readiness.Page[readiness.Finding]{}, errNone
}

func (imports) ImportChanges(context.Context, string, readiness.ChangeQuery) (readiness.Page[readiness.ChangeRow], error) {
	return readiness.Page[readiness.ChangeRow]{}, errNone
}

type places struct{}

func (places) Areas(context.Context) ([]readiness.Area, error) { return nil, nil }
func (places) Teams(context.Context) ([]readiness.Team, error) { return nil, nil }
func (places) SaveArea(context.Context, string, readiness.SaveArea, readiness.Asked) (readiness.Area, error) {
	return readiness.Area{}, errNone
}

func (places) MapTeams(context.Context, readiness.MapTeams, readiness.Asked) error { return errNone }

type people struct{}

func (people) People(context.Context) ([]readiness.Person, error) { return nil, nil }
func (people) Person(context.Context, string) (readiness.Person, error) {
	return readiness.Person{}, errNone
}

func (people) SavePerson(context.Context, string, readiness.SavePerson, readiness.Asked) (readiness.Person, error) {
	return readiness.Person{}, errNone
}

func (people) AddPost(context.Context, string, readiness.AddPost, readiness.Asked) (readiness.Post, error) {
	return readiness.Post{}, errNone
}

func (people) EndPost(context.Context, string, string, readiness.EndPost, readiness.Asked) error {
	return errNone
}

func (people) AddDeputy(context.Context, string, readiness.AddDeputy, readiness.Asked) (readiness.Deputy, error) {
	return readiness.Deputy{}, errNone
}
func (people) EndDeputy(context.Context, string, string, readiness.Asked) error { return errNone }
func (people) NewSignInLink(context.Context, string, readiness.Asked) (string, error) {
	return "", errNone
}

func (people) EndSessions(context.Context, string, readiness.Asked) (int, error) { return 0, errNone }

type rules struct{}

func (rules) ReviewRules(context.Context) (readiness.ReviewRules, error) {
	return readiness.DefaultReviewRules(), nil
}

func (rules) Ladder(context.Context) (readiness.Ladder, error) { return readiness.DefaultLadder(), nil }

func (rules) Calendar(context.Context) (calendar.Calendar, error) {
	return calendar.England(), nil
}

func (rules) SetReviewRules(context.Context, readiness.ReviewRules, readiness.RuleChange, readiness.Asked) (readiness.ReviewRules, error) {
	return readiness.ReviewRules{}, errNone
}

func (rules) SetLadder(context.Context, readiness.Ladder, readiness.RuleChange, readiness.Asked) (readiness.Ladder, error) {
	return readiness.Ladder{}, errNone
}

func (rules) SetClosures(context.Context, []calendar.Closure, readiness.RuleChange, readiness.Asked) (calendar.Calendar, error) {
	return calendar.Calendar{}, errNone
}

type service struct{}

func (service) Mails(context.Context, readiness.MailQuery) (readiness.Page[readiness.Mail], error) {
	return readiness.Page[readiness.Mail]{}, nil
}

func (service) Mail(context.Context, string) (readiness.Mail, error) {
	return readiness.Mail{}, errNone
}
func (service) Health(context.Context) (readiness.Health, error) { return readiness.Health{}, nil }
func (service) VerifyAudit(context.Context) (readiness.AuditCheck, error) {
	return readiness.AuditCheck{}, nil
}

func (service) Exported(context.Context, readiness.Actor, readiness.Export) error { return nil }

func (service) Audit(context.Context, readiness.AuditQuery) (readiness.Page[readiness.AuditRow], error) {
	return readiness.Page[readiness.AuditRow]{}, nil
}

// accounts know the people of byID; each signs in with their own id as address and the password "correct horse battery".
type accounts struct{ byID map[string]readiness.Actor }

func (a accounts) SignIn(_ context.Context, email, password, _ string) (readiness.Actor, error) {
	actor, ok := a.byID[email]
	if !ok || password != goodPassword {
		return readiness.Actor{}, readiness.Errorf(readiness.Invalid, "The email address or the password is not right.")
	}
	return actor, nil
}

func (a accounts) Actor(_ context.Context, id string) (readiness.Actor, error) {
	actor, ok := a.byID[id]
	if !ok {
		return readiness.Actor{}, errNone
	}
	return actor, nil
}

func (a accounts) WelcomeName(_ context.Context, secret string) (string, error) {
	if secret != "unused" {
		return "", errNone
	}
	return "Hanna Okafor", nil
}

func (a accounts) SetPassword(_ context.Context, _, password string) (readiness.Actor, error) {
	if password == "password1234" {
		return readiness.Actor{}, readiness.FieldErrorf("password", "This password is one of the first that anybody would guess. Choose another.")
	}
	return a.byID["head"], nil
}
func (accounts) Tokens(context.Context, string) ([]readiness.Token, error) { return nil, nil }
func (accounts) NewToken(context.Context, readiness.NewToken, readiness.Asked) (string, error) {
	return "", errNone
}

func (accounts) ConfirmPassword(context.Context, readiness.Actor, string, string) error {
	return errNone
}

func (accounts) EndToken(context.Context, string, readiness.Asked) error { return errNone }
func (accounts) TokenActor(context.Context, string) (readiness.Actor, []string, error) {
	return readiness.Actor{}, nil, errNone
}

const goodPassword = "correct horse battery"

// everybody has one person of each role, under the role's name; "head" and "manager" are of the north.
func everybody() accounts {
	all := map[string]readiness.Actor{}
	for _, role := range readiness.Roles {
		h := readiness.Holding{Role: role}
		switch role {
		case readiness.AreaHead:
			h.AreaID = "north"
		case readiness.TeamManager:
			h.AreaID, h.TeamID = "north", "north-2"
		}
		all[string(role)] = readiness.Actor{PersonID: string(role), Name: "A " + role.Title(), Holdings: []readiness.Holding{h}}
	}
	all["head"] = readiness.Actor{PersonID: "head", Name: "Hanna Okafor", Holdings: all[string(readiness.AreaHead)].Holdings}
	all["manager"] = readiness.Actor{PersonID: "manager", Name: "Tom Reilly", Holdings: all[string(readiness.TeamManager)].Holdings}
	return accounts{all}
}

var now = time.Date(2027, 3, 3, 9, 5, 0, 0, time.UTC)

// newServer has every part, all of them empty; a test puts its own in place.
func newServer() *web.Server {
	return &web.Server{
		House: readiness.House{
			Commands: commands{}, Cases: cases{}, Reviews: reviews{}, Imports: imports{}, Places: places{}, People: people{}, Rules: rules{},
			Plan: plan{}, Actions: planRegister{}, Evidence: evidence{}, Criteria: evidence{}, PlanImports: planImports{}, PlanFilters: planFilters{}, Pace: pace{}, Reports: planReports{}, Meetings: meetings{}, Points: points{}, PreScrutinies: preScrutinies{}, Dips: dips{},
			Frameworks: library{}, FrameworkDrafts: frameworkDrafts{}, FrameworkFiles: frameworks.Files{},
			Packs: packShelf{}, PackDrafts: packDrafts{}, PackFiles: frameworks.Files{},
			Assessments: assessments{},
			Visits:      visits{},
			Checklists:  visits{},
			Writing:     visits{},
			Entries:     entries{},
			OnSite:      onSite{},
			VisitPacks:  visitPacks{},
			Samples:     sampleRegister{},
			CaseAudits:  &caseAudits{},
			Overview:    overview{}, Forecasts: forecasts{}, Policies: policies{}, Mailing: mailing{}, Feeds: feeds{}, Schedules: &schedules{}, Time: timekeeper{}, Service: service{}, Accounts: everybody(),
			Partners: partners{}, Outside: partners{},
			Homes: &homeBook{}, HomeVisits: &homeBook{},
			Pulses: &pulses{}, PulseDoor: &pulses{},
			AssessmentReports: assessmentReports{},
			Gaps:              gaps{}, Inspections: inspections{},
			Cohorts: cohorts{}, CohortLists: cohortLists{},
		},
		Sessions: scs.New(), Council: "Anyshire Council",
		Document: func() ([]byte, error) { return []byte(`{}`), nil },
		Findings: func(context.Context, io.Writer, string) error { return errNone },
		Now:      func() time.Time { return now }, Log: slog.New(slog.DiscardHandler),
	}
}

type overview struct{}

func (overview) Overview(context.Context, readiness.Actor) (readiness.OverviewView, error) {
	return readiness.OverviewView{}, nil
}

type forecasts struct{}

func (forecasts) Prospect(context.Context) (readiness.Prospect, error) {
	return readiness.Prospect{On: calendar.DateOf(now), Rules: readiness.DefaultReviewRules(), Calendar: calendar.England()}, nil
}

type policies struct{}

func (policies) RuleHistory(context.Context) ([]readiness.RuleVersion, error) { return nil, nil }
func (policies) Closures(context.Context) ([]calendar.Closure, error)         { return nil, nil }
func (policies) ClosureMoves(context.Context, readiness.Actor, []calendar.Closure) (readiness.DateMoves, error) {
	return readiness.DateMoves{}, nil
}

func (policies) Replanning(context.Context, readiness.Actor) (readiness.Replanning, error) {
	return readiness.Replanning{}, nil
}

func (policies) LadderGaps(context.Context, readiness.Ladder) ([]string, int, error) {
	return nil, 0, nil
}

func (policies) TryLadder(context.Context, readiness.Actor, string, readiness.Ladder) (readiness.LadderTry, error) {
	return readiness.LadderTry{}, errNone
}

type mailing struct{}

func (mailing) MailChoices(context.Context, string) ([]readiness.MailChoice, error) {
	return readiness.MailChoices(nil), nil
}

func (mailing) ChooseMails(context.Context, readiness.ChooseMails, readiness.Asked) error { return nil }

func (mailing) MailStop(context.Context, string) (readiness.NoticeKind, error) {
	return "", errNone
}

func (mailing) StopMails(context.Context, string) (readiness.NoticeKind, error) {
	return "", errNone
}
func (mailing) EndMailStops(context.Context, readiness.Asked) error { return nil }

type feeds struct{}

func (feeds) Feed(context.Context, string) (readiness.Feed, error) { return readiness.Feed{}, nil }
func (feeds) NewFeed(context.Context, readiness.Asked) (string, error) {
	return "", errNone
}
func (feeds) EndFeed(context.Context, readiness.Asked) error { return nil }
func (feeds) FeedEntries(context.Context, string) (readiness.FeedView, error) {
	return readiness.FeedView{}, errNone
}
