package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// Deadline is the next moment at which something happens by itself: the start of the cycle, a rung of the ladder while it is signed, and afterwards the
// day on which it grows old or Ofsted's letter is looked for.
func (x Assessment) Deadline() (time.Time, bool) {
	switch x.Status {
	case AssessmentPlanned:
		return x.Starts.At(x.Terms.Ladder.Hour, 0), true
	case AssessmentSigning:
		return x.Run.Moment(x.Terms.Ladder, x.Terms.Calendar)
	case AssessmentPublished:
		on, waits := x.nextReminder()
		return on.At(x.Terms.Ladder.Hour, 0), waits
	}
	return time.Time{}, false
}

// reminders are the days on which somebody hears of a published cycle, soonest first, and why.
func (x Assessment) reminders() []reminderDay {
	rules := x.Terms.Assess
	old := x.PublishedOn.AddMonths(rules.FreshMonths)
	days := []reminderDay{{old, "The published self-assessment is older than " + count(rules.FreshMonths, "month") + " now. Refresh it, so that it is true when the call comes."}}
	if !x.MetOn.IsZero() && x.LetterOn.IsZero() {
		by := x.Terms.Calendar.Add(x.MetOn, rules.LetterDays, calendar.Exclusive)
		days = append(days, reminderDay{by, "Ofsted's letter about the annual engagement meeting of " + x.MetOn.Long() + " has not been entered. Ask for it, or enter it."})
	}
	slices.SortStableFunc(days, func(a, b reminderDay) int { return a.on.Compare(b.on) })
	return days
}

type reminderDay struct {
	on  calendar.Date
	why string
}

// nextReminder is the first day after the last reminder; false when there is none.
func (x Assessment) nextReminder() (calendar.Date, bool) {
	for _, r := range x.reminders() {
		if r.on.After(x.Run.From) {
			return r.on, true
		}
	}
	return calendar.Date{}, false
}

// Ended reports whether nothing more can happen.
func (x Assessment) Ended() bool { return x.Status.Ended() }

// Brief is the cycle as an answer carries it: the terms are long, and whoever asks has them already. What was graded on the way is left out, since whoever
// asks may have to challenge a criterion yet.
func (x Assessment) Brief() Assessment {
	x.Terms = Terms{}
	all := map[string]bool{}
	for _, s := range x.Sections {
		for _, c := range s.Criteria {
			all[c.Code] = true
		}
	}
	return x.blind(all)
}

// Standing says in a few words how the cycle stands, naming nobody.
func (x Assessment) Standing() string { return upperFirst(x.Status.Title()) }

// Awaits says what the next deadline is, naming nobody.
func (x Assessment) Awaits() string {
	switch x.Status {
	case AssessmentPlanned:
		return "Starts on " + x.Starts.Long()
	case AssessmentSigning:
		return "Next rung of the ladder; to be signed by " + x.Run.Due.Long()
	}
	return "A reminder about the published self-assessment"
}

// Overdue is how many working days late the signing is on a day.
func (x Assessment) Overdue(on calendar.Date) int {
	if x.Status.Frozen() {
		return 0
	}
	return x.Run.Overdue(on, x.Terms.Calendar)
}

// Lapse is what happens when the deadline has come.
func (x Assessment) Lapse(now time.Time) (Assessment, Event, error) {
	at, waits := x.Deadline()
	if !waits || now.Before(at) {
		return x, Event{}, Errorf(Conflict, "Nothing has lapsed.")
	}
	switch x.Status {
	case AssessmentPlanned:
		x.Status = AssessmentDrafting
		ev := Event{Kind: "began", Text: "The self-assessment began. Drafts are due on " + x.DraftBy.Long() + "."}
		ev.Tell = []Telling{{Kind: Informed, People: some(append(x.leads(), x.LeadID)...), Why: "The self-assessment began. Drafts are due on " + x.DraftBy.Long() + "."}}
		return x.with(Asked{By: Clock}, ev, now)
	case AssessmentSigning:
		rung := x.Terms.Ladder.Rungs[x.Run.Next]
		ev := x.climb(assessmentNoun, "somebody has not signed it", now)
		if ev.Kind == "reminded" {
			ev.Text = "Reminder to whoever is to sign: " + rung.When() + "."
			ev.Tell[0].Roles, ev.Tell[0].People = nil, x.awaited()
		}
		return x.with(Asked{By: Clock}, ev, now)
	}
	return x.reminded(calendar.DateOf(now), now)
}

// reminded tells those who run it what has come due of a published cycle.
func (x Assessment) reminded(today calendar.Date, now time.Time) (Assessment, Event, error) {
	ev := Event{Kind: "reminded", Text: "Reminder to the improvement programme lead and the director."}
	for _, r := range x.reminders() {
		if r.on.After(x.Run.From) && !r.on.After(today) {
			ev.Tell = append(ev.Tell, Telling{Kind: Reminder, Roles: []Role{ImprovementLead, Director}, People: some(x.LeadID), Why: r.why})
			ev.Note = r.why
		}
	}
	for i := range ev.Tell {
		ev.Tell[i].Key = "published/" + itoa(x.Seq+1) + "/" + itoa(i)
	}
	x.Run.From = today
	return x.with(Asked{By: Clock}, ev, now)
}

