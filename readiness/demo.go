package readiness

import "context"

// A DemoPerson is somebody of the demonstration council as whom a visitor may look around without a password.
type DemoPerson struct {
	PersonID string `json:"person_id"`
	Name     string `json:"name"`
	Role     Role   `json:"role"`
	Place    string `json:"place,omitempty"` // the area or team, for those who have one
}

// DemoPeople offers the people of a demonstration. A ledger that holds no finished demonstration has none.
type DemoPeople interface {
	DemoPeople(ctx context.Context) ([]DemoPerson, error)
}
