package readiness

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Token is an API token as its owner sees it.
type Token struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	Prefix   string        `json:"prefix"`
	Scopes   []string      `json:"scopes"`
	Until    calendar.Date `json:"until"`
	LastUsed calendar.Date `json:"last_used"`
	Ended    bool          `json:"ended"`
}

// Scopes of API tokens, code to words.
var Scopes = []Choice{{"read", "Read what you may see"}, {"write", "Do what you may do"}, {"import", "Hand in case lists"}}

// NewToken asks for an API token.
type NewToken struct {
	Name   string        `json:"name" validate:"required,max=100"`
	Scopes []string      `json:"scopes" validate:"required,min=1,dive,oneof=read write import"`
	Until  calendar.Date `json:"until" validate:"required"`
}
