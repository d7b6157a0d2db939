package calendar

import "fmt"

const notCounted = "weekends, bank holidays and closure days are not counted."

// rule is the sentence beside a date that says how it was counted.
func (c Calendar) rule(from, to Date, counting Counting) string {
	one, direction := 1, "next"
	if to.Before(from) {
		one, direction = -1, "previous"
	}
	switch {
	case counting == Exclusive:
		return fmt.Sprintf("%s is day 0 and the %s working day is day 1; %s", from.Full(), direction, notCounted)
	case c.IsWorkingDay(from):
		return fmt.Sprintf("%s is day 1; %s", from.Full(), notCounted)
	}
	return fmt.Sprintf("%s is not a working day, so day 1 is %s; %s", from.Full(), c.Add(from, one, Inclusive).Full(), notCounted)
}

// unknown is the warning that bank holidays are not known for all of these days.
func (c Calendar) unknown(first, last int32) string {
	if c.From.IsZero() {
		return "This calendar knows no bank holidays, so only weekends and closure days were skipped."
	}
	if c.Covers(Date{first}) && c.Covers(Date{last}) {
		return ""
	}
	return fmt.Sprintf("Bank holidays are known only from %s to %s; on other days only weekends and closure days were skipped.",
		c.From.Long(), c.Until.Long())
}
