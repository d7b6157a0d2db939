package app

import (
	"encoding/json"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

type deadlineVerb struct {
	From      calendar.Date `arg:"" help:"The day to count from, such as 2026-03-27."`
	Days      *int          `arg:"" optional:"" help:"Working days to add, such as 15; after -- also -15."`
	Until     calendar.Date `placeholder:"DATE" help:"Count the working days up to this day instead."`
	Inclusive bool          `help:"Count the first day too, if it is a working day."`
	JSON      bool          `name:"json" help:"Print the answer as JSON."`
}

// Run answers "which date is 15 working days after 27 March 2026" or "how many working days lie between". Without a ledger it knows
// England's bank holidays; with one, the council's closure days too.
func (v deadlineVerb) Run(c *call) error {
	if (v.Days == nil) == v.Until.IsZero() {
		return readiness.Errorf(readiness.Invalid, "Give either a number of working days (sightline deadline 2026-03-27 15) or a second date (sightline deadline 2026-03-27 --until 2026-04-21).")
	}
	known, err := v.calendar(c)
	if err != nil {
		return err
	}
	counting := calendar.Exclusive
	if v.Inclusive {
		counting = calendar.Inclusive
	}
	var a calendar.Answer
	if v.Days != nil {
		a, err = known.Deadline(calendar.Question{From: v.From, WorkingDays: *v.Days, Counting: counting})
	} else {
		a, err = known.Distance(v.From, v.Until, counting)
	}
	if err != nil {
		return err
	}
	if v.JSON {
		e := json.NewEncoder(c.out)
		e.SetIndent("", "  ")
		return e.Encode(a)
	}
	v.print(c, a)
	return nil
}

func (v deadlineVerb) calendar(c *call) (calendar.Calendar, error) {
	if c.config.DatabaseURL == "" && c.config.DatabaseURLFile == "" {
		return calendar.England(), nil
	}
	db, err := c.ledger()
	if err != nil {
		return calendar.Calendar{}, err
	}
	defer db.Close()
	return db.Calendar(c)
}

func (v deadlineVerb) print(c *call, a calendar.Answer) {
	if v.Days != nil {
		c.printf("%s\n", a.Due.Full())
	} else {
		c.printf("%s lie between %s and %s.\n", working(a.Days), a.From.Full(), a.Due.Full())
	}
	c.printf("%s\n", a.Rule)
	for _, closed := range a.Skipped {
		c.printf("  not counted: %s, %s\n", closed.Date.Full(), closed.Name)
	}
	if a.Weekends > 0 {
		c.printf("  not counted: %s of weekends\n", days(a.Weekends))
	}
	if a.Unknown != "" {
		c.printf("%s\n", a.Unknown)
	}
	c.printf("Calendar: %s\n", a.CalendarVersion)
}
