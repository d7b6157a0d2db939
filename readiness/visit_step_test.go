package readiness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// What the ledger knows of what a step closes on: a piece of evidence, or all of what is counted.
var (
	evidenced = &readiness.GateFacts{Evidence: []string{"evidence-1"}}
	allDone   = &readiness.GateFacts{Done: 4, Of: 4}
)

// stepOf is a step of a visit by its code, with the code of its focus area after a slash if it has one.
func stepOf(t testing.TB, steps []readiness.VisitStep, name string) readiness.VisitStep {
	t.Helper()
	i := slices.IndexFunc(steps, func(s readiness.VisitStep) bool { return strings.Trim(s.Code+"/"+s.Focus, "/") == name })
	if i < 0 {
		t.Fatalf("there is no step %s", name)
	}
	return steps[i]
}

// hasStep is a step of a visit of two focus areas, 60 working days away.
func hasStep(t testing.TB, name string) (readiness.Visit, readiness.VisitStep) {
	t.Helper()
	x, steps := opensVisit(t, monitoring(60))
	return x, stepOf(t, steps, name)
}

// closes closes a step on everything that there can be.
func closes(t testing.TB, s readiness.VisitStep, by readiness.Actor, now time.Time) readiness.VisitStep {
	t.Helper()
	next, _, err := s.Do(readiness.CloseVisitStep{}, readiness.Asked{By: by, Gate: &readiness.GateFacts{Evidence: evidenced.Evidence, Done: 1, Of: 1}}, now)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// hearsOf has a step hear what became of its visit and of those who are here, and wants nothing to be left that it has not heard.
func hearsOf(t testing.TB, s readiness.VisitStep, of readiness.Visit, here []string, now time.Time) (readiness.VisitStep, readiness.Event) {
	t.Helper()
	f, hears := s.Followup(of, here)
	if !hears {
		t.Fatalf("%s hears nothing", s.Code)
	}
	next, ev, err := s.Follow(f, now)
	if err != nil {
		t.Fatal(err)
	}
	if left, hears := next.Followup(of, here); hears && !next.Ended() {
		t.Fatalf("%s has still to hear %+v", s.Code, left)
	}
	if _, _, err := next.Follow(f, now); !readiness.Conflict.Is(err) {
		t.Fatalf("%s hears it twice: %v", s.Code, err)
	}
	return next, ev
}

// stepIn is the step rooms, which the lead owns, or findings, which waits for the letter, brought to a status by the shortest way.
func stepIn(t testing.TB, status readiness.VisitStepStatus) (readiness.VisitStep, time.Time) {
	t.Helper()
	x, s := hasStep(t, map[readiness.VisitStepStatus]string{readiness.StepLater: "findings", readiness.StepLeftOut: "baseline"}[status]+map[bool]string{true: "", false: "rooms"}[status == readiness.StepLater || status == readiness.StepLeftOut])
	now := start.Add(24 * time.Hour)
	switch status {
	case readiness.StepAsked:
		s = asks(t, s, lead, readiness.WaiveVisitStep{Reason: "We have rooms."}, now)
	case readiness.StepDone:
		s = closes(t, s, lead, now)
	case readiness.StepWaived:
		s = asks(t, s, dcs, readiness.WaiveVisitStep{Reason: "We have rooms."}, now)
	case readiness.StepLeftOut:
		s, _ = hearsOf(t, s, asks(t, x, lead, movedTo(25), now), here, now)
	case readiness.StepDropped:
		s, _ = hearsOf(t, s, asks(t, x, lead, readiness.CancelVisit{Reason: "Ofsted called it off."}, now), here, now)
	}
	if s.Status != status {
		t.Fatalf("got %s, want %s", s.Status, status)
	}
	return s, now.Add(24 * time.Hour)
}

func TestVisitStepRefusals(t *testing.T) {
	t.Parallel()
	in := func(s readiness.VisitStepStatus) readiness.VisitStep { x, _ := stepIn(t, s); return x }
	later, open, askedFor, done, waived, left, dropped := in(readiness.StepLater), in(readiness.StepOpen), in(readiness.StepAsked), in(readiness.StepDone),
		in(readiness.StepWaived), in(readiness.StepLeftOut), in(readiness.StepDropped)
	_, scope := hasStep(t, "scope/care_leavers")
	_, audits := hasStep(t, "audits/missing")
	byClara := asks(t, scope, clara, readiness.WaiveVisitStep{Reason: "Agreed by phone."}, start)
	now := start.AddDate(0, 0, 3)
	deputy := actor("stand-in", readiness.Holding{Role: readiness.AssistantDirector}, readiness.Holding{Role: readiness.ImprovementLead, ForID: "lead"})
	grant, refuse := readiness.AnswerWaiver{Answer: "grant"}, readiness.AnswerWaiver{Answer: "refuse"}
	to := func(who string) readiness.AssignVisitStep { return readiness.AssignVisitStep{OwnerID: who} }
	wishes := readiness.WaiveVisitStep{Reason: "We have rooms."}
	for name, c := range map[string]struct {
		x    readiness.VisitStep
		by   readiness.Actor
		c    readiness.VisitStepCommand
		gate *readiness.GateFacts
		code readiness.Code
		says string
	}{
		"somebody else closes it":                  {open, mika, readiness.CloseVisitStep{}, evidenced, readiness.Forbidden, "Only whoever owns this step, or runs the visit"},
		"quality assurance does not, unless asked": {open, qa, readiness.CloseVisitStep{}, evidenced, readiness.Forbidden, "Only whoever owns this step, or runs the visit"},
		"on nothing":                          {open, lead, readiness.CloseVisitStep{}, &readiness.GateFacts{}, readiness.Conflict, "closes on evidence, not on a tick"},
		"what is counted is no evidence":      {open, lead, readiness.CloseVisitStep{}, allDone, readiness.Conflict, "closes on evidence, not on a tick"},
		"it is not known on what":             {open, lead, readiness.CloseVisitStep{}, nil, readiness.Conflict, "It is not known what this step closes on"},
		"evidence does not stand for audits":  {audits, mika, readiness.CloseVisitStep{}, evidenced, readiness.Conflict, "nothing yet that this step could close on: every audit of the sample is moderated"},
		"audits are open":                     {audits, mika, readiness.CloseVisitStep{}, &readiness.GateFacts{Done: 3, Of: 4}, readiness.Conflict, "1 of 4 are still open: every audit of the sample is moderated"},
		"nobody signs for themselves":         {scope, clara, readiness.CloseVisitStep{}, &readiness.GateFacts{}, readiness.Forbidden, "closes when somebody else signs it"},
		"a manager signs nothing":             {scope, mika, readiness.CloseVisitStep{}, &readiness.GateFacts{}, readiness.Forbidden, "can sign this step"},
		"its day is not known":                {later, papers, readiness.CloseVisitStep{}, allDone, readiness.Conflict, "cannot be closed now: it is not yet due"},
		"it is done":                          {done, lead, readiness.CloseVisitStep{}, evidenced, readiness.Conflict, "cannot be closed now: it is done"},
		"it was left out":                     {left, papers, readiness.CloseVisitStep{}, evidenced, readiness.Conflict, "cannot be closed now: it is left out"},
		"what is open is not opened again":    {open, lead, readiness.ReopenVisitStep{Reason: "x"}, nil, readiness.Conflict, "cannot be opened again now: it is open"},
		"nor what was left out":               {left, dcs, readiness.ReopenVisitStep{Reason: "x"}, nil, readiness.Conflict, "cannot be opened again now: it is left out"},
		"a manager opens nothing again":       {done, mika, readiness.ReopenVisitStep{Reason: "x"}, nil, readiness.Forbidden, "can open it again"},
		"somebody else asks for no waiver":    {open, mika, wishes, nil, readiness.Forbidden, "Only whoever owns this step can ask for a waiver"},
		"what is waived is not waived":        {waived, lead, wishes, nil, readiness.Conflict, "cannot be waived now: it is waived"},
		"it was asked already":                {askedFor, lead, wishes, nil, readiness.Conflict, "cannot be waived now: it is waiting for a waiver"},
		"nobody asked":                        {open, dcs, grant, nil, readiness.Conflict, "Nobody asks for a waiver"},
		"nobody grants their own":             {askedFor, lead, grant, nil, readiness.Forbidden, "somebody else must say"},
		"nor refuses it":                      {askedFor, lead, readiness.AnswerWaiver{Answer: "refuse", Note: "x"}, nil, readiness.Forbidden, "somebody else must say"},
		"nor who covers for them":             {askedFor, deputy, grant, nil, readiness.Forbidden, "somebody else must say"},
		"a manager grants nothing":            {byClara, mika, grant, nil, readiness.Forbidden, "Only whoever runs visits"},
		"the owner who runs nothing neither":  {byClara, clara, grant, nil, readiness.Forbidden, "Only whoever runs visits"},
		"refused without a reason":            {byClara, lead, refuse, nil, readiness.Invalid, "Say why the step is not waived"},
		"a manager gives it to nobody":        {open, mika, to("mika"), nil, readiness.Forbidden, "can give it to somebody"},
		"to whoever has it":                   {open, lead, to("lead"), nil, readiness.Invalid, "owns the step already"},
		"what is done is given to nobody":     {done, lead, to("mika"), nil, readiness.Conflict, "cannot be given to somebody else now: it is done"},
		"nothing has climbed":                 {open, dcs, readiness.DecideStepEscalation{Decision: "decide_myself"}, nil, readiness.Conflict, "Nothing waits for a decision"},
		"another area's head decides nothing": {scope, other, readiness.DecideStepEscalation{Decision: "decide_myself"}, nil, readiness.Forbidden, "belongs to another"},
		"its visit was called off":            {dropped, lead, to("mika"), nil, readiness.Conflict, "has ended"},
	} {
		before := fmt.Sprintf("%+v", c.x)
		next, ev, err := c.x.Do(c.c, readiness.Asked{By: c.by, Gate: c.gate}, now)
		if !c.code.Is(err) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want %q", name, err, c.says)
		}
		if fmt.Sprintf("%+v", next) != before || fmt.Sprintf("%+v", c.x) != before || ev.Seq != 0 {
			t.Errorf("%s: it was refused and changed something", name)
		}
	}
}

