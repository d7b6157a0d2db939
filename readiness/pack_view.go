package readiness

import (
	"context"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// PackRegister is the library of focus areas and run-ups: those that Sightline comes with, and the council's own. What stands in it never changes.
type PackRegister interface {
	// Packs and RunUps list the versions: by focus area or kind of visit, the newest first.
	Packs(ctx context.Context) ([]PackVersion, error)
	RunUps(ctx context.Context) ([]RunUpVersion, error)
	Pack(ctx context.Context, code string) (FocusPack, error)
	RunUp(ctx context.Context, code string) (RunUp, error)
	// PacksOn are the packs in force on a day, one of each focus area.
	PacksOn(ctx context.Context, day calendar.Date) ([]FocusPack, error)
	// RunUpOn is the run-up in force on a day for a kind of visit. NotFound when there is none.
	RunUpOn(ctx context.Context, kind string, day calendar.Date) (RunUp, error)
}

// PackDrafts are packs and run-ups on their way into the library: a file that was chosen, or a copy that is being changed. All of it is for whoever may
// SetRules.
type PackDrafts interface {
	KeepPackDraft(ctx context.Context, f PackFile, asked Asked) (draftID string, err error)
	// ClonePack makes a draft that is like a pack of the library, CloneRunUp one that is like a run-up, under another code.
	ClonePack(ctx context.Context, code string, c ClonePack, asked Asked) (draftID string, err error)
	CloneRunUp(ctx context.Context, code string, c CloneRunUp, asked Asked) (draftID string, err error)
	PackDraft(ctx context.Context, id string) (PackDraft, error)
	// PackDrafts lists drafts, newest first, without what is wrong with them.
	PackDrafts(ctx context.Context) ([]PackDraft, error)
	ChangePackDraft(ctx context.Context, id string, c PackChange, asked Asked) error
	// FinishPackDraft brings a draft into the library and ends it. It refuses a draft with any problem.
	FinishPackDraft(ctx context.Context, id string, asked Asked) (PackFile, error)
	DropPackDraft(ctx context.Context, id string, asked Asked) error
}

// PackFiles read and write packs and run-ups as files: package frameworks.
type PackFiles interface {
	// ReadPack reads a YAML file with a pack or a run-up. What cannot be understood in it stands in the answer; a file that is neither is refused.
	ReadPack(name string, body []byte) (PackFile, error)
	PackYAML(f PackFile) ([]byte, error)
}

// A PackVersion is one version of a focus area's pack in the list of the library.
type PackVersion struct {
	Code        string        `json:"code"`
	Focus       string        `json:"focus"`
	Name        string        `json:"name"`
	From        calendar.Date `json:"from"`
	Own         bool          `json:"own"`
	Enquiries   int           `json:"enquiries"`
	Checklist   int           `json:"checklist"`
	Flags       int           `json:"flags"`
	Sections    int           `json:"sections"`
	Unconfirmed int           `json:"unconfirmed"` // parts that the council has to confirm
	By          string        `json:"by"`          // the name of who brought it in; "" for one that Sightline comes with
	At          time.Time     `json:"at"`
}

// A RunUpVersion is one version of a run-up in the list of the library.
type RunUpVersion struct {
	Code        string        `json:"code"`
	Kind        string        `json:"kind"`
	Name        string        `json:"name"`
	From        calendar.Date `json:"from"`
	Own         bool          `json:"own"`
	Days        int           `json:"days"`
	Steps       int           `json:"steps"`
	Slots       int           `json:"slots"`
	Unconfirmed int           `json:"unconfirmed"` // parts that the council has to confirm
	By          string        `json:"by"`          // the name of who brought it in; "" for one that Sightline comes with
	At          time.Time     `json:"at"`
}

// A PackDraft is one draft, and what is wrong with it now.
type PackDraft struct {
	ID       string
	By       string // the name of who began it
	At       time.Time
	Seq      int // grows with every change
	File     PackFile
	Problems []FrameworkProblem // with any of them it is refused
}

// Check refuses to bring in what has a problem, and names the first.
func (d PackDraft) Check() error { return refuseProblems(d.File.What(), d.Problems) }

// VersionOf is the line of a pack in the list of the library.
func (p FocusPack) VersionOf(by string, at time.Time) PackVersion {
	return PackVersion{
		Code: p.Code, Focus: p.Focus, Name: p.Name, From: p.From, Own: p.Own, Enquiries: len(p.Enquiries), Checklist: len(p.Checklist), Flags: len(p.Flags),
		Sections: len(p.Sections), Unconfirmed: p.Unconfirmed(), By: by, At: at,
	}
}

// VersionOf is the line of a run-up in the list of the library.
func (r RunUp) VersionOf(by string, at time.Time) RunUpVersion {
	return RunUpVersion{
		Code: r.Code, Kind: r.Kind, Name: r.Name, From: r.From, Own: r.Own, Days: r.Days, Steps: len(r.Steps), Slots: len(r.Slots), Unconfirmed: r.Unconfirmed(),
		By: by, At: at,
	}
}
