package readiness

import (
	"bytes"
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// DipSamples keep the dip samples of quality assurance: actions that were shown done, drawn by a seed, and looked at again without notice (issue 4; domain.md
// S67). A re-test comes on a day that everybody knows; a dip sample does not.
type DipSamples interface {
	// DrawDipSample draws among the actions that are shown done now. The same command id gives the same sample.
	DrawDipSample(ctx context.Context, d DrawDipSample, asked Asked) (DipSample, error)
	// DipSamples lists the samples, newest first, 50 at most.
	DipSamples(ctx context.Context, viewer Actor) ([]DipSample, error)
	DipSample(ctx context.Context, viewer Actor, id string) (DipSample, error)
	// LookAtDip keeps what somebody found. An action that does not hold is opened again by a command of its own (ReopenAction).
	LookAtDip(ctx context.Context, sampleID, actionID string, l LookAtDip, asked Asked) error
}

// DrawDipSample says how many actions to draw.
type DrawDipSample struct {
	Size int `json:"size" validate:"min=1,max=50"`
}

// LookAtDip says what a look at one drawn action found.
type LookAtDip struct {
	Found string `json:"found" validate:"required,oneof=holds gone"`
	Note  string `json:"note" validate:"required,max=2000"` // what was looked at, and what it showed
}

// DipFindings are what a look at a drawn action can find.
var DipFindings = []Choice{
	{"holds", "It is still so"},
	{"gone", "It is no longer so"},
}

// A DipSample is one draw. Anybody can draw it again: the first Size of Among, in the order of DipOrder.
type DipSample struct {
	ID    string        `json:"id"`
	Seed  string        `json:"seed"` // made by Sightline, so that nobody chooses a draw
	On    calendar.Date `json:"on"`
	By    string        `json:"by"`    // a name
	Among []string      `json:"among"` // ids of the actions that were shown done then
	Dips  []Dip         `json:"dips"`
}

// A Dip is one drawn action.
type Dip struct {
	Action ActionRow `json:"action"` // as it stands now
	Found  string    `json:"found"`  // "" until somebody has looked
	Note   string    `json:"note"`
	By     string    `json:"by"` // name of who looked
	At     time.Time `json:"at,omitzero"`
}

// Looked counts the drawn actions at which somebody has looked, and those that do not hold any more.
func (d DipSample) Looked() (looked, gone int) {
	for _, dip := range d.Dips {
		if dip.Found != "" {
			looked++
		}
		if dip.Found == "gone" {
			gone++
		}
	}
	return looked, gone
}

// DipOrder puts ids into the order of a seed: by the SHA-256 of the seed, a slash and the id.
func DipOrder(seed string, ids []string) []string {
	order := func(id string) []byte {
		sum := sha256.Sum256([]byte(seed + "/" + id))
		return sum[:]
	}
	drawn := slices.Clone(ids)
	slices.SortFunc(drawn, func(a, b string) int { return bytes.Compare(order(a), order(b)) })
	return drawn
}

// MayLook refuses whoever owns the action or has checked it: somebody else must look.
func (l LookAtDip) MayLook(by Actor, ownerID, verifierID string) error {
	if err := MayOrRefuse(by, VerifyActions, Place{}); err != nil {
		return err
	}
	if by.standsFor(ownerID) || by.standsFor(verifierID) {
		return Errorf(Forbidden, "You own this action or have checked it, so somebody else must look at it again.")
	}
	return nil
}
