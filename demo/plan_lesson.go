package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// learn turns lessons into beats: each is entered a few days after it was found, and its report's receipt when it came.
func (t *town) learn() (beats []beat) {
	for _, l := range lessons {
		found := t.today.AddMonths(-l.months).AddDays(-l.days)
		entered := t.calendar.Next(found.AddDays(3))
		if entered.Before(t.founded) {
			entered = t.founded
		}
		id := new(string)
		beats = append(beats, beat{entered, func(ctx context.Context) error { return t.enter(ctx, l, found, entered, nil, id) }})
		if received := found.AddDays(l.received); l.received > 0 && received.After(entered) {
			beats = append(beats, beat{t.calendar.Next(received), func(ctx context.Context) error {
				_, err := t.db.ReceiveReport(ctx, *id, readiness.ReceiveReport{ReceivedOn: received}, t.asked(t.staff.lead))
				return err
			}})
		}
	}
	return beats
}

// enter puts a finding into the register; one of the letter of a visit is about the visit's focus areas.
func (t *town) enter(ctx context.Context, l lesson, found, entered calendar.Date, of *readiness.Visit, id *string) error {
	f := readiness.AddFinding{Source: l.source, Reference: l.where, FoundOn: found, Text: l.text, Severity: l.severity, Theme: l.theme}
	if received := found.AddDays(l.received); l.received > 0 && !received.After(entered) {
		f.ReceivedOn = received
	}
	if of != nil {
		f.VisitID = of.ID
		for _, focus := range of.Focus {
			f.Focus = append(f.Focus, focus.Code)
		}
	}
	if l.repeats {
		f.Repeats = t.taught[l.theme][0]
	}
	kept, err := t.doors().EnterFinding(ctx, f, t.asked(t.staff.lead))
	if err != nil {
		return fmt.Errorf("%s: %w", l.where, err)
	}
	*id = kept.ID
	if !l.open {
		t.taught[l.theme] = append(t.taught[l.theme], kept.ID)
	}
	return nil
}

// answers picks what an action answers: of what is known of its theme, what fewest actions answer so far, and what a letter names again when it is about that; some
// answer what was found last as well.
func (t *town) answers(u *undertaking) []string {
	known := t.taught[u.name]
	pick := slices.MinFunc(known, func(a, b string) int { return t.answered[a] - t.answered[b] })
	if u.fate.only != "" {
		pick = known[0]
	}
	ids := []string{pick}
	if last := known[len(known)-1]; last != pick && u.draw.IntN(3) == 0 {
		ids = append(ids, last)
	}
	for _, id := range ids {
		t.answered[id]++
	}
	return ids
}
