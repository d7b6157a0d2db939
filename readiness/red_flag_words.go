package readiness

import (
	"cmp"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Says is what a child's rows say about a flag, in a few words for whoever looks into it; "" when there is nothing to add.
func (f RedFlag) Says(c ChildRows) string {
	switch f.Rule {
	case "no_contact_weeks", "contact_unknown", "plan_older_months", "unsuitable_accommodation", "not_in_touch", "no_adviser", "not_in_work":
		return f.leaverSays(c)
	case "closed_before_21":
		if c.Left != nil {
			return "Last on list 9 of " + c.LeftOn.Long() + ", aged " + itoa(c.Left.Age)
		}
	case "high_without_strategy_days":
		return dayWords("Last strategy discussion", riskDay(c, "strategy"))
	case "review_older_weeks":
		return dayWords("Last review", riskDay(c, "reviewed"))
	case "no_direct_work_weeks":
		return dayWords("Last direct work", riskDay(c, "direct_work"))
	case "lowered_unsigned":
		if c.Risk != nil {
			return "Lowered from " + lowerFirst(ChoiceText(RiskLevels, c.Risk.Values["level_before"])) + " to " + lowerFirst(ChoiceText(RiskLevels, c.Risk.Values["level"]))
		}
	case "unregistered_placement":
		if c.Risk != nil && c.Risk.Says("registered", "No") {
			return "Not registered, by the council’s list"
		}
		if c.Care != nil && c.Care.Placement != "" {
			return "Placement " + c.Care.Placement + ", no registration number"
		}
	default:
		return missingSays(c)
	}
	return ""
}

func riskDay(c ChildRows, column string) (d calendar.Date) {
	if c.Risk == nil {
		return d
	}
	return c.Risk.Day(column)
}

func dayWords(what string, d calendar.Date) string {
	if d.IsZero() {
		return what + " not recorded"
	}
	return what + " " + d.Long()
}

func (f RedFlag) leaverSays(c ChildRows) string {
	if c.Leaver == nil {
		return ""
	}
	switch f.Rule {
	case "no_contact_weeks", "contact_unknown", "not_in_touch":
		return dayWords("Last contact", c.Leaver.LastContact)
	case "plan_older_months":
		return dayWords("Plan reviewed", c.Leaver.PlanReview)
	case "unsuitable_accommodation":
		return upperFirst(strings.TrimPrefix(c.Leaver.Suitability+", accommodation "+cmp.Or(c.Leaver.Accommodation, "not recorded"), ", "))
	case "not_in_work":
		return "Activity " + c.Leaver.Activity
	}
	if c.Leaver.Age > 0 {
		return "Aged " + itoa(c.Leaver.Age)
	}
	return ""
}

// missingSays counts the episodes, and names the last one that the council's own list has.
func missingSays(c ChildRows) string {
	var words []string
	if c.Care != nil && c.Care.Episodes > 0 {
		words = append(words, count(c.Care.Episodes, "missing episode")+" in twelve months by the Annex A")
	}
	if n := len(c.Episodes); n > 0 {
		last := c.Episodes[0]
		for _, e := range c.Episodes {
			if e.Moment("started").After(last.Moment("started")) {
				last = e
			}
		}
		back := ", not back"
		if d := last.Day("returned"); !d.IsZero() {
			back = ", back on " + d.Long()
		}
		words = append(words, count(n, "episode")+" on the council’s list, the last from "+last.Day("started").Long()+back)
	}
	return upperFirst(strings.Join(words, "; "))
}
