package readiness

import "context"

// MostPlanFilters is how many ways to look at the plan board one person may keep.
const MostPlanFilters = 20

// PlanFilters keep how each person looks at the plan board. They are a person's own; nobody else sees them.
type PlanFilters interface {
	// PlanFilters lists a person's, by name.
	PlanFilters(ctx context.Context, personID string) ([]PlanFilter, error)
	// SavePlanFilter keeps one under a name; one that has the name already takes the new filter.
	SavePlanFilter(ctx context.Context, f SavePlanFilter, asked Asked) (PlanFilter, error)
	DeletePlanFilter(ctx context.Context, id string, asked Asked) error
}

// A PlanFilter is one way to look at the plan board.
type PlanFilter struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Query PlanQuery `json:"query"`
}

// SavePlanFilter keeps a filter under a name. Where in the list somebody stood is not kept.
type SavePlanFilter struct {
	Name string `json:"name" validate:"required,max=60"`
	PlanQuery
}

// Filter is the query without its place in the list; the state that is meant when none is named is named.
func (q PlanQuery) Filter() PlanQuery {
	q.Cursor, q.Limit = "", 0
	if q.State == "" {
		q.State = PlanStates[0].Code
	}
	return q
}
