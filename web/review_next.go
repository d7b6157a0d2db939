package web

import (
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// Steps are what happens if nobody does anything, in sentences.
func (p ReviewPage) Steps() []Ahead { return ahead(p.View, p.Viewer, p.Now) }

// Soon are the steps that a reader must know: the next one, and the next that reaches somebody above the team.
func (p ReviewPage) Soon() []Ahead { return soonOf(p.Steps()) }

func soonOf(all []Ahead) []Ahead {
	if len(all) <= 2 {
		return all
	}
	soon := all[:1:1]
	if i := slices.IndexFunc(all, func(a Ahead) bool { return a.reaches }); i > 0 {
		soon = append(soon, all[i])
	}
	return soon
}

// Quiet says what follows where no step lies ahead.
func (p ReviewPage) Quiet() string {
	next, status := p.View.State.NextDue, p.View.Status
	switch {
	case status.Ended() && !next.IsZero():
		return "This review is done. The case stays open, and its next review is due on " + next.Full() + "."
	case status.Ended():
		return "This review is done. Nothing follows by itself."
	case status == readiness.SecondLook:
		return "It waits for quality assurance. Nobody is reminded."
	}
	return "No more reminders follow. The review stays open until somebody acts."
}

// Folds reports whether there are more steps than Soon shows.
func (p ReviewPage) Folds() bool { return len(p.Steps()) > len(p.Soon()) }

// Ahead is one thing that will happen by itself.
type Ahead struct {
	When, Who, Why string
	near           bool // When is today or tomorrow, and no date
	reaches        bool // it waits for a decision then, where the others only remind
}

// What happens, in words: "a reminder to you", "it reaches the area head (Hanna Okafor)".
func (a Ahead) What() string {
	if a.reaches {
		return "it reaches " + a.Who
	}
	return "a reminder to " + a.Who
}

// on puts When inside a sentence: "on Thursday 6 March", "tomorrow".
func (a Ahead) on() string {
	if a.near {
		return strings.ToLower(a.When[:1]) + a.When[1:]
	}
	return "on " + a.When
}

func ahead(v readiness.ReviewView, viewer readiness.Actor, now time.Time) []Ahead {
	return aheadOf(v.Next, viewer, v.State.OwnerID, v.Owner, now)
}

// aheadOf puts what will happen to a thing into words; ownerID and owner are whose it is.
func aheadOf(next []readiness.NextStep, viewer readiness.Actor, ownerID, owner string, now time.Time) []Ahead {
	today := calendar.DateOf(now)
	all := make([]Ahead, 0, len(next))
	for _, n := range next {
		a := Ahead{When: day(calendar.DateOf(n.At)), Who: hears(n, viewer, ownerID, owner), Why: n.Text, reaches: readiness.Rung{Roles: n.Roles}.Escalates()}
		switch d := calendar.DateOf(n.At); {
		case d == today:
			a.When, a.near = "Today at "+n.At.In(calendar.London).Format("3:04pm"), true
		case d == today.AddDays(1):
			a.When, a.near = "Tomorrow", true
		case d.Year() != today.Year():
			a.When = d.Full()
		}
		all = append(all, a)
	}
	return all
}

// hears says who hears of a step: roles and names, and "you" where the thing is the viewer's own.
func hears(n readiness.NextStep, viewer readiness.Actor, ownerID, owner string) string {
	names := slices.Clone(n.Names)
	if ownerID == viewer.PersonID && slices.Contains(n.Roles, readiness.Owner) {
		if i := slices.Index(names, owner); i >= 0 {
			names[i] = "you"
		}
	}
	switch {
	case len(names) == 0:
		return byWhom(n.Roles)
	case len(names) == 1 && names[0] == "you":
		return "you"
	}
	return byWhom(n.Roles) + " (" + listed(names) + ")"
}
