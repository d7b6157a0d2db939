package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/sightline-readiness/sightline/readiness"
)

// day documents calendar.Date.
type day string

// Schema is a day as text.
func (day) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: `^(\d{4}-\d{2}-\d{2})?$`, Description: "A day as YYYY-MM-DD; empty when there is none.", Examples: []any{"2027-03-03"}}
}

// timeOfDay documents calendar.TimeOfDay.
type timeOfDay string

// Schema is a time as text.
func (timeOfDay) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: `^\d{2}:\d{2}$`, Description: "A time on the clock in London as HH:MM.", Examples: []any{"07:30"}}
}

// terms documents readiness.Terms loosely: a thing has only those that it runs by, and none in the answer to a command, where they are left empty.
type terms struct {
	Rules    someRules `json:"rules" doc:"Of a review, as at /rules/reviews; empty in the answer to a command."`
	Plan     someRules `json:"plan,omitempty" doc:"Of an improvement action, as at /rules/plan."`
	Ladder   someRules `json:"ladder" doc:"As at /rules/ladder; empty in the answer to a command."`
	Calendar someRules `json:"calendar" doc:"As at /rules/calendar, of the years that it can reach; empty in the answer to a command."`
}

type someRules struct{}

// Schema is an object with whatever is in it.
func (someRules) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}
}

// pointAnswer is readiness.Answer under a name of its own: the calendar has an Answer too.
type pointAnswer readiness.Answer
