package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// FrameworkRegister is the library of inspection frameworks: those that Sightline comes with, and the council's own. What stands in it never changes.
type FrameworkRegister interface {
	// Frameworks lists the versions, the newest first.
	Frameworks(ctx context.Context) ([]FrameworkLine, error)
	Framework(ctx context.Context, code string) (Framework, error)
	// Crosswalk says what became of each criterion from one version to another, over others where no crosswalk leads there directly. From a version to
	// itself everything is the same. NotFound when none leads there.
	Crosswalk(ctx context.Context, from, to string) (Crosswalk, error)
	// TryFramework says what bringing a file in would do now, and changes nothing.
	TryFramework(ctx context.Context, f FrameworkFile) (FrameworkTrial, error)
	// ImportFramework brings a file in, for whoever may SetRules. It refuses a file with any problem.
	ImportFramework(ctx context.Context, f FrameworkFile, asked Asked) (Framework, error)
}

// FrameworkDrafts are frameworks on their way into the library: a file that was chosen, or a copy that is being changed. All of it is for whoever may
// SetRules.
type FrameworkDrafts interface {
	KeepFrameworkDraft(ctx context.Context, f FrameworkFile, asked Asked) (draftID string, err error)
	// CloneFramework makes a draft that is like a framework of the library, under another code and with the crosswalk from it.
	CloneFramework(ctx context.Context, code string, c CloneFramework, asked Asked) (draftID string, err error)
	FrameworkDraft(ctx context.Context, id string) (FrameworkDraft, error)
	// FrameworkDrafts lists drafts, newest first, without what is wrong with them.
	FrameworkDrafts(ctx context.Context) ([]FrameworkDraft, error)
	ChangeFrameworkDraft(ctx context.Context, id string, c FrameworkChange, asked Asked) error
	// FinishFrameworkDraft brings a draft into the library and ends it. It refuses a draft with any problem.
	FinishFrameworkDraft(ctx context.Context, id string, asked Asked) (Framework, error)
	DropFrameworkDraft(ctx context.Context, id string, asked Asked) error
}

// FrameworkFiles read and write frameworks as files: package frameworks.
type FrameworkFiles interface {
	// Read reads a YAML file or a workbook. What cannot be understood in it stands in the answer; a file that is neither is refused.
	Read(name string, body []byte) (FrameworkFile, error)
	// YAML and Workbook write what Read reads. The zero FrameworkFile gives an empty workbook to fill in.
	YAML(f FrameworkFile) ([]byte, error)
	Workbook(f FrameworkFile) ([]byte, error)
}

// A FrameworkLine is one version in the list of the library.
type FrameworkLine struct {
	Code        string        `json:"code"`
	Name        string        `json:"name"`
	From        calendar.Date `json:"from"`
	Until       calendar.Date `json:"until,omitzero"`
	Own         bool          `json:"own"`
	Areas       int           `json:"areas"`
	Criteria    int           `json:"criteria"`
	Unconfirmed int           `json:"unconfirmed"` // parts that the council has to confirm
	By          string        `json:"by"`          // the name of who brought it in; "" for one that Sightline comes with
	At          time.Time     `json:"at"`
	Follows     []string      `json:"follows"` // codes of versions from which a crosswalk leads here
}

// A FrameworkTrial says what bringing a framework in would do.
type FrameworkTrial struct {
	Framework Framework          `json:"framework"`
	Crosswalk *Crosswalk         `json:"crosswalk,omitempty"`
	Problems  []FrameworkProblem `json:"problems"` // with any of them it is refused
}

// Check refuses to bring in what has a problem, and names the first.
func (t FrameworkTrial) Check() error {
	return refuseProblems("The framework", t.Problems)
}

// A FrameworkDraft is one draft, and what is wrong with it now.
type FrameworkDraft struct {
	ID  string
	By  string // the name of who began it
	At  time.Time
	Seq int // grows with every change
	FrameworkTrial
	File FrameworkFile
}

// HoldsOn reports whether a framework is in force on a day.
func (f FrameworkLine) HoldsOn(day calendar.Date) bool {
	return !day.Before(f.From) && (f.Until.IsZero() || !day.After(f.Until))
}