// TestStepClosesOnItsGate: every kind of gate closes on its own proof, and on nothing else.
func TestStepClosesOnItsGate(t *testing.T) {
	t.Parallel()
	_, s := hasStep(t, "rooms")
	for _, gate := range readiness.GateKinds {
		for name, c := range map[string]struct {
			by   readiness.Actor
			gate *readiness.GateFacts
			ok   bool
		}{
			"with evidence":              {dcs, evidenced, gate.Code == "evidence" || gate.Code == "signature" || gate.Code == "letter"}, // a letter without a finding
			"with all of what it counts": {dcs, allDone, gate.Code != "evidence"},
			"with part of it":            {dcs, &readiness.GateFacts{Done: 1, Of: 2}, gate.Code == "signature"},
			"with nothing":               {dcs, &readiness.GateFacts{}, gate.Code == "signature"},
			"without a look":             {dcs, nil, false},
			"by its owner":               {lead, &readiness.GateFacts{Evidence: evidenced.Evidence, Done: 1, Of: 1}, gate.Code != "signature"},
			"by quality assurance":       {quill, &readiness.GateFacts{Evidence: evidenced.Evidence, Done: 1, Of: 1}, gate.Code == "signature"},
		} {
			s.Gate = gate.Code
			next, ev, err := s.Do(readiness.CloseVisitStep{Note: "See there."}, readiness.Asked{By: c.by, Gate: c.gate}, start)
			if (err == nil) != c.ok {
				t.Errorf("%s %s: %v", gate.Code, name, err)
			}
			if err == nil && (next.Done.By != c.by.PersonID || next.Done.Of != c.gate.Of || !slices.Equal(next.Done.Evidence, c.gate.Evidence) || next.Done.On != calendar.DateOf(start) || ev.Note != "See there.") {
				t.Errorf("%s %s: it keeps %+v", gate.Code, name, next.Done)
			}
		}
	}
}

