package readiness

import (
	"slices"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// GiveScrutinyPaper says what scrutiny was given to read.
type GiveScrutinyPaper struct {
	Reference string `json:"reference" validate:"required,max=200"`
	Link      string `json:"link" validate:"max=500"`
}

// ConsiderPreScrutiny says what scrutiny made of the decision. Each recommendation becomes a finding of the register, under one theme and weight.
type ConsiderPreScrutiny struct {
	On              calendar.Date `json:"on" validate:"required"`
	Recommends      string        `json:"recommends" validate:"required,oneof=some none"`
	Recommendations []string      `json:"recommendations" validate:"required_if=Recommends some,max=10,dive,required,max=2000"`
	Theme           string        `json:"theme" validate:"required_if=Recommends some,max=80"`
	Severity        string        `json:"severity" validate:"required_if=Recommends some,omitempty,oneof=priority high medium low"`
	Note            string        `json:"note" validate:"max=2000"`
}

// AnswerRecommendations says what becomes of what scrutiny recommended.
type AnswerRecommendations struct {
	Outcome string `json:"outcome" validate:"required,oneof=accepted partly refused"`
	Reason  string `json:"reason" validate:"max=4000"` // what is not accepted, and why; needed unless all is accepted
}

func (GiveScrutinyPaper) Name() string     { return "give-scrutiny-paper" }
func (ConsiderPreScrutiny) Name() string   { return "consider-pre-scrutiny" }
func (AnswerRecommendations) Name() string { return "answer-recommendations" }

// Decide keeps what was given. A later paper takes the place of an earlier one.
func (c GiveScrutinyPaper) Decide(x PreScrutiny, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	if !x.answeredFor(asked.By) {
		return x, Event{}, Errorf(Forbidden, onlyForTheDecision)
	}
	if x.Status != PreScrutinyAgreed && x.Status != PreScrutinyPaper {
		return x, Event{}, x.notNow("given a paper")
	}
	if err := secureLink("link", c.Link); err != nil {
		return x, Event{}, err
	}
	ev := Event{Kind: "paper given", Text: "Scrutiny was given the paper.", Note: c.Reference}
	if x.Status == PreScrutinyPaper {
		ev.Text = "Scrutiny was given another paper, instead of the earlier one."
	} else if late := x.Run.Overdue(calendar.DateOf(now), x.Terms.Calendar); late > 0 {
		ev.Text = "Scrutiny was given the paper, " + count(late, "working day") + " late."
	}
	x.Status, x.Paper = PreScrutinyPaper, &GivenPaper{By: asked.By.PersonID, On: calendar.DateOf(now), Reference: c.Reference, Link: c.Link}
	x.settleEscalation("the paper was given", Actor{}, now)
	ev.Tell = []Telling{{Kind: Informed, People: x.committee(), Roles: []Role{ImprovementLead}, Why: "The paper on a decision that scrutiny sees on " + x.MeetsOn.Long() + " is there. Say afterwards what scrutiny recommended."}}
	return x.with(asked, ev, now)
}

// Decide keeps what scrutiny said, from somebody who does not own the decision. What it recommended waits for an answer before the decision is taken.
func (c ConsiderPreScrutiny) Decide(x PreScrutiny, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	if err := x.MayConsider(asked.By); err != nil {
		return x, Event{}, err
	}
	switch today := calendar.DateOf(now); {
	case x.Status != PreScrutinyAgreed && x.Status != PreScrutinyPaper:
		return x, Event{}, x.notNow("considered")
	case c.On.After(today):
		return x, Event{}, FieldErrorf("on", "The day on which scrutiny considered it must be today or in the past.")
	case c.On.Before(x.Asked):
		return x, Event{}, FieldErrorf("on", "Scrutiny asked to see it on %s, so it cannot have considered it before.", x.Asked.Long())
	case (c.Recommends == "some") != (len(c.Recommendations) > 0):
		return x, Event{}, FieldErrorf("recommendations", "Enter what scrutiny recommended, or say that it recommended nothing.")
	}
	before := c.On.Before(x.Decides)
	head := "Scrutiny considered the decision on " + c.On.Long()
	if x.Paper == nil {
		head += ", without a paper"
	}
	if !before {
		head += ", not before the day of the decision"
	}
	x.end(PreScrutinyConsidered, "scrutiny considered it", Actor{}, now)
	x.Heard = &Considered{By: asked.By.PersonID, On: c.On, Recommendations: []string{}}
	if c.Recommends == "none" {
		ev := Event{Kind: "considered", Text: head + ", and recommended nothing.", Note: c.Note}
		ev.Tell = []Telling{{Kind: Informed, Roles: []Role{Owner, Director}, Why: "Scrutiny considered a decision and recommended nothing."}}
		return x.with(asked, ev, now)
	}
	return x.recommended(c, head, asked, now)
}

// MayConsider refuses whoever cannot say what scrutiny made of the decision: everybody but whoever calls scrutiny, quality assurance and those who run the
// plan, and whoever owns the decision or gave the paper.
func (x PreScrutiny) MayConsider(by Actor) error {
	switch may := x.convenedBy(by) || May(by, RunPlan, x.Place()) || May(by, VerifyActions, x.Place()); {
	case !may:
		return Errorf(Forbidden, "Only whoever calls scrutiny, quality assurance, or whoever runs the improvement plan, can say what scrutiny recommended.")
	case x.ownedBy(by):
		return Errorf(Forbidden, "You own the decision, so somebody else must say what scrutiny recommended.")
	case x.Paper != nil && x.Paper.By == by.PersonID:
		return Errorf(Forbidden, "You gave scrutiny the paper, so somebody else must say what scrutiny recommended.")
	}
	return nil
}

// recommended has what scrutiny recommended answered.
func (x PreScrutiny) recommended(c ConsiderPreScrutiny, head string, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	x.Status = PreScrutinyRecommended
	x.Heard.Recommendations, x.Heard.Theme, x.Heard.Severity = slices.Clone(c.Recommendations), c.Theme, c.Severity
	if x.Passed {
		x.remindIn(now)
	}
	n := count(len(c.Recommendations), "recommendation")
	late := x.schedule(now)
	ev := Event{Kind: "recommended", Text: sentences(head+", and made "+n+". The answer is due on "+x.Run.Due.Long()+".", late), Note: c.Note}
	ev.Tell = []Telling{
		{Kind: Assigned, Roles: []Role{Owner}, Why: "Scrutiny made " + n + " on a decision that you own. The answer is due on " + x.Run.Due.Long() + "."},
		{Kind: Informed, Roles: []Role{ImprovementLead, Director}, Why: "Scrutiny made " + n + " on a decision. They stand in the register of findings."},
	}
	return x.with(asked, ev, now)
}

// Decide keeps the answer, and ends the request.
func (c AnswerRecommendations) Decide(x PreScrutiny, asked Asked, now time.Time) (PreScrutiny, Event, error) {
	if !x.answeredFor(asked.By) {
		return x, Event{}, Errorf(Forbidden, onlyForTheDecision)
	}
	if x.Status != PreScrutinyRecommended {
		return x, Event{}, x.notNow("answered")
	}
	if c.Outcome != "accepted" && strings.TrimSpace(c.Reason) == "" {
		return x, Event{}, FieldErrorf("reason", "Say what is not accepted, and why.")
	}
	x.Answer = &CabinetSays{By: asked.By.PersonID, On: calendar.DateOf(now), Outcome: c.Outcome, Reason: c.Reason}
	x.end(PreScrutinyAnswered, "scrutiny was answered", Actor{}, now)
	ev := Event{Kind: "answered", Text: "Answered: " + lowerFirst(ChoiceText(CabinetAnswers, c.Outcome)) + ".", Note: c.Reason}
	ev.Tell = []Telling{{Kind: Informed, People: x.committee(), Roles: []Role{ImprovementLead, Director}, Why: "What scrutiny recommended on a decision has its answer: " + lowerFirst(ChoiceText(CabinetAnswers, c.Outcome)) + ". Tell the committee."}}
	return x.with(asked, ev, now)
}

// Findings are what scrutiny recommended, as the register of findings takes it; reference is what the meetings are called.
func (x PreScrutiny) Findings(committee string) []AddFinding {
	if x.Heard == nil {
		return nil
	}
	all := make([]AddFinding, len(x.Heard.Recommendations))
	for i, text := range x.Heard.Recommendations {
		of := []rune("Recommendation " + itoa(i+1) + ", " + x.Heard.On.Long() + ", " + committee)
		all[i] = AddFinding{
			Source: "scrutiny", Reference: string(of[:min(len(of), 120)]), FoundOn: x.Heard.On, Text: text,
			Severity: x.Heard.Severity, Theme: x.Heard.Theme,
		}
	}
	return all
}
