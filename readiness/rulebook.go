package readiness

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A RuleChange is why rules are changed, and whether the reviews that run already take the new ones. Whoever changes rules must choose.
type RuleChange struct {
	Reason  string `json:"reason" validate:"required,max=500"`
	Running string `json:"running" validate:"required,oneof=keep take"`
}

// What running reviews do with new rules: they keep those that they began with, or take the new ones.
const (
	RunningKeep = "keep"
	RunningTake = "take"
)

// RuleKind names a kind of versioned rules.
type RuleKind string

// The kinds of rules.
const (
	RulesOfReviews  RuleKind = "review_rules"
	RulesOfLadder   RuleKind = "ladder"
	RulesOfClosures RuleKind = "closures"
	RulesOfTime     RuleKind = "timetable"
	RulesOfPlan     RuleKind = "plan"

	RulesOfAssessments RuleKind = "assessment"
	RulesOfVisits      RuleKind = "visit"
	RulesOfHomes       RuleKind = "homes"
)

var ruleKindNames = map[RuleKind]string{
	RulesOfReviews: "Thresholds and rules of reviews", RulesOfLadder: "Who hears when", RulesOfClosures: "Closure days", RulesOfTime: "When things run",
	RulesOfPlan: "Rules of the improvement plan", RulesOfAssessments: "Rules of the self-assessment", RulesOfVisits: "Rules of visits",
	RulesOfHomes: "Rules of visits to children’s homes",
}

// Title is the kind in words.
func (k RuleKind) Title() string { return ruleKindNames[k] }

// Carried reports whether running things carry rules of the kind with them, so that whoever changes some chooses whether they take them.
func (k RuleKind) Carried() bool { return k != RulesOfTime && k != RulesOfHomes }

// PolicyViews answer the pages on which the rules are changed.
type PolicyViews interface {
	// RuleHistory lists every version of every kind of rules, newest first.
	RuleHistory(ctx context.Context) ([]RuleVersion, error)
	// Closures are the council's own closed days as they were set.
	Closures(ctx context.Context) ([]calendar.Closure, error)
	// ClosureMoves says which due dates other closed days would move, if running reviews took them. Rows are left out for viewers who see no case.
	ClosureMoves(ctx context.Context, viewer Actor, closed []calendar.Closure) (DateMoves, error)
	// Replanning says how far running reviews have taken the rules that they are to take, and what moved lately.
	Replanning(ctx context.Context, viewer Actor) (Replanning, error)
	// LadderGaps says which roles of a ladder nobody holds today: those without which it is refused, and how many teams have no manager.
	LadderGaps(ctx context.Context, l Ladder) (missing []string, teams int, err error)
	// TryLadder runs a ladder dry on a real review, named by the council's reference of its case, beside the ladder that the review runs by.
	TryLadder(ctx context.Context, viewer Actor, childRef string, l Ladder) (LadderTry, error)
}

// A RuleVersion is one version of one kind of rules.
type RuleVersion struct {
	Kind    RuleKind  `json:"kind"`
	Version int       `json:"version"`
	At      time.Time `json:"at"`
	By      string    `json:"by"` // a name
	Reason  string    `json:"reason"`
	Running string    `json:"running"` // keep or take; "" for kinds that nothing carries with it
	Changed []string  `json:"changed"` // what differs from the version before, in words
}

// DateMoves are due dates that would move.
type DateMoves struct {
	Count int            `json:"count"`
	Areas map[string]int `json:"areas"` // by the area's name
	Rows  []DateMove     `json:"rows"`  // 50 at most, the earliest first
}

// A DateMove is one due date that moves, or moved.
type DateMove struct {
	ReviewID string        `json:"review_id"`
	ChildRef string        `json:"child_ref"`
	Area     string        `json:"area"`
	From     calendar.Date `json:"from"`
	To       calendar.Date `json:"to"`
	At       time.Time     `json:"at,omitzero"` // when it moved; zero for one that has not
}

// Replanning is how far running reviews have taken the rules that they are to take.
type Replanning struct {
	Left  int        `json:"left"`  // reviews that have still to take them
	Moved []DateMove `json:"moved"` // 200 at most, the latest first, of the last 30 days
}

// LadderTry is a ladder's dry run: the review, and who would hear when by it and by the one that the review runs by.
type LadderTry struct {
	ReviewID string        `json:"review_id"`
	ChildRef string        `json:"child_ref"`
	Due      calendar.Date `json:"due"`
	Now      []NextStep    `json:"now"`
	Then     []NextStep    `json:"then"`
}

// Check refuses a ladder whose rungs do not stand in the order of their moments, or count in two units.
func (l Ladder) Check() error {
	for i := 1; i < len(l.Rungs); i++ {
		field := "rungs[" + itoa(i) + "].after"
		switch before, rung := l.Rungs[i-1], l.Rungs[i]; {
		case before.Unit != rung.Unit:
			return FieldErrorf(field, "Rung %d counts in another unit than the rung before it. One ladder counts in working days or in minutes.", i+1)
		case before.After >= rung.After:
			return FieldErrorf(field, "Rung %d must come later than the rung before it.", i+1)
		}
	}
	return nil
}

// Needs are the roles from area head upwards that the ladder names: without somebody who holds each, it would call into nothing.
func (l Ladder) Needs() []Role {
	var roles []Role
	for _, rung := range l.Rungs {
		for _, role := range rung.Roles {
			if (role == AreaHead || role == AssistantDirector || role == Director) && !slices.Contains(roles, role) {
				roles = append(roles, role)
			}
		}
	}
	slices.SortFunc(roles, func(a, b Role) int { return cmp.Compare(slices.Index(upwards, a), slices.Index(upwards, b)) })
	return roles
}

