package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PreScrutinyRegister keeps the requests of scrutiny to see decisions before they are taken, and answers the pages about them.
type PreScrutinyRegister interface {
	// AskPreScrutiny plans a request; whoever asked then has it opened (Commands.OpenPreScrutiny). The same command id gives the same request.
	AskPreScrutiny(ctx context.Context, a AskPreScrutiny, asked Asked) (PlannedPreScrutiny, error)
	PreScrutinies(ctx context.Context, viewer Actor, q PreScrutinyQuery) (Page[PreScrutinyRow], error)
	PreScrutinyView(ctx context.Context, viewer Actor, id string) (PreScrutinyView, error)
	// PreScrutinyDesk is what waits for one person of these requests.
	PreScrutinyDesk(ctx context.Context, viewer Actor) (PreScrutinyDesk, error)
}

// PreScrutinyQuery filters the list of requests.
type PreScrutinyQuery struct {
	State    string `json:"state" validate:"omitempty,oneof=live asked agreed paper_given recommended late passed mine answered considered declined withdrawn all"` // "" is live
	SeriesID string `json:"series" validate:"max=64"`
	Text     string `json:"text" validate:"max=80"` // part of what the decision is called
	Cursor   string `json:"cursor" validate:"max=200"`
	Limit    int    `json:"limit" validate:"min=0,max=5000"` // 0 is 50
}

// PreScrutinyStates are the states that PreScrutinyQuery.State filters by.
var PreScrutinyStates = []Choice{
	{"live", "All that are not closed"},
	{"asked", "Waiting for a day"},
	{"agreed", "Agreed, paper awaited"},
	{"paper_given", "Paper given, not considered yet"},
	{"recommended", "Considered, answer awaited"},
	{"late", "Late"},
	{"passed", "Decision day passed, not considered"},
	{"answered", "Recommendations answered"},
	{"considered", "Considered, nothing recommended"},
	{"declined", "Declined"},
	{"withdrawn", "Withdrawn"},
	{"mine", "Yours"},
	{"all", "Everything"},
}

// PreScrutinyRow is one request in a list, the most pressing first.
type PreScrutinyRow struct {
	PreScrutinyID string            `json:"pre_scrutiny_id"`
	Title         string            `json:"title"`
	SeriesID      string            `json:"series_id"`
	Series        string            `json:"series"`
	Asked         calendar.Date     `json:"asked"`
	OwnerID       string            `json:"owner_id"`
	Owner         string            `json:"owner"`
	Status        PreScrutinyStatus `json:"status"`
	Decides       calendar.Date     `json:"decides"`
	DaysLeft      int               `json:"days_left"` // working days until the decision; 0 on its day and afterwards
	MeetsOn       calendar.Date     `json:"meets_on"`
	Due           calendar.Date     `json:"due"` // of what the owner has to do next
	Pressing      calendar.Date     `json:"pressing"`
	Overdue       int               `json:"overdue"` // working days late
	Passed        bool              `json:"passed"`  // the day of the decision has passed, and scrutiny has not considered it
	Recommended   int               `json:"recommended"`
	Outcome       string            `json:"outcome"`
	Reached       Role              `json:"reached,omitempty"`
	ReachedAt     time.Time         `json:"reached_at,omitzero"`
	Because       string            `json:"because,omitempty"`
}

// PreScrutinyView is the page of one request.
type PreScrutinyView struct {
	PreScrutinyRow
	State    PreScrutiny       `json:"state"`
	Meets    calendar.Date     `json:"meets"` // the next day on which this scrutiny meets; zero when none is planned
	Next     []NextStep        `json:"next"`  // what happens if nobody does anything, soonest first
	Happened []EventRow        `json:"happened"`
	Findings []PracticeFinding `json:"findings"` // what scrutiny recommended, as the register of findings has it
}

// PreScrutinyDesk is what waits for one person of the requests for pre-scrutiny.
type PreScrutinyDesk struct {
	Decide   []PreScrutinyRow `json:"decide"`   // late ones that reached this person
	Do       []PreScrutinyRow `json:"do"`       // that this person owns, and has to do something about
	Consider []PreScrutinyRow `json:"consider"` // whose day of scrutiny has come: what did scrutiny say?
}
