package readiness

import "github.com/sightline-readiness/sightline/internal/calendar"

// A CohortChild is one child or young person of a focus area, as the last lists say. Nobody but whoever may see the cases of that place sees the
// reference.
type CohortChild struct {
	ID     string        `json:"id"`        // ours: workflows and addresses carry this one
	Ref    string        `json:"child_ref"` // the council's pseudonymous reference
	TeamID string        `json:"team_id,omitempty"`
	AreaID string        `json:"area_id,omitempty"`
	Worker string        `json:"worker,omitempty"`
	Since  calendar.Date `json:"since,omitzero"` // on the list
	Flags  []string      `json:"flags"`          // codes of the red flags that it has
}

// Place is where the child belongs, for permissions.
func (c CohortChild) Place() Place { return Place{AreaID: c.AreaID, TeamID: c.TeamID} }