// TestLateStep: done late, it says so, and an escalation that waited is over; opened again, it has a day of its visit.
func TestLateStep(t *testing.T) {
	t.Parallel()
	_, s := hasStep(t, "scope/care_leavers")
	for !s.Waiting() {
		s, _ = wakes(t, s, 1)
	}
	now := s.Escalation.At.Add(time.Hour)
	if s.Escalation.Role != readiness.AreaHead || s.Overdue(calendar.DateOf(now)) != 5 || s.Standing() != "Open, due "+working(20).Long() {
		t.Fatalf("it reached the %s, %d working days late", s.Escalation.Role.Title(), s.Overdue(calendar.DateOf(now)))
	}
	signed, ev, err := s.Do(readiness.CloseVisitStep{}, readiness.Asked{By: qa, Gate: &readiness.GateFacts{}}, now)
	if err != nil || ev.Text != "The step was done, 5 working days late." || signed.Done.Late != 5 || signed.Waiting() || signed.Overdue(calendar.DateOf(now)) != 0 {
		t.Errorf("%+v, %v", ev, err)
	}
	if _, waits := signed.Deadline(); waits || signed.Standing() != "Done" {
		t.Errorf("%s, and waits: %v", signed.Standing(), waits)
	}
	again, ev, err := signed.Do(readiness.ReopenVisitStep{Reason: "It was signed too early."}, readiness.Asked{By: quill}, now)
	if err != nil || again.Status != readiness.StepOpen || again.Opened != 1 || again.Done != nil || again.Run.Due != bank.Add(calendar.DateOf(now), 1, calendar.Exclusive) || ev.Tell[0].Kind != readiness.Returned {
		t.Errorf("%s, %+v, %v", again.Standing(), ev, err)
	}
}

