package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ActionFacts are what the ledger knows around an action when something is asked of it, and its run does not: the door fills them in, as it fills in
// who asks; they never come from a form.
type ActionFacts struct {
	Evidence  []EvidenceFact `json:"evidence,omitempty"`  // linked to the action and in force
	Line      []string       `json:"line,omitempty"`      // person ids of the owner's line of management today
	Verifiers []string       `json:"verifiers,omitempty"` // person ids of those among whom whoever checks is drawn
}

// An EvidenceFact is what a decision needs of one piece of evidence.
type EvidenceFact struct {
	ID    string        `json:"id"`
	On    calendar.Date `json:"on"`    // what it shows was so on this day
	Bears string        `json:"bears"` // Supports or Contradicts
	By    string        `json:"by"`    // person id of who attached it
}

// Supports and Contradicts are how a piece of evidence bears on what it is linked to. What a partner answered is unweighed until somebody says so, and may
// be judged to be noise: it stays readable then, and is no evidence.
const (
	Supports    = "supports"
	Contradicts = "contradicts"
	Unweighed   = "unweighed"
	Noise       = "noise"
)

func (a Asked) facts() ActionFacts {
	if a.Facts == nil {
		return ActionFacts{}
	}
	return *a.Facts
}

// choose finds pieces of evidence by id, and refuses one that is not linked or no longer in force.
func (f ActionFacts) choose(field string, ids []string) ([]EvidenceFact, error) {
	var chosen []EvidenceFact
	for _, id := range ids {
		i := slices.IndexFunc(f.Evidence, func(e EvidenceFact) bool { return e.ID == id })
		if i < 0 {
			const gone = "Evidence that this claim stands on has been withdrawn or replaced. Look at the evidence again."
			if field == "" {
				return nil, Errorf(Conflict, gone)
			}
			return nil, FieldErrorf(field, gone)
		}
		chosen = append(chosen, f.Evidence[i])
	}
	return chosen, nil
}

func (f ActionFacts) inLine(id string) bool { return slices.Contains(f.Line, id) }

// attached reports whether somebody attached what the claim stands on, or fresh evidence for a re-test.
func (f ActionFacts) attached(a ImprovementAction, id string) bool {
	return slices.ContainsFunc(f.Evidence, func(e EvidenceFact) bool {
		return e.By == id && (a.Status != ActionClaimed || a.Claim == nil || slices.Contains(a.Claim.Evidence, e.ID))
	})
}

// Barred reports whether somebody could not check the action: its owner, the owner's line, or who attached what it stands on.
func (f ActionFacts) Barred(a ImprovementAction, id string) bool {
	return id == a.OwnerID || f.inLine(id) || f.attached(a, id)
}
