package demo

import (
	"context"
	"slices"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// comesBack sends the text back to its author, who mends it unless it is to wait there.
func (s statement) comesBack(ctx context.Context) error {
	missing := strings.ReplaceAll(s.one(wordsOfAssessments().Reasons.Returned), "{day}", s.monthEnd())
	if err := s.ask(ctx, s.now().ChallengerID, readiness.ReturnAppraisal{Missing: missing}); err != nil {
		return err
	}
	if s.stands() != "returned" {
		s.soon(2+s.draw.IntN(3), s.sends)
	}
	return nil
}

// challenged gives the challenger's grade, and says who goes on from there.
func (s statement) challenged(ctx context.Context) error {
	x := s.now()
	grade := s.words.Challenged[s.year]
	if s.refreshes {
		grade = x.Written.Grade
	}
	if err := s.ask(ctx, x.ChallengerID, readiness.ChallengeAppraisal{Grade: grade, Why: s.doubt(x, grade)}); err != nil {
		return err
	}
	switch x = s.now(); {
	case x.Status == readiness.AppraisalThird:
		s.soon(1, s.finds)
	case x.Status == readiness.AppraisalModeration && s.stands() == "agreed":
		s.soon(2+s.draw.IntN(4), s.settled)
	}
	return nil
}

// doubt is why a challenger gives a grade: words of their own for this text, or those that go with how far the two lie apart.
func (s statement) doubt(x readiness.Appraisal, grade string) string {
	said, reasons := s.text(x).Doubt, wordsOfAssessments().Reasons
	theirs, mine := slices.Index(x.Scale, x.Written.Grade), slices.Index(x.Scale, grade)
	switch {
	case mine == theirs:
		return s.one(reasons.Same)
	case mine < theirs:
		return s.one(reasons.Higher)
	}
	return orElse(said, s.one(reasons.Lower))
}

// one draws one of some words.
func (s statement) one(words []string) string { return words[s.draw.IntN(len(words))] }

// settled settles between the two grades: more often than not the challenger's.
func (s statement) settled(ctx context.Context) error {
	x, reasons := s.now(), wordsOfAssessments().Reasons.Settled
	better, worse := x.Written.Grade, x.Challenge.Grade
	if slices.Index(x.Scale, better) > slices.Index(x.Scale, worse) {
		better, worse = worse, better
	}
	c := readiness.SettleAppraisal{Grade: worse, Reason: s.one(reasons.Lower)}
	if s.some(3) || better == x.Challenge.Grade {
		c = readiness.SettleAppraisal{Grade: better, Reason: s.one(reasons.Upper)}
	}
	return s.ask(ctx, s.settler(x), c)
}

// finds names a third reviewer, who takes some days; this year's has not decided yet.
func (s statement) finds(ctx context.Context) error {
	person := s.thirdReviewer(s.now())
	c := readiness.AssignAppraisal{Part: "third", PersonID: person, Note: "Author and challenger are two grades apart."}
	if err := s.ask(ctx, s.staff.senior[readiness.ImprovementLead], c); err != nil || s.runs {
		return err
	}
	s.soon(3+s.draw.IntN(3), func(ctx context.Context) error {
		x := s.now()
		between := x.Scale[(slices.Index(x.Scale, x.Written.Grade)+slices.Index(x.Scale, x.Challenge.Grade))/2]
		return s.ask(ctx, person, readiness.SettleAppraisal{Grade: between, Reason: s.one(wordsOfAssessments().Reasons.Third)})
	})
	return nil
}

// Working days before the end on which things happen to what is late.
const (
	reachedHead = 4 // what nobody sent reaches the area head, five days after the drafts were due
	typedLast   = 3
)

// runsLate is a text that its author has not sent: it reaches the head, who allows more time, to a few too little. One still waits for the head.
func (s statement) runsLate() {
	if s.some(3) || s.stands() == "stuck" {
		s.at(s.ago(1+s.draw.IntN(typedLast)), s.types)
	}
	if s.stands() == "stuck" {
		return
	}
	until := s.ago(-4 - s.draw.IntN(4))
	if s.stands() == "late" {
		until = s.ago(2)
	}
	s.at(s.ago(reachedHead), func(ctx context.Context) error {
		if x := s.now(); !x.Waiting() { // the calendar gave it another day
			return nil
		}
		c := readiness.DecideAppraisalEscalation{Decision: "more_time", Until: until, Reason: s.one(wordsOfAssessments().Reasons.Moretime)}
		return s.ask(ctx, s.decides(), c)
	})
}

// decides is who answers for a late text: the lead of its judgement area where that is an area head who is there, or an assistant director.
func (s statement) decides() string {
	x := s.now()
	assistants := s.staff.council[readiness.AssistantDirector]
	if x.AreaID == "" || x.LeadID == s.headOf(1) || x.LeadID == x.AuthorID { // the second head is on leave
		return assistants[len(assistants)-1]
	}
	return x.LeadID
}

// ago is the day so many working days before the end of the history.
func (s statement) ago(days int) calendar.Date {
	return s.calendar.Add(s.today, -days, calendar.Exclusive)
}

// types leaves a draft that its author has not sent.
func (s statement) types(ctx context.Context) error {
	x := s.now()
	by, err := s.actor(ctx, x.AuthorID)
	if readiness.NotFound.Is(err) {
		return nil // has left
	}
	if err != nil {
		return err
	}
	said := s.text(x)
	fields := map[string]string{"know": said.Know, "how": said.How}
	if s.some(2) {
		fields["weakness"] = said.Weakness
	}
	return s.db.SaveAppraisalDraft(ctx, s.id, 0, fields, by)
}
