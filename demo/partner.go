package demo

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// When partners are asked, answer and are judged, in working days before the end.
const (
	policeAsked, policeAnswered, policeWeighed, policeJudged = 30, 26, 25, 20
	healthAsked, healthAnswered                              = 12, 3  // waits to be judged
	schoolsAsked, schoolsGiven                               = 26, 14 // and runs out after so many days
	staffAsked                                               = 22
)

// before has something done some working days before the end.
func (t *town) before(days int, do func(context.Context) error) {
	day := t.calendar.Add(t.today, -days, calendar.Exclusive)
	t.talks[day] = append(t.talks[day], do)
}

// askPartners has the lead ask three partners: one whose answer is judged, one whose answer waits, and one that never answers.
func (t *town) askPartners() {
	police, health, schools := &question{town: t}, &question{town: t}, &question{town: t}
	area := t.staff.areas[t.county.Areas[0]]
	t.before(policeAsked, police.asks(readiness.AskPartner{
		Partner: "police", Whom: "Constabulary, public protection unit", AreaID: area, Criteria: []string{"HP03", "HP04"},
		Question: "When you tell us about a child at night or at a weekend, what happens next, and how do you hear of it?",
	}, 60))
	t.before(policeAnswered, police.answers(readiness.AnswerPartner{
		Working: "In the day the front door answers within minutes, and strategy meetings are held on the same day.", NotWorking: "At weekends nobody from health joins, and we hear the outcome on Tuesday.",
		Example: "On two Sundays in one month the meeting waited until Monday afternoon.", Sure: "very", Name: "R. Hale", Organisation: "Constabulary, public protection unit",
	}))
	t.before(policeWeighed, police.weighed(readiness.Contradicts))
	t.before(policeJudged, police.judged(t.staff.heads[area], readiness.Contradicts, "Twelve weekends looked at: in seven nobody from health joined. It goes to the partnership’s executive."))
	t.before(healthAsked, health.asks(readiness.AskPartner{
		Partner: "health", Whom: "Community health trust, children in care team", AreaID: area, Criteria: []string{"CC05"},
		Question: "Do requests for first health assessments reach you in time and complete? What stops them?",
	}, 60))
	t.before(healthAnswered, health.answers(readiness.AnswerPartner{
		Working: "Requests are complete more often since the form changed.", NotWorking: "Consent is still missing in about one of five.", Sure: "fairly", Name: "M. Osei", Organisation: "Community health trust",
	}))
	t.before(schoolsAsked, schools.asks(readiness.AskPartner{
		Partner: "schools", Whom: "Designated safeguarding leads’ network", Criteria: []string{"HP02", "HP03"}, Question: "After you ring us with a worry about a child, do you hear what we decided, and why?",
	}, schoolsGiven))
	t.before(staffAsked, t.staffSays)
}

// A question is one that a partner is asked, as it goes on.
type question struct {
	*town
	id, secret string
}

func (q *question) asks(a readiness.AskPartner, days int) func(context.Context) error {
	return func(ctx context.Context) error {
		a.Until = calendar.DateOf(q.now).AddDays(days)
		kept, secret, err := q.db.AskPartner(ctx, a, q.asked(q.staff.lead))
		q.id, q.secret = kept.ID, secret
		return err
	}
}

func (q *question) answers(a readiness.AnswerPartner) func(context.Context) error {
	return func(ctx context.Context) error {
		return q.db.AnswerPartner(ctx, q.secret, a, q.asked(readiness.Outsider).ID)
	}
}

func (q *question) weighed(bears string) func(context.Context) error {
	return func(ctx context.Context) error {
		return q.db.WeighPartner(ctx, q.id, readiness.WeighPartner{Answer: 1, Bears: bears}, q.asked(q.staff.lead))
	}
}

func (q *question) judged(person, verdict, why string) func(context.Context) error {
	return func(ctx context.Context) error {
		by, err := q.actor(ctx, person)
		if err != nil {
			return err
		}
		return q.db.JudgePartner(ctx, q.id, readiness.JudgePartner{Answer: 1, Verdict: verdict, Why: why}, q.asked(by))
	}
}

// staffSays has the lead keep what a survey of staff said, which belongs to criteria and to no action.
func (t *town) staffSays(ctx context.Context) error {
	for _, said := range []struct {
		bears, title, text string
		criteria           []string
	}{
		{readiness.Supports, "What 214 staff said of supervision", "171 of 214 have had supervision in the last five weeks, and 158 say that it helped them think.", []string{"LM04", "LM05"}},
		{readiness.Contradicts, "What 214 staff said of time with children", "97 of 214 say that they have not enough time for direct work with children.", []string{"LM06", "HP04"}},
	} {
		e := readiness.AttachEvidence{Criteria: said.criteria, Kind: "staff", Bears: said.bears, Title: said.title, Text: said.text, ShowsOn: calendar.DateOf(t.now).AddDays(-7)}
		if _, err := t.db.AttachEvidence(ctx, e, t.asked(t.staff.lead)); err != nil {
			return err
		}
	}
	return nil
}