// TestStepWithoutAnArea climbs to the assistant director, and one that waits for a waiver says that nobody answered.
func TestStepWithoutAnArea(t *testing.T) {
	t.Parallel()
	s, _ := stepIn(t, readiness.StepAsked)
	for !s.Waiting() {
		s, _ = wakes(t, s, 1)
	}
	if s.Escalation.Role != readiness.AssistantDirector || s.Status != readiness.StepAsked {
		t.Errorf("%s: it reached the %s", s.Standing(), s.Escalation.Role.Title())
	}
	next, ev, err := s.Do(readiness.DecideStepEscalation{Decision: "decide_myself"}, readiness.Asked{By: ad}, s.Escalation.At)
	if err != nil || next.OwnerID != "ad" || next.Status != readiness.StepOpen || next.Waiver != nil || !next.Assigned || ev.Kind != "escalation decided" {
		t.Errorf("%s of %s, %+v, %v", next.Standing(), next.OwnerID, next.Waiver, err)
	}
	if _, _, err := next.Do(readiness.DecideStepEscalation{Decision: "pass_up", Note: "x"}, readiness.Asked{By: dcs}, s.Escalation.At); !readiness.Conflict.Is(err) || !strings.Contains(err.Error(), "ad decided this on") {
		t.Errorf("the second to decide hears %v", err)
	}
}

// TestWaiver: asked by the owner, and granted or refused by somebody else; somebody else who runs visits grants it at once.
func TestWaiver(t *testing.T) {
	t.Parallel()
	s, now := stepIn(t, readiness.StepAsked)
	if s.Waiver.By != "lead" || s.Waiver.Grant != "" {
		t.Fatalf("%+v", s.Waiver)
	}
	granted, ev, err := s.Do(readiness.AnswerWaiver{Answer: "grant", Note: "They have."}, readiness.Asked{By: dcs}, now)
	if err != nil || granted.Status != readiness.StepWaived || granted.Waiver.Grant != "dcs" || everybodyTold(ev) != "owner" || s.Waiver.Grant != "" {
		t.Errorf("%+v, %v", granted.Waiver, err)
	}
	refused, ev, err := s.Do(readiness.AnswerWaiver{Answer: "refuse", Note: "They are too small."}, readiness.Asked{By: ad}, now)
	if err != nil || refused.Status != readiness.StepOpen || refused.Waiver != nil || refused.Run.Due != s.Run.Due || ev.Tell[0].Kind != readiness.Returned || ev.Note != "They are too small." {
		t.Errorf("%s, %+v, %v", refused.Standing(), ev, err)
	}
	if again := asks(t, granted, lead, readiness.ReopenVisitStep{Reason: "The rooms are gone."}, now); again.Status != readiness.StepOpen || again.Waiver != nil || again.Run.Due != s.Run.Due {
		t.Errorf("opened again: %s, %+v", again.Standing(), again.Waiver)
	}
	atOnce, _ := stepIn(t, readiness.StepWaived)
	if atOnce.Waiver.By != "dcs" || atOnce.Waiver.Grant != "dcs" {
		t.Errorf("granted at once: %+v", atOnce.Waiver)
	}
	given := asks(t, s, ad, readiness.AssignVisitStep{OwnerID: "mika"}, now)
	if given.Status != readiness.StepOpen || given.Waiver != nil || !given.Assigned {
		t.Errorf("whoever has it now was spared it: %+v", given.Waiver)
	}
	done := closes(t, s, lead, now)
	if done.Status != readiness.StepDone || done.Waiver != nil {
		t.Errorf("done all the same: %+v", done.Waiver)
	}
}

// TestStepIsGiven: who hears of it, also while its day is not known.
func TestStepIsGiven(t *testing.T) {
	t.Parallel()
	for status, says := range map[readiness.VisitStepStatus]string{
		readiness.StepOpen: "A step of a visit was given to you. It is due on " + working(55).Long() + ".", readiness.StepLater: "A step of a visit was given to you. Its day is not known yet.",
	} {
		s, now := stepIn(t, status)
		next, ev, err := s.Do(readiness.AssignVisitStep{OwnerID: "mika", Note: "Please."}, readiness.Asked{By: dcs}, now)
		if err != nil || next.OwnerID != "mika" || next.Status != status || len(ev.Tell) != 1 || ev.Tell[0].Why != says {
			t.Errorf("%s: %+v, %v", status, ev, err)
		}
	}
}
