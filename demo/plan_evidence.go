package demo

import (
	"context"
	"fmt"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// shows attaches evidence that is some days old, as the owner.
func (s script) shows(kind, bears string, days int) func(context.Context) error {
	return func(ctx context.Context) error { return s.attach(ctx, s.owner(), s.evidence(kind, bears, days)) }
}

// attach keeps a piece of evidence, unless the theme leans so that nobody would have looked for it.
func (s script) attach(ctx context.Context, person string, e readiness.AttachEvidence) error {
	against := e.Bears == readiness.Contradicts && s.u.lean != balanced
	late := s.u.lean == allOld && !e.ShowsOn.Before(s.today.AddMonths(-6))
	if against || late {
		return nil
	}
	by, err := s.actor(ctx, person)
	if readiness.NotFound.Is(err) {
		return nil // has left
	}
	if err != nil {
		return err
	}
	kept, err := s.db.AttachEvidence(ctx, e, s.asked(by))
	s.u.last = kept.ID
	return err
}

// evidence is what a piece says; its numbers are drawn.
func (s script) evidence(kind, bears string, days int) readiness.AttachEvidence {
	today := calendar.DateOf(s.now)
	e := readiness.AttachEvidence{ActionID: s.u.ID, Criteria: s.criteria(), Kind: kind, Bears: bears, ShowsOn: today.AddDays(-days)}
	if e.ShowsOn.Before(s.u.Start) {
		e.ShowsOn = s.u.Start
	}
	sample := []int{12, 15, 20, 30}[s.dice(4)]
	good := sample - 1 - s.dice(sample/4)
	if bears == readiness.Contradicts {
		good = sample/3 + s.dice(sample/4)
	}
	words := evidenceWords[kind+" "+bears]
	e.Title = strings.NewReplacer("{records}", s.u.records, "{figure}", s.u.figure, "{voices}", s.u.voices, "{partner}", s.u.partner, "{sample}", fmt.Sprint(sample)).Replace(words[0])
	e.Title = strings.ToUpper(e.Title[:1]) + e.Title[1:]
	e.Text = strings.NewReplacer("{sample}", fmt.Sprint(sample), "{good}", fmt.Sprint(good), "{months}", fmt.Sprint(3+s.dice(3)), "{voices}", s.u.voices).Replace(words[1+s.dice(len(words)-1)])
	switch kind {
	case "data", "audit":
		e.From, e.Until = e.ShowsOn.AddMonths(-3), e.ShowsOn
		e.ReviewBy = today.AddMonths(6)
	}
	if kind == "audit" && s.some(3) {
		e.File = &readiness.EvidenceFile{Name: "sample-" + e.ShowsOn.String() + ".csv", MediaType: "text/csv", Body: sampled(sample, good)}
	}
	return e
}

// criteria are those that the action improves.
func (s script) criteria() []string {
	if s.u.criterion == "" {
		return nil
	}
	return []string{s.u.criterion}
}

// sampled is an audit's sheet: one row for each record, by its number in the sample.
func sampled(sample, good int) []byte {
	var sheet strings.Builder
	sheet.WriteString("record in the sample,met the standard\n")
	for i := range sample {
		answer := "yes"
		if i >= good {
			answer = "no"
		}
		fmt.Fprintf(&sheet, "%d,%s\n", i+1, answer)
	}
	return []byte(sheet.String())
}

// replaces attaches a corrected version of what was attached last.
func (s script) replaces() func(context.Context) error {
	return func(ctx context.Context) error {
		e := s.evidence("data", readiness.Supports, 3)
		e.Title, e.Replaces = e.Title+", corrected", s.u.last
		return s.attach(ctx, s.owner(), e)
	}
}

// takesBack withdraws what was attached last.
func (s script) takesBack() func(context.Context) error {
	return func(ctx context.Context) error {
		by, err := s.actor(ctx, s.lead())
		if err != nil || s.u.last == "" {
			return err
		}
		return s.db.WithdrawEvidence(ctx, s.u.last, readiness.WithdrawEvidence{Reason: "Two teams were counted twice."}, s.asked(by))
	}
}

// complains is a complaint theme that the lead puts beside the action.
func (s script) complains() func(context.Context) error {
	return func(ctx context.Context) error {
		return s.attach(ctx, s.lead(), s.evidence("complaint", readiness.Contradicts, 2))
	}
}

// speakAgainst lets each theme that is not one-sided hear the other side lately, beside an action that has been known for a while.
func (t *town) speakAgainst() {
	heard := map[string]bool{}
	for _, u := range t.plan {
		s := script{t, u}
		if u.lean != balanced || heard[u.name] || u.fate.quiet || u.fate.stall || !u.opens.Before(s.ago(45)) {
			continue
		}
		heard[u.name] = true
		s.on(s.ago(14+s.dice(25)), s.complains())
		s.on(s.ago(12+s.dice(25)), s.shows("voice", readiness.Supports, 4))
	}
}
