package web

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

func policySamples() map[string]Page {
	ladder, rules := readiness.DefaultLadder(), readiness.DefaultReviewRules()
	christmas := []calendar.Closure{{Date: calendar.On(2027, 12, 29), Name: "Christmas closure"}, {Date: calendar.On(2027, 12, 30), Name: "Christmas closure"}}
	moves := readiness.DateMoves{
		Count: 61, Areas: map[string]int{"North": 40, "South": 21},
		Rows: []readiness.DateMove{{ReviewID: "r-1", ChildRef: "48213", Area: "North", From: calendar.On(2027, 12, 30), To: calendar.On(2028, 1, 4)}},
	}
	draft := sampleForm()
	draft.Values = ladderValues(ladder)
	wrong := sampleForm(govuk.FieldError{Name: "roles-1", Message: "Step 2: choose who hears."})
	wrong.Values = ladderValues(ladder)
	wrong.Values.Del("roles-1")
	steps := []readiness.NextStep{{At: sampleNow, Names: []string{"Tom Reilly"}}, {At: sampleNow.AddDate(0, 0, 5), Names: []string{"Hanna Okafor", "Sam South"}}}
	moved := moves.Rows[0]
	moved.At = sampleNow
	return map[string]Page{
		"rules/edit":           EditRulesPage{sampleFilled(rules.Figures()), sampleLead},
		"rules/edit, refused":  EditRulesPage{sampleFilled(rules.Figures(), govuk.FieldError{Name: "per_week", Message: "The new reviews a week must be 1 or more."}), sampleLead},
		"rules/check":          CheckRulesPage{Title: "Check the rules before you save them", Action: "/rules/edit", Back: "/rules", Changes: []string{"New reviews a week in one area: 8 instead of 6"}, Asks: sampleForm(), Draft: sampleFilled(rules.Figures())},
		"rules/check, many":    CheckRulesPage{Title: "Check the rules before you save them", Action: "/rules/edit", Back: "/rules", Confirm: 900, Asks: sampleForm(govuk.FieldError{Name: "confirmed", Message: "Confirm the number."}), Draft: sampleForm()},
		"rules/history":        HistoryPage{[]readiness.RuleVersion{{Kind: readiness.RulesOfReviews, Version: 2, At: sampleNow, By: "Iris Lowe", Reason: "The first step towards 12 months.", Running: "keep", Changed: []string{"New threshold: 16 months from 1 April 2027"}}}},
		"rules/history, none":  HistoryPage{},
		"rules/progress":       ProgressPage{readiness.Replanning{Left: 412, Moved: []readiness.DateMove{moved}}},
		"rules/progress, done": ProgressPage{},
		"closures/some":        ClosuresPage{Closed: christmas, Form: sampleForm()},
		"closures/none":        ClosuresPage{Form: sampleForm()},
		"closures/refused":     ClosuresPage{Form: sampleFilled(closureChange{Last: calendar.On(2027, 12, 30)}, govuk.FieldError{Name: "first", Message: "Enter the first day of the closure."})},
		"closures/check":       CheckRulesPage{Title: "Check the closure days before you save them", Action: "/closures", Back: "/closures", Changes: []string{"Wednesday 29 December 2027 is closed: Christmas closure"}, Moves: &moves, Asks: sampleForm(), Draft: sampleForm()},
		"ladder/edit":          EditLadderPage{Form: draft, Rows: len(ladder.Rungs)},
		"ladder/edit, refused": EditLadderPage{Form: wrong, Rows: len(ladder.Rungs)},
		"ladder/check":         CheckRulesPage{Title: "Check who hears when before you save it", Action: "/ladder/edit", Back: "/ladder", Changes: []string{"New: 3 working days after the due date: area head"}, Notes: []string{"2 teams have no manager: what should reach the manager reaches the area head."}, Stairs: &LadderPicture{ladder}, Try: &readiness.LadderTry{ReviewID: "r-1", ChildRef: "48213", Due: sampleToday, Now: steps, Then: steps}, Asks: sampleForm(), Draft: draft},
	}
}
