package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// undone says for each status what nobody did.
var undone = map[AppraisalStatus]string{
	AppraisalWriting: "nobody sent its draft", AppraisalChallenge: "nobody challenged it", AppraisalThird: "no third reviewer decided it", AppraisalModeration: "nobody settled its grade",
}

// Deadline is the next rung of the ladder while the appraisal waits for somebody; false otherwise.
func (x Appraisal) Deadline() (time.Time, bool) {
	if undone[x.Status] == "" {
		return time.Time{}, false
	}
	return x.Run.Moment(x.Terms.Ladder, x.Terms.Calendar)
}

// Ended reports whether nothing more can happen.
func (x Appraisal) Ended() bool { return x.Status.Ended() }

// Brief is the appraisal as an answer carries it: the terms are long, and whoever asks has them already.
func (x Appraisal) Brief() Appraisal {
	x.Terms = Terms{}
	return x
}

// Standing says in a few words how the appraisal stands, naming nobody.
func (x Appraisal) Standing() string {
	if undone[x.Status] == "" {
		return upperFirst(x.Status.Title())
	}
	return upperFirst(x.Status.Title()) + ", due " + x.Run.Due.Long()
}

// Awaits says what the next deadline is, naming nobody.
func (x Appraisal) Awaits() string { return "Next rung of the ladder; due " + x.Run.Due.Long() }

// Waits reports whether somebody has something to do with the appraisal by a day.
func (x Appraisal) Waits() bool { return undone[x.Status] != "" }

// Overdue is how many working days late the appraisal is on a day; 0 when it waits for nobody.
func (x Appraisal) Overdue(on calendar.Date) int {
	if !x.Waits() {
		return 0
	}
	return x.Run.Overdue(on, x.Terms.Calendar)
}

// Lapse reaches the next rung.
func (x Appraisal) Lapse(now time.Time) (Appraisal, Event, error) {
	at, waits := x.Deadline()
	if !waits || now.Before(at) {
		return x, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	return x.with(Asked{By: Clock}, x.climb(appraisalNoun, undone[x.Status], now), now)
}

// Replan takes new terms (Course.replan).
func (x Appraisal) Replan(terms Terms, now time.Time) (Appraisal, Event, error) {
	same := x.Terms.Calendar.Version == terms.Calendar.Version && x.Terms.Ladder.Version == terms.Ladder.Version && x.Terms.Assess.Version == terms.Assess.Version
	if x.Ended() || same {
		return x, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	ev := x.replan(terms, now)
	if !x.Waits() {
		ev.Tell, ev.Quiet = nil, true
	}
	return x.with(Asked{By: Clock}, ev, now)
}

// An AppraisalFollowup is what its cycle, or a change among the people, means for a running appraisal.
type AppraisalFollowup struct {
	AppraisalID string          `json:"appraisal_id"`
	Dates       *AppraisalDates `json:"dates,omitempty"`  // the cycle was planned again
	People      *TakenOver      `json:"people,omitempty"` // somebody has left
	End         AppraisalStatus `json:"end,omitempty"`    // frozen or dropped, with its cycle
}

// Followup is what a criterion has to hear of its cycle and of those who are here: that the cycle ended, that its days moved, or that somebody who has a
// part in it has left. An author's part goes to the lead of the judgement area, a lead's to whoever leads it now, and either to whoever runs the cycle
// when that lead has left too; any other part goes to nobody, so that somebody is named.
func (x Appraisal) Followup(of Assessment, here []string) AppraisalFollowup {
	f := AppraisalFollowup{AppraisalID: x.ID}
	switch of.Status {
	case AssessmentPublished, AssessmentSuperseded:
		f.End = AppraisalFrozen
		return f
	case AssessmentCancelled:
		f.End = AppraisalDropped
		return f
	}
	if dates := of.Stages(); dates != x.AppraisalDates {
		f.Dates = &dates
		return f
	}
	for _, id := range some(x.AuthorID, x.ChallengerID, x.LeadID, x.ThirdID, x.OwnerID) {
		if !slices.Contains(here, id) {
			f.People = &TakenOver{FromID: id, ToID: x.heir(of, id, here)}
			return f
		}
	}
	return f
}

// heir is who takes over from somebody who left; "" for nobody.
func (x Appraisal) heir(of Assessment, left string, here []string) string {
	lead := x.LeadID
	if s := of.Section(x.Section); s != nil {
		lead = s.LeadID
	}
	switch {
	case left != x.AuthorID && left != x.LeadID:
		return ""
	case lead != left && slices.Contains(here, lead):
		return lead
	case slices.Contains(here, of.LeadID):
		return of.LeadID
	}
	return ""
}

// TakenOver says who takes over from somebody who has left.
type TakenOver struct {
	FromID string `json:"from_id"`
	ToID   string `json:"to_id"`
}

// Follow takes what happened around the appraisal. What it knows already is refused as a Conflict.
func (x Appraisal) Follow(f AppraisalFollowup, now time.Time) (Appraisal, Event, error) {
	switch {
	case x.Ended():
	case f.End != "":
		return x.end(f.End, now)
	case f.Dates != nil && *f.Dates != x.AppraisalDates:
		return x.moved(*f.Dates, now)
	case f.People != nil && f.People.FromID != "" && x.has(f.People.FromID):
		return x.handOver(*f.People, now)
	}
	return x, Event{}, Errorf(Conflict, "There is nothing to follow.")
}

func (x Appraisal) end(status AppraisalStatus, now time.Time) (Appraisal, Event, error) {
	x.Status, x.OwnerID = status, ""
	x.settleEscalation("the self-assessment was "+status.Title(), Actor{}, now)
	text := map[AppraisalStatus]string{AppraisalFrozen: "The self-assessment was published.", AppraisalDropped: "The self-assessment was called off."}[status]
	return x.with(Asked{By: Clock}, Event{Kind: string(status), Text: text}, now)
}

// moved takes the days of a cycle that was planned again. The date changes when its stage's own day did: a day that somebody was given besides stays.
func (x Appraisal) moved(d AppraisalDates, now time.Time) (Appraisal, Event, error) {
	was, stage := x.Run.Due, x.stageBy()
	x.AppraisalDates = d
	ev := Event{Kind: "moved", Text: "The self-assessment was planned again."}
	if x.Waits() && x.stageBy() != stage {
		x.until(x.stageBy(), x.Terms.Assess.TurnDays, now)
		x.settleEscalation("the self-assessment was planned again", Actor{}, now)
	}
	if x.Run.Due != was {
		ev.Was, ev.Text = was, "The self-assessment was planned again: the date moved from "+was.Long()+" to "+x.Run.Due.Long()+"."
		ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner}, Why: "The date of a criterion moved from " + was.Long() + " to " + x.Run.Due.Long() + ", because the self-assessment was planned again."}}
	}
	return x.with(Asked{By: Clock}, ev, now)
}

