package web

import (
	"strings"

	"github.com/sightline-readiness/sightline/internal/shape"
)

// phrases are what forms' fields are called inside a sentence, by json name, or by struct and json name where one name means two things.
var phrases = map[string]string{
	"reason":              "the reason",
	"SubmitReview.reason": "why the case stays open",
	"Exclude.reason":      "the reason",
	"PutOffReview.until":  "the new date",
	"PutOffReview.reason": "why it must wait",
	"PauseReview.until":   "the last day of the pause",
	"PauseReview.reason":  "which proceedings, and what they wait for",
	"why_open":            "more about why this case is still open",
	"what_changed":        "what has changed for the child",
	"last_seen":           "the day the child was last seen",
	"plan_ends":           "whether the plan has an end",
	"outcome":             "the outcome",
	"new_outcomes":        "the new outcomes",
	"next_date":           "the date of the next review",
	"until":               "the date",
	"missing":             "what is missing",
	"note":                "the note",
	"agree":               "whether you agree",
	"owner_id":            "who the review goes to",
	"decision":            "what you decide",
	"email":               "your email address",
	"SavePerson.email":    "the email address",
	"password":            "your password",
	"taken_on":            "the day on which the lists were taken",
	"role":                "the role",
	"area_id":             "the area",
	"team_id":             "the team",
	"deputy_id":           "who covers",
	"from":                "the first day",
	"name":                "the name",
	"scopes":              "what the token may do",
}

func init() { shape.Name(phrases) }

// phrase is a field's words where the struct does not matter.
func phrase(name string) string {
	if p, ok := phrases[name]; ok {
		return p
	}
	return "the " + strings.ReplaceAll(strings.TrimSuffix(name, "_id"), "_", " ")
}
