package readiness

import (
	"fmt"
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Lapse is what happens when nobody did anything until the deadline: a rung of the ladder is reached, or a pause ends.
func (r Review) Lapse(now time.Time) (Review, Event, error) {
	at, waits := r.Deadline()
	if !waits || now.Before(at) {
		return r, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	switch r.Status {
	case Paused:
		return r.resume(Asked{By: Clock}, "", now)
	case SecondLook:
		return r.remindOfSecondLook(now)
	case Submitted:
		r.Run = r.Run.above(r.Terms.Ladder)
	}
	return r.climb(now)
}

// remindOfSecondLook tells quality assurance and the assistant director that a second look is late, and will again.
func (r Review) remindOfSecondLook(now time.Time) (Review, Event, error) {
	late := r.Run.Due
	r = r.dueIn(r.secondLookDays(), now)
	ev := Event{Kind: "second look late", Text: "The second look was due on " + late.Long() + " and has not been taken."}
	ev.Tell = []Telling{{Kind: Reminder, Roles: []Role{QualityAssurance, AssistantDirector}, Why: "The second look at a case review was due on " + late.Long() + " and has not been taken."}}
	return r.with(Asked{By: Clock}, ev, now)
}

// secondLookDays is how many working days quality assurance has: half of what a review has (our choice).
func (r Review) secondLookDays() int { return max(1, r.Terms.Rules.ReviewDays/2) }

// climb reaches the next rung.
func (r Review) climb(now time.Time) (Review, Event, error) {
	rung := r.Terms.Ladder.Rungs[r.Run.Next]
	key := fmt.Sprintf("rung/%d/%d/%d", r.Run.Round, r.Terms.Ladder.Version, r.Run.Next)
	r.Run.Next++
	to := rung.Highest()
	when := rung.When()
	if to == "" {
		ev := Event{Kind: "reminded", Text: "Reminder to the " + titles(rung.Roles) + ": " + when + "."}
		ev.Tell = []Telling{{Kind: Reminder, Roles: rung.Roles, Key: key, Why: "A case review is due on " + r.Run.Due.Long() + ". This is the reminder " + when + "."}}
		return r.with(Asked{By: Clock}, ev, now)
	}
	why := "nobody submitted it"
	if r.Status == Submitted {
		why = "nobody signed it off"
	}
	r = r.escalate(to, now)
	ev := Event{Kind: "escalated", Text: "Reached the " + to.Title() + ", " + when + ", because " + why + "."}
	ev.Tell = []Telling{{Kind: Escalated, Roles: rung.Roles, Key: key, Why: "A case review due on " + r.Run.Due.Long() + " reached you " + when + " because " + why + ". It waits for your decision."}}
	return r.with(Asked{By: Clock}, ev, now)
}

// Overtake ends a review because its case closed in a later import. A review that is signed off and waits for its second look has done its work:
// quality assurance still looks.
func (r Review) Overtake(closed calendar.Date, now time.Time) (Review, Event, error) {
	if r.Status.Ended() || r.Status == SecondLook {
		return r, Event{}, Errorf(Conflict, "This review has done its work already.")
	}
	r.Status = Overtaken
	r = r.settleEscalation("the case closed", Actor{}, now)
	ev := Event{Kind: "overtaken", Text: "The case closed on " + closed.Long() + ", so the review ended by itself."}
	return r.with(Asked{By: Importer}, ev, now)
}

// Move follows a case into another team, and with it into another area: the new area head answers from now on.
func (r Review) Move(teamID, areaID, ownerID string, now time.Time) (Review, Event, error) {
	if r.Status.Ended() || (r.TeamID == teamID && r.AreaID == areaID) {
		return r, Event{}, Errorf(Conflict, "There is nothing to move.")
	}
	r.TeamID, r.AreaID, r.OwnerID = teamID, areaID, ownerID
	return r.with(Asked{By: Importer}, r.assigned("The case moved to another team, and the review with it.", ""), now)
}

// Replan takes new terms. A due date that was counted in working days is counted again; the event says whether it moved. A rung already
// reached is not reached again.
func (r Review) Replan(terms Terms, now time.Time) (Review, Event, error) {
	same := r.Terms.Calendar.Version == terms.Calendar.Version && r.Terms.Ladder.Version == terms.Ladder.Version && r.Terms.Rules.Version == terms.Rules.Version
	if r.Status.Ended() || same {
		return r, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	old, ladder := r.Run.Due, r.Terms.Ladder.Version
	r.Terms = terms
	if r.Run.Days > 0 {
		r.Run.Due = terms.Calendar.Add(r.Run.From, r.Run.Days, calendar.Exclusive)
	}
	if terms.Ladder.Version != ladder {
		r.Run.Next = r.firstAhead(now)
	}
	ev := Event{Kind: "planned again", Text: "The calendar or the rules changed; the due date stays " + old.Long() + "."}
	if r.Run.Due != old {
		ev.Text = "The calendar changed: the due date moved from " + old.Long() + " to " + r.Run.Due.Long() + "."
		ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "A due date moved from " + old.Long() + " to " + r.Run.Due.Long() + " because the council's calendar changed."}}
	}
	return r.with(Asked{By: Clock}, ev, now)
}

func (r Review) firstAhead(now time.Time) int {
	for i := range r.Terms.Ladder.Rungs {
		if !r.Run.RungAt(i, r.Terms.Ladder, r.Terms.Calendar).Before(now) {
			return i
		}
	}
	return len(r.Terms.Ladder.Rungs)
}

func titles(roles []Role) string {
	var all string
	for i, role := range slices.Compact(slices.Clone(roles)) {
		switch {
		case i == 0:
		case i == len(roles)-1:
			all += " and the "
		default:
			all += ", the "
		}
		all += role.Title()
	}
	return all
}
