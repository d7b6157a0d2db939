package readiness

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ReviewRules are a council's own rules for case reviews: data, versioned, changed by people. The figures of DefaultReviewRules are
// proposals (domain.md 4.5 marks them unconfirmed).
type ReviewRules struct {
	Version          int         `json:"version"`
	Thresholds       []Threshold `json:"thresholds" validate:"required,min=1,max=200,dive"`
	AlertDays        int         `json:"alert_days" validate:"min=0,max=365"`            // calendar days before the threshold at which the owner first hears
	ReviewDays       int         `json:"review_days" validate:"min=1,max=250"`           // working days from opening to due
	PerWeek          int         `json:"per_week" validate:"min=1,max=500"`              // new reviews due per week in one area, when many open at once
	PutOffs          int         `json:"put_offs" validate:"min=0,max=20"`               // times a review may be put off without the assistant director
	PutOffDays       int         `json:"put_off_days" validate:"min=1,max=250"`          // working days that one putting off may add at most
	PauseMonths      int         `json:"pause_months" validate:"min=1,max=36"`           // the longest pause
	MoreTimeDays     int         `json:"more_time_days" validate:"min=1,max=250"`        // working days that an escalation's decision may add at most
	NextReviewMonths int         `json:"next_review_months" validate:"min=1,max=12"`     // a case that stays open is looked at again within this
	SecondLookPer100 int         `json:"second_look_per_100" validate:"min=0,max=100"`   // share of signed-off reviews that quality assurance looks at again
	SecondLookSeed   string      `json:"second_look_seed" validate:"required,max=100"`   // recorded with each choice, so that anybody can draw it again
	SmallNumber      int         `json:"small_number,omitempty" validate:"min=0,max=20"` // least count that people who see no case are shown; 0 is 6
	ReopenMonths     int         `json:"reopen_months" validate:"min=1,max=36"`          // a case opened again within this counts as re-opened
}

// A Threshold says from which day how many whole months open make a case long-open. The most specific row that has begun wins: area and
// type, then area, then type, then neither; of equals the latest From.
type Threshold struct {
	AreaID string        `json:"area_id,omitempty"`
	Type   CaseType      `json:"type,omitempty" validate:"omitempty,oneof=cin cp cla"`
	Months int           `json:"months" validate:"min=1,max=240"`
	From   calendar.Date `json:"from"`
}

// DefaultReviewRules start a council off: 18 months for everything (domain.md S37), figures of domain.md 4.5.
func DefaultReviewRules() ReviewRules {
	return ReviewRules{
		Version: 1, Thresholds: []Threshold{{Months: 18, From: calendar.On(2012, 1, 1)}},
		AlertDays: 60, ReviewDays: 20, PerWeek: 6, PutOffs: 2, PutOffDays: 20, PauseMonths: 6, MoreTimeDays: 20,
		NextReviewMonths: 3, SecondLookPer100: 10, SecondLookSeed: "second-look-1", ReopenMonths: 12,
	}
}

// Threshold is how many months make a case of this type in this area long-open on a day; 0 when no row has begun.
func (p ReviewRules) Threshold(areaID string, t CaseType, on calendar.Date) int {
	best, months := -1, 0
	var since calendar.Date
	for _, row := range p.Thresholds {
		if row.From.After(on) || (row.AreaID != "" && row.AreaID != areaID) || (row.Type != "" && row.Type != t) {
			continue
		}
		weight := 0
		if row.AreaID != "" {
			weight += 2
		}
		if row.Type != "" {
			weight++
		}
		if weight > best || (weight == best && row.From.After(since)) {
			best, months, since = weight, row.Months, row.From
		}
	}
	return months
}

// Changes are the days in a span, its ends included, on which a threshold began, with what began.
func (p ReviewRules) Changes(from, until calendar.Date) []RuleMark {
	var marks []RuleMark
	for _, t := range p.Thresholds {
		if t.From.Before(from) || t.From.After(until) {
			continue
		}
		words := count(t.Months, "month")
		if t.Type != "" {
			words += ", " + t.Type.Title()
		}
		if t.AreaID != "" {
			words += ", one area"
		}
		marks = append(marks, RuleMark{On: t.From, Words: words})
	}
	slices.SortFunc(marks, func(a, b RuleMark) int { return a.On.Compare(b.On) })
	return marks
}

// Many is how many more reviews a change of the rules may open in one night without being asked about: four weeks of work for every area head, and
// never less than fifty (our proposal).
func (p ReviewRules) Many(areas int) int { return max(50, 4*p.PerWeek*areas) }

// SecondLook says whether a signed-off review goes to quality assurance: drawn from the recorded seed and the review's id, so that the draw
// can be repeated by anybody and steered by nobody.
func (p ReviewRules) SecondLook(reviewID string) bool {
	sum := sha256.Sum256([]byte(p.SecondLookSeed + "/" + reviewID))
	return binary.BigEndian.Uint64(sum[:8])%100 < uint64(p.SecondLookPer100)
}

// Terms are the rules that one thing runs by. It keeps them until it is told otherwise, and carries them, so that it decides alone.
type Terms struct {
	Rules    ReviewRules       `json:"rules"`           // of a review, without the thresholds, which only the sweep needs
	Plan     PlanRules         `json:"plan,omitzero"`   // of an improvement action
	Assess   AssessmentRules   `json:"assess,omitzero"` // of a self-assessment and its criteria
	Visit    VisitRules        `json:"visit,omitzero"`  // of a visit, its steps and its audits
	Ladder   Ladder            `json:"ladder"`
	Calendar calendar.Calendar `json:"calendar"` // the closures of the years the thing can reach
}

// TermsFor cuts the rules to what one review opened on a day can need.
func TermsFor(rules ReviewRules, ladder Ladder, c calendar.Calendar, opened calendar.Date) Terms {
	rules.Thresholds = nil
	return Terms{Rules: rules, Ladder: ladder, Calendar: c.Between(opened.AddMonths(-2), opened.AddMonths(36))}
}
