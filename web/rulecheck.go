package web

import (
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// CheckRulesPage is the last look before rules change, whichever they are: what changes, what that does, why, and what running reviews do.
type CheckRulesPage struct {
	Title   string
	Action  string // where the form goes
	Back    string // to change the answers; the browser's own back keeps what was typed
	Changes []string
	Notes   []string             // what else follows from it
	Moves   *readiness.DateMoves // due dates that would move; nil where none can
	Stairs  *LadderPicture       // who hears when; nil where it is no ladder
	Try     *readiness.LadderTry // a dry run; nil when none was asked for
	Confirm int                  // so many reviews open at once; 0 when it need not be confirmed
	Dates   []JobDate            // when it runs next with the change; for the timetable
	Alone   bool                 // no running review is touched: only the reason is asked
	Asks    Form                 // reason and what running reviews do
	Draft   Form                 // the answers, sent again with the decision
}

// Face frames the page.
func (p CheckRulesPage) Face() Face {
	return Face{Template: "rules_check", Title: p.Title, Section: "/more", Back: p.Back, Failed: p.Asks.Failed()}
}

// Hidden are the answers, to be sent again.
func (p CheckRulesPage) Hidden() []Field {
	var fields []Field
	for _, f := range typed(p.Draft) {
		if f.Name != "do" && f.Name != "reason" && f.Name != "running" && f.Name != "confirmed" {
			fields = append(fields, f)
		}
	}
	return fields
}

// Fields ask for the reason and for what running reviews do.
func (p CheckRulesPage) Fields() []govuk.Component {
	why := p.Asks.TextArea("reason", "Why is this changed?")
	why.Hint.Text = "Everybody who looks at the rules can read this."
	if p.Alone {
		return p.confirmed(why)
	}
	running := p.Asks.Radios("running", "What do the reviews do that run already?",
		govuk.Item{Value: readiness.RunningTake, Text: "They take the new rules", Hint: govuk.Hint{Text: "Their dates are counted again at once. Nobody is told twice."}},
		govuk.Item{Value: readiness.RunningKeep, Text: "They keep the rules that they began with", Hint: govuk.Hint{Text: "Only reviews that open from now on follow the new ones."}})
	return p.confirmed(running, why)
}

// confirmed asks about the number of reviews after the other questions, when it must be asked.
func (p CheckRulesPage) confirmed(fields ...govuk.Component) []govuk.Component {
	if p.Confirm > 0 {
		fields = append(fields, p.Asks.Checkboxes("confirmed", "This opens many reviews at once", govuk.Item{Value: strconv.Itoa(p.Confirm), Text: "Yes, open " + counted(p.Confirm, "more review")}))
	}
	return fields
}

// AreaCounts are the areas whose due dates would move, in words.
func (p CheckRulesPage) AreaCounts() (words []string) {
	if p.Moves == nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(p.Moves.Areas)) {
		words = append(words, name+": "+counted(p.Moves.Areas[name], "due date"))
	}
	return words
}

// ruleChange is what the check page's form answers.
type ruleChange struct {
	Running   string `json:"running" validate:"required,oneof=keep take"`
	Reason    string `json:"reason" validate:"required,max=500"`
	Confirmed int    `json:"confirmed" validate:"min=0"`
}

// decideRules shows the check page, or keeps the change once its form is whole. keep does it; with running reviews to change they begin at once.
func (s *Server) decideRules(w http.ResponseWriter, r *http.Request, page CheckRulesPage, keep func(readiness.RuleChange, readiness.Asked) error, done string) error {
	if page.Draft.Values.Get("do") != "save" {
		page.Asks = newForm()
		return s.show(w, r, http.StatusOK, page)
	}
	page.Asks = page.Draft
	var c ruleChange
	if !page.Asks.read(&c) {
		return s.show(w, r, http.StatusUnprocessableEntity, page)
	}
	asked := page.Draft.asked(r)
	asked.IfSeq, asked.Confirmed = 0, c.Confirmed
	err := keep(readiness.RuleChange{Reason: c.Reason, Running: c.Running}, asked)
	if refusal := readiness.AsRefusal(err); refusal != nil && refusal.Code != readiness.Unavailable {
		page.Asks.refuse(refusal)
		return s.show(w, r, statusOf(refusal), page)
	}
	if err != nil {
		return err
	}
	if c.Running != readiness.RunningTake {
		s.done(r, done+" Running reviews keep the rules that they began with.")
		return seeOther(w, r, page.Back)
	}
	if err := s.Commands.ReplanAll(r.Context()); err != nil && !readiness.Unconfirmed.Is(err) {
		return err
	}
	s.done(r, done+" Running reviews take the new rules now.")
	return seeOther(w, r, "/rules/progress")
}