// Differs says in words what is different from the ladder before.
func (l Ladder) Differs(before Ladder) (words []string) {
	of := func(r Rung) string { return r.When() + ": " + titles(r.Roles) }
	has := func(l Ladder, words string) bool {
		return slices.ContainsFunc(l.Rungs, func(r Rung) bool { return of(r) == words })
	}
	for _, r := range l.Rungs {
		if !has(before, of(r)) {
			words = append(words, "New: "+of(r))
		}
	}
	for _, r := range before.Rungs {
		if !has(l, of(r)) {
			words = append(words, "No longer: "+of(r))
		}
	}
	if l.Hour != before.Hour {
		words = append(words, "Steps are taken at "+itoa(l.Hour)+":00 instead of "+itoa(before.Hour)+":00")
	}
	return words
}

// Differs says in words what is different from the rules before.
func (p ReviewRules) Differs(before ReviewRules) (words []string) {
	for _, t := range p.Thresholds {
		if !slices.Contains(before.Thresholds, t) {
			words = append(words, "New threshold: "+t.words())
		}
	}
	for _, t := range before.Thresholds {
		if !slices.Contains(p.Thresholds, t) {
			words = append(words, "No longer: "+t.words())
		}
	}
	for _, f := range ruleFigures {
		if was, is := f.of(before), f.of(p); was != is {
			words = append(words, f.Words+": "+itoa(is)+" instead of "+itoa(was))
		}
	}
	return words
}

func (t Threshold) words() string {
	words := count(t.Months, "month")
	if t.Type != "" {
		words += " for " + t.Type.Title()
	}
	if t.AreaID != "" {
		words += " in one area"
	}
	return words + " from " + t.From.Long()
}

// A RuleFigure is one number of the rules of reviews: its name in forms, and what it says.
type RuleFigure struct {
	Name, Words, Hint string
	of                func(ReviewRules) int
}

var ruleFigures = []RuleFigure{
	{"alert_days", "Days before the threshold at which the team first hears", "Calendar days.", func(p ReviewRules) int { return p.AlertDays }},
	{"review_days", "Working days for a review", "From opening to due date.", func(p ReviewRules) int { return p.ReviewDays }},
	{"per_week", "New reviews a week in one area", "When many open at once, their due dates are spread so that no week has more.", func(p ReviewRules) int { return p.PerWeek }},
	{"put_offs", "Times a review may be put off", "Without the assistant director.", func(p ReviewRules) int { return p.PutOffs }},
	{"put_off_days", "Working days that one putting off may add", "At most.", func(p ReviewRules) int { return p.PutOffDays }},
	{"pause_months", "Months of the longest pause", "While a case is in proceedings.", func(p ReviewRules) int { return p.PauseMonths }},
	{"more_time_days", "Working days that a decision may add", "When something reached somebody above the team.", func(p ReviewRules) int { return p.MoreTimeDays }},
	{"next_review_months", "Months to the next review of a case that stays open", "At most.", func(p ReviewRules) int { return p.NextReviewMonths }},
	{"second_look_per_100", "Reviews of every 100 that quality assurance looks at again", "", func(p ReviewRules) int { return p.SecondLookPer100 }},
	{"reopen_months", "Months within which a case that opens again counts as opened again", "", func(p ReviewRules) int { return p.ReopenMonths }},
	{"small_number", "Least count that elected members are shown", "Smaller counts are hidden. 0 means 6.", func(p ReviewRules) int { return p.SmallNumber }},
}

// RuleFigures are the numbers of the rules of reviews, in the order in which pages ask for them.
func RuleFigures() []RuleFigure { return slices.Clone(ruleFigures) }

// Of is the number in some rules.
func (f RuleFigure) Of(p ReviewRules) int { return f.of(p) }

// FigureChange is the form of the numbers of the rules of reviews.
type FigureChange struct {
	AlertDays        int `json:"alert_days" validate:"min=0,max=365"`
	ReviewDays       int `json:"review_days" validate:"min=1,max=250"`
	PerWeek          int `json:"per_week" validate:"min=1,max=500"`
	PutOffs          int `json:"put_offs" validate:"min=0,max=20"`
	PutOffDays       int `json:"put_off_days" validate:"min=1,max=250"`
	PauseMonths      int `json:"pause_months" validate:"min=1,max=36"`
	MoreTimeDays     int `json:"more_time_days" validate:"min=1,max=250"`
	NextReviewMonths int `json:"next_review_months" validate:"min=1,max=12"`
	SecondLookPer100 int `json:"second_look_per_100" validate:"min=0,max=100"`
	ReopenMonths     int `json:"reopen_months" validate:"min=1,max=36"`
	SmallNumber      int `json:"small_number" validate:"min=0,max=20"`
}

// Figures are the numbers of some rules as a form.
func (p ReviewRules) Figures() FigureChange {
	return FigureChange{
		p.AlertDays, p.ReviewDays, p.PerWeek, p.PutOffs, p.PutOffDays, p.PauseMonths, p.MoreTimeDays, p.NextReviewMonths, p.SecondLookPer100, p.ReopenMonths, p.SmallNumber,
	}
}

// WithFigures are the rules with other numbers.
func (p ReviewRules) WithFigures(f FigureChange) ReviewRules {
	p.AlertDays, p.ReviewDays, p.PerWeek, p.PutOffs, p.PutOffDays = f.AlertDays, f.ReviewDays, f.PerWeek, f.PutOffs, f.PutOffDays
	p.PauseMonths, p.MoreTimeDays, p.NextReviewMonths = f.PauseMonths, f.MoreTimeDays, f.NextReviewMonths
	p.SecondLookPer100, p.ReopenMonths, p.SmallNumber = f.SecondLookPer100, f.ReopenMonths, f.SmallNumber
	return p
}
