package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PlanImports bring an existing improvement plan in from a spreadsheet: the sheet is kept, its columns are named, what would happen is shown, and only
// then the plan changes. All of it is for whoever may RunPlan.
type PlanImports interface {
	// KeepPlanSheet keeps a sheet until it is brought in or thrown away, and no longer than 90 days. The same command id gives the same import.
	KeepPlanSheet(ctx context.Context, s PlanSheet, asked Asked) (importID string, err error)
	PlanImport(ctx context.Context, id string) (PlanImport, error)
	// OpenPlanImports lists sheets that are kept and not brought in, newest first, without their rows.
	OpenPlanImports(ctx context.Context) ([]PlanImport, error)
	// MapPlanSheet says what the columns of a kept sheet are. It may be said again until the plan is brought in.
	MapPlanSheet(ctx context.Context, id string, m PlanMapping, asked Asked) error
	// TryPlanImport says what ApplyPlanImport would do now, and changes nothing.
	TryPlanImport(ctx context.Context, id string) (PlanTrial, error)
	// ApplyPlanImport plans every new action in one transaction. Whoever asked then has them opened (Commands.OpenActions) and asks the changes of
	// actions that are there already, one by one; KeepPlanAnswers keeps what came of those.
	ApplyPlanImport(ctx context.Context, id string, c ConfirmPlanImport, asked Asked) error
	KeepPlanAnswers(ctx context.Context, id string, answers []PlanAnswer) error
	// DropPlanSheet throws a sheet away that was not brought in.
	DropPlanSheet(ctx context.Context, id string, asked Asked) error
}

// A PlanTable is one sheet of a workbook, or a csv file, as it was read.
type PlanTable struct {
	Name string
	Rows []PlanSheetRow
}

// A PlanSheet is the sheet that a plan is brought in from: the row with its headings was found, and what stands above it was left out.
type PlanSheet struct {
	File    string         `json:"file"`
	Name    string         `json:"name,omitempty"`   // of the sheet in its workbook
	Others  int            `json:"others,omitempty"` // sheets of the workbook that are not read
	Columns []string       `json:"columns"`          // their headings
	Rows    []PlanSheetRow `json:"rows"`
}

// A PlanSheetRow is one row, with its number as the spreadsheet shows it.
type PlanSheetRow struct {
	Number int      `json:"n"`
	Cells  []string `json:"c"`
}

// A PlanMapping says what each column of a sheet is, and what every row gets that says nothing itself.
type PlanMapping struct {
	Columns   []string      `json:"columns" validate:"required,max=100,dive,max=20"` // codes of PlanFields, in the sheet's order; "" is left out
	Theme     string        `json:"theme" validate:"max=80"`
	SponsorID string        `json:"sponsor_id" validate:"max=64"`
	Start     calendar.Date `json:"start,omitzero"`
	Earlier   string        `json:"earlier" validate:"omitempty,oneof=yes"` // a due date that is no working day means the working day before it
}

// ConfirmPlanImport brings the plan in.
type ConfirmPlanImport struct {
	LeaveOut  string `json:"leave_out" validate:"omitempty,oneof=yes"` // leave out the rows that cannot be taken
	Confirmed int    `json:"confirmed" validate:"min=0"`               // how many actions are new or changed, as the asker's page showed it
}

// A PlanImport is one kept sheet and what came of it.
type PlanImport struct {
	ID      string
	By      string // the name of who chose the file
	At      time.Time
	Sheet   PlanSheet
	Mapping *PlanMapping // nil until somebody has said what the columns are
	Done    *PlanImported
	Answers []PlanAnswer // to the changes of Done that were asked
	Unopen  int          // actions of Done that do not stand in the plan yet
}

// PlanImported is what bringing a plan in came to.
type PlanImported struct {
	CommandID string       `json:"command_id"` // the changes are asked under ids made of it
	By        string       `json:"by"`         // the name of who confirmed
	At        time.Time    `json:"at"`
	Planned   []string     `json:"planned"` // ids of the new actions
	Changes   []PlanChange `json:"changes"` // of actions that were there
	LeftOut   int          `json:"left_out"`
	Same      int          `json:"same"`
}

// A PlanAnswer is what came of one change: Why is "" when it was made, else why not.
type PlanAnswer struct {
	ActionID string `json:"action_id"`
	Why      string `json:"why"`
}

// Pending are the changes that nobody has answered yet.
func (i PlanImport) Pending() (pending []PlanChange) {
	if i.Done == nil {
		return nil
	}
	answered := map[string]bool{}
	for _, a := range i.Answers {
		answered[a.ActionID] = true
	}
	for _, c := range i.Done.Changes {
		if !answered[c.ActionID] {
			pending = append(pending, c)
		}
	}
	return pending
}

// A PlanTrial says what bringing a sheet in would do.
type PlanTrial struct {
	New     []PlanNew
	Changes []PlanChange
	Bad     []PlanFault // rows that cannot be taken
	Notes   []PlanFault // what is different about actions that are there, and is not changed by a sheet
	Same    int         // rows about actions that are as the sheet says
	Empty   int         // rows with nothing in the columns that are used
}

// Confirmed is how many actions bringing the sheet in touches.
func (t PlanTrial) Confirmed() int { return len(t.New) + len(t.Changes) }

// A PlanNew is a new action out of one row.
type PlanNew struct {
	Row    int
	Action AddAction
}

// A PlanChange changes what an action is about that is in the plan already.
type PlanChange struct {
	Row      int           `json:"row"`
	ActionID string        `json:"action_id"`
	Title    string        `json:"title"` // as it is before the change
	Seq      int           `json:"seq"`   // where the action stood when it was compared
	Details  ActionDetails `json:"details"`
	Changed  []string      `json:"changed"` // in words
}

// A PlanFault is what is wrong with one row, or left alone, in sentences.
type PlanFault struct {
	Row int
	Why []string
}

// PlanKnown is what the ledger knows that a row of a sheet can mean.
type PlanKnown struct {
	People   []PlanPerson // with an active account
	Areas    []Choice     // id and name
	Boards   []string
	Actions  []PlanAction
	Calendar calendar.Calendar
}

// A PlanPerson is somebody whom a row can name.
type PlanPerson struct{ ID, Name, Email string }

// A PlanAction is an action that is in the plan. Details and what follows are there only of those that the sheet has the number of.
type PlanAction struct {
	ID, Reference, Title       string
	Status                     ActionStatus // "" while it is planned and has not opened
	Seq                        int
	Details                    ActionDetails
	AreaID, OwnerID, SponsorID string
	Start, Due                 calendar.Date
}
