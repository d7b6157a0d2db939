package readiness

import (
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A HomeRecommendation is what a report recommends, and how it stands. What goes into the improvement plan becomes a finding there, which actions answer.
type HomeRecommendation struct {
	ID        string        `json:"id"`
	VisitID   string        `json:"visit_id"`
	VisitOn   calendar.Date `json:"visit_on"`
	HomeID    string        `json:"home_id"`
	Home      string        `json:"home"` // a name
	Text      string        `json:"text"`
	Standard  string        `json:"standard"` // code of the quality standard; "" for none
	Due       calendar.Date `json:"due"`
	FindingID string        `json:"finding_id,omitempty"` // in the improvement plan
	Actions   []ActionRow   `json:"actions"`              // of the improvement plan, that answer it
	Closed    calendar.Date `json:"closed"`
	Outcome   string        `json:"outcome,omitempty"` // done or declined
	Why       string        `json:"why,omitempty"`     // what shows that it is done, or why it is not followed
	By        string        `json:"by,omitempty"`      // name of who said so
}

// RecommendAtHome enters a recommendation of a report. It names no child.
type RecommendAtHome struct {
	Text     string        `json:"text" validate:"required,max=1000"`
	Standard string        `json:"standard" validate:"max=20"`
	Due      calendar.Date `json:"due" validate:"required"`

	LooksLike []string `json:"looks_like" validate:"max=20,dive,max=200"` // what a check took for something about a child, and whoever wrote it kept
}

// CloseHomeRecommendation says what became of a recommendation.
type CloseHomeRecommendation struct {
	Outcome string `json:"outcome" validate:"required,oneof=done declined"`
	Why     string `json:"why" validate:"required,max=1000"` // what shows that it is done, or why it is not followed
}

// HomeOutcomes are what can become of a recommendation.
var HomeOutcomes = []Choice{
	{"done", "It is done"},
	{"declined", "It is not followed"},
}

// Check refuses a recommendation of no report, or with a day that cannot be.
func (r RecommendAtHome) Check(v HomeVisit, rules HomeRules) error {
	switch {
	case v.Report == nil:
		return Errorf(Conflict, "This visit has no report yet, so it recommends nothing.")
	case r.Standard != "" && !hasChoice(rules.Standards, r.Standard):
		return FieldErrorf("standard", "There is no such standard.")
	case r.Due.Before(v.On):
		return FieldErrorf("due", "It cannot be due before the visit, %s.", v.On.Long())
	}
	return nil
}

// MayClose refuses a recommendation of which it has been said what became of it.
func (r HomeRecommendation) MayClose() error {
	if r.Outcome != "" {
		return Errorf(Conflict, "It was said on %s what became of this recommendation.", r.Closed.Long())
	}
	return nil
}

// Late reports whether the recommendation is open after its day.
func (r HomeRecommendation) Late(today calendar.Date) bool {
	return r.Outcome == "" && r.Due.Before(today)
}

// Finding is the finding that the recommendation becomes in the improvement plan.
func (r HomeRecommendation) Finding(c ImproveCriterion) AddFinding {
	return AddFinding{
		Source: "regulation_44", Reference: "Visit to " + r.Home + ", " + r.VisitOn.Long(), FoundOn: r.VisitOn, Text: c.Text, Severity: c.Severity, Theme: c.Theme,
	}
}