// Replan takes new terms (Course.replan).
func (x Assessment) Replan(terms Terms, now time.Time) (Assessment, Event, error) {
	same := x.Terms.Calendar.Version == terms.Calendar.Version && x.Terms.Ladder.Version == terms.Ladder.Version && x.Terms.Ladder.Hour == terms.Ladder.Hour
	if x.Ended() || same {
		return x, Event{}, Errorf(Conflict, "There is nothing to plan again.")
	}
	ev := x.replan(terms, now)
	ev.Quiet = ev.Was.IsZero()
	return x.with(Asked{By: Clock}, ev, now)
}

// Hear takes how a criterion stands. The cycle moves to where the slowest of them is; a text that changes under a signature takes the signing back to
// whoever signed it.
func (x Assessment) Hear(c CriterionState, now time.Time) (Assessment, Event, error) {
	at := x.criterion(c.AppraisalID)
	if x.Status.Frozen() || x.Status == AssessmentPlanned || at == nil || c.Seq <= at.Seq {
		return x, Event{}, Errorf(Conflict, "There is nothing to hear.")
	}
	before := x
	x = x.apart()
	was := *at
	*x.criterion(c.AppraisalID) = CriterionState{Code: was.Code, AppraisalID: was.AppraisalID, Seq: c.Seq, Status: c.Status, Version: c.Version, SHA256: c.SHA256, Agreed: c.Agreed, Graded: c.Graded}
	return x.moveOn(before, was.Code, now)
}

func (x Assessment) criterion(appraisalID string) *CriterionState {
	for _, s := range x.Sections {
		for i := range s.Criteria {
			if s.Criteria[i].AppraisalID == appraisalID {
				return &s.Criteria[i]
			}
		}
	}
	return nil
}

// moveOn says what a changed criterion means for the whole.
func (x Assessment) moveOn(before Assessment, code string, now time.Time) (Assessment, Event, error) {
	ev := Event{Kind: "heard", Text: code + " moved on.", Quiet: true}
	x.Status = x.stage()
	undone := x.unbound(before)
	switch {
	case x.Status == AssessmentSigning && before.Status != AssessmentSigning:
		ev = Event{Kind: "ready to sign", Text: "Every criterion is agreed. The self-assessment can be signed."}
		ev.Tell = x.toSign(now)
	case x.Status == AssessmentSigning && len(undone) > 0:
		ev = Event{Kind: "changed since signed", Text: code + " changed after it was signed. It has to be signed again."}
		ev.Tell = x.signAgain(undone, code+" of the self-assessment changed after you signed. It has to be signed again.", now)
	case x.Status != before.Status:
		ev = Event{Kind: "moved on", Text: "The self-assessment is " + x.Status.Title() + " now."}
		if before.Status == AssessmentSigning {
			ev.Text = code + " went back, so the self-assessment is " + x.Status.Title() + " again."
			ev.Tell = []Telling{{Kind: Informed, People: some(append(undone, x.LeadID)...), Why: ev.Text}}
		}
		x.OwnerID = x.LeadID
		x.settleEscalation("the self-assessment is "+x.Status.Title()+" again", Actor{}, now)
	}
	return x.with(Asked{By: Clock}, ev, now)
}

// unbound are the people whose signature held before and does not any more.
func (x Assessment) unbound(before Assessment) (people []string) {
	for _, part := range x.Parts() {
		if s := x.Signature(part); s != nil && before.Signed(part) && !x.Signed(part) {
			people = append(people, s.By)
		}
	}
	return some(people...)
}

// An AssessmentFollowup is what happened around a cycle: a later one was published, or somebody has left.
type AssessmentFollowup struct {
	AssessmentID string     `json:"assessment_id"`
	Later        string     `json:"later,omitempty"` // the id of a later cycle that was published
	People       *TakenOver `json:"people,omitempty"`
}

// Follow takes what happened around the cycle. What it knows already is refused as a Conflict.
func (x Assessment) Follow(f AssessmentFollowup, now time.Time) (Assessment, Event, error) {
	switch {
	case x.Status == AssessmentPublished && f.Later != "" && f.Later != x.ID:
		x.Status = AssessmentSuperseded
		return x.with(Asked{By: Clock}, Event{Kind: "superseded", Text: "A later self-assessment was published. This one stays as it was signed."}, now)
	case f.People != nil && !x.Ended() && x.takeOver(*f.People):
		ev := Event{Kind: "handed over", Text: "Somebody who had a part in it has left, and somebody else took over."}
		ev.Tell = []Telling{{Kind: Reminder, Roles: []Role{ImprovementLead}, Why: "Somebody has left, and their part in the self-assessment is nobody's now."}}
		if f.People.ToID != "" {
			ev.Tell = []Telling{{Kind: Assigned, People: []string{f.People.ToID}, Why: "Somebody has left, and their part in the self-assessment is yours now."}}
		}
		return x.with(Asked{By: Sweeper}, ev, now)
	}
	return x, Event{}, Errorf(Conflict, "There is nothing to follow.")
}

func (x *Assessment) takeOver(t TakenOver) bool {
	changed := false
	x.Sections = slices.Clone(x.Sections)
	parts := []*string{&x.LeadID, &x.OwnerID, &x.Signers.AssistantID, &x.Signers.DirectorID, &x.Signers.MemberID}
	for i := range x.Sections {
		parts = append(parts, &x.Sections[i].LeadID)
	}
	for _, part := range parts {
		if t.FromID != "" && *part == t.FromID {
			*part, changed = t.ToID, true
		}
	}
	return changed
}
