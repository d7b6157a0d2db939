package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// The rules about care leavers (domain.md 3.3). Each asks one question of what list 9 says on a day.

// noContact: more than the threshold of weeks. 8 weeks are 56 days, so it begins on the 57th day. A contact that is not recorded is contactUnknown's.
func noContact(c ChildRows, on calendar.Date, weeks int) bool {
	return c.Leaver != nil && !c.Leaver.LastContact.IsZero() && on.Sub(c.Leaver.LastContact) > weeks*7
}

func contactUnknown(c ChildRows, _ calendar.Date, _ int) bool {
	return c.Leaver != nil && c.Leaver.LastContact.IsZero()
}

// planOlder counts a plan without a date as older: nothing shows that it is not.
func planOlder(c ChildRows, on calendar.Date, months int) bool {
	return c.Leaver != nil && (c.Leaver.PlanReview.IsZero() || c.Leaver.PlanReview.AddMonths(months).Before(on))
}

func unsuitable(c ChildRows, _ calendar.Date, _ int) bool {
	return c.Leaver != nil && (c.Leaver.Suitability == "Unsuitable" || slices.Contains([]string{"R", "S", "V", "W", "X"}, c.Leaver.Accommodation))
}

func notInTouch(c ChildRows, _ calendar.Date, _ int) bool {
	return c.Leaver != nil && c.Leaver.InTouch == "No"
}

// noAdviser begins at 18, when the duty does, and asks also of whose age is not known.
func noAdviser(c ChildRows, _ calendar.Date, _ int) bool {
	return c.Leaver != nil && c.Leaver.Adviser == "" && (c.Leaver.Age == 0 || c.Leaver.Age >= 18)
}

func notInWork(c ChildRows, _ calendar.Date, _ int) bool {
	return c.Leaver != nil && slices.Contains([]string{"G4", "G5", "G6"}, c.Leaver.Activity)
}

// closedBefore21 asks of whoever a former list had. The age grows by the years between the lists; one that nobody gave cannot be younger than 21.
func closedBefore21(c ChildRows, on calendar.Date, _ int) bool {
	return c.Leaver == nil && c.Left != nil && c.Left.Age > 0 && c.Left.InTouch != "Died" && c.Left.Age+calendar.MonthsBetween(c.LeftOn, on)/12 < 21
}
