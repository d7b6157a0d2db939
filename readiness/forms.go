package readiness

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// SaveArea names an area.
type SaveArea struct {
	Name string `json:"name" validate:"required,max=100"`
}

// MapTeams puts teams into areas: team id to area id, "" to take it out of its area.
type MapTeams struct {
	Areas map[string]string `json:"areas" validate:"required,min=1,max=2000"`
}

// SavePerson makes or changes an account.
type SavePerson struct {
	Name   string `json:"name" validate:"required,max=120"`
	Email  string `json:"email" validate:"required,email,max=254"`
	Active string `json:"active" validate:"omitempty,oneof=yes no"` // "" is yes
}

// AddPost gives a person a role from a day.
type AddPost struct {
	Role   Role          `json:"role" validate:"required,oneof=team_manager area_head assistant_director dcs chief_executive improvement_lead quality_assurance lead_member elected_member peer administrator"`
	AreaID string        `json:"area_id" validate:"required_if=Role area_head,max=64"`
	TeamID string        `json:"team_id" validate:"required_if=Role team_manager,max=64"`
	From   calendar.Date `json:"from" validate:"required"`
	Until  calendar.Date `json:"until,omitzero"`
}

// EndPost ends a post on a day, which is its last.
type EndPost struct {
	Until calendar.Date `json:"until" validate:"required"`
}

// AddDeputy lets somebody cover for a person between two days, both included.
type AddDeputy struct {
	DeputyID string        `json:"deputy_id" validate:"required,max=64"`
	From     calendar.Date `json:"from" validate:"required"`
	Until    calendar.Date `json:"until" validate:"required"`
}