// stageBy is the day of the cycle by which the stage should be over.
func (x Appraisal) stageBy() calendar.Date {
	switch x.Status {
	case AppraisalWriting:
		return x.DraftBy
	case AppraisalChallenge:
		return x.ChallengeBy
	}
	return x.ModerateBy
}

// has reports whether somebody has a part in the appraisal, or has to do something with it.
func (x Appraisal) has(personID string) bool {
	return slices.Contains([]string{x.AuthorID, x.ChallengerID, x.LeadID, x.ThirdID, x.OwnerID}, personID)
}

// handOver gives every part of somebody who left to somebody else. Whoever would have two parts then keeps the first, and somebody has to name another
// for the second.
func (x Appraisal) handOver(t TakenOver, now time.Time) (Appraisal, Event, error) {
	was := x.OwnerID
	for _, part := range []*string{&x.AuthorID, &x.ChallengerID, &x.LeadID, &x.ThirdID, &x.OwnerID} {
		if *part == t.FromID {
			*part = t.ToID
		}
	}
	if x.ChallengerID == x.AuthorID {
		x.ChallengerID = ""
	}
	if x.ThirdID == x.AuthorID || x.ThirdID == x.ChallengerID {
		x.ThirdID = ""
	}
	x.OwnerID = x.fit(x.OwnerID, x.turn())
	return x.with(Asked{By: Sweeper}, x.handedOver(was, t.ToID), now)
}

func (x Appraisal) handedOver(was, to string) Event {
	ev := Event{Kind: "handed over", Text: "Somebody who had a part in it has left, and somebody else took over.", Quiet: !x.Waits()}
	switch {
	case !x.Waits():
	case x.OwnerID != was && x.OwnerID == "":
		ev.Tell = []Telling{{Kind: Reminder, Roles: []Role{ImprovementLead}, Why: "Somebody has left, and a criterion of the self-assessment waits for nobody now. Name somebody."}}
	case x.OwnerID != was:
		return x.assigned(appraisalNoun, "Somebody who had a part in it has left, so it went to somebody else.", "")
	case to != "":
		ev.Tell = []Telling{{Kind: Informed, People: []string{to}, Why: "Somebody has left, and their part in a criterion of the self-assessment is yours now."}}
	}
	return ev
}

// Heard is what the cycle hears of the criterion.
func (x Appraisal) Heard() CriterionState {
	c := CriterionState{Code: x.Criterion, AppraisalID: x.ID, Seq: x.Seq, Status: x.Status, Agreed: x.Agreed}
	if x.Written != nil {
		c.Version, c.SHA256, c.Grade, c.Confidence = x.Written.Version, x.Written.SHA256, x.Written.Grade, x.Written.Confidence
	}
	if x.Challenge != nil {
		c.Challenged = x.Challenge.Grade
	}
	if x.Third != nil {
		c.Third = x.Third.Grade
	}
	return c
}
