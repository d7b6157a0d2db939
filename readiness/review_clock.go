package readiness

import (
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
	lapse := "nobody submitted it"
	if r.Status == Submitted {
		lapse = "nobody signed it off"
	}
	ev := r.climb(reviewNoun, lapse, now)
	return r.with(Asked{By: Clock}, ev, now)
}

// remindOfSecondLook tells quality assurance and the assistant director that a second look is late, and will again.
func (r Review) remindOfSecondLook(now time.Time) (Review, Event, error) {
	late := r.Run.Due
	r.dueIn(r.secondLookDays(), now)
	ev := Event{Kind: "second look late", Text: "The second look was due on " + late.Long() + " and has not been taken."}
	ev.Tell = []Telling{{Kind: Reminder, Roles: []Role{QualityAssurance, AssistantDirector}, Why: "The second look at a case review was due on " + late.Long() + " and has not been taken."}}
	return r.with(Asked{By: Clock}, ev, now)
}

// secondLookDays is how many working days quality assurance has: half of what a review has (our choice).
func (r Review) secondLookDays() int { return max(1, r.Terms.Rules.ReviewDays/2) }

// Overtake ends a review because its case closed in a later import. A review that is signed off and waits for its second look has done its work:
// quality assurance still looks.
func (r Review) Overtake(closed calendar.Date, now time.Time) (Review, Event, error) {
	if r.Status.Ended() || r.Status == SecondLook {
		return r, Event{}, Errorf(Conflict, "This review has done its work already.")
	}
	r.Status = Overtaken
	r.settleEscalation("the case closed", Actor{}, now)
	ev := Event{Kind: "overtaken", Text: "The case closed on " + closed.Long() + ", so the review ended by itself."}
	return r.with(Asked{By: Importer}, ev, now)
}

// Move follows a case into another team, and with it into another area: the new area head answers from now on.
func (r Review) Move(teamID, areaID, ownerID string, now time.Time) (Review, Event, error) {
	if r.Status.Ended() || (r.TeamID == teamID && r.AreaID == areaID) {
		return r, Event{}, Errorf(Conflict, "There is nothing to move.")
	}
	r.TeamID, r.AreaID, r.OwnerID = teamID, areaID, ownerID
	return r.with(Asked{By: Importer}, r.assigned(reviewNoun, "The case moved to another team, and the review with it.", ""), now)
}

// Replan takes new terms (Course.replan).
func (r Review) Replan(terms Terms, now time.Time) (Review, Event, error) {
	same := r.Terms.Calendar.Version == terms.Calendar.Version && r.Terms.Ladder.Version == terms.Ladder.Version && r.Terms.Rules.Version == terms.Rules.Version
	if r.Status.Ended() || same {
		return r, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	ev := r.replan(terms, now)
	return r.with(Asked{By: Clock}, ev, now)
}
