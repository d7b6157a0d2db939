package readiness_test

import (
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

func TestChecklistKeepsWhatChanged(t *testing.T) {
	t.Parallel()
	c := readiness.Checklist{Lines: []readiness.ChecklistLine{
		{PackLine: readiness.PackLine{Code: "CLK1"}, Answer: "yes"}, {PackLine: readiness.PackLine{Code: "CLK2"}}, {PackLine: readiness.PackLine{Code: "CLK3"}, Answer: "part", Note: "By May."},
	}}
	if c.Answered() != 2 {
		t.Errorf("%d answered", c.Answered())
	}
	for name, tt := range map[string]struct {
		answers []readiness.StatementAnswer
		changed int
		field   string
	}{
		"the same again":       {[]readiness.StatementAnswer{{Code: "CLK1", Answer: "yes"}, {Code: "CLK3", Answer: "part", Note: "By May."}}, 0, ""},
		"another answer":       {[]readiness.StatementAnswer{{Code: "CLK1", Answer: "no", Note: "Finance has another list."}}, 1, ""},
		"another note":         {[]readiness.StatementAnswer{{Code: "CLK3", Answer: "part", Note: "By June."}}, 1, ""},
		"a first answer":       {[]readiness.StatementAnswer{{Code: "CLK2", Answer: "yes"}}, 1, ""},
		"nothing is done":      {[]readiness.StatementAnswer{{Code: "CLK2", Answer: "no"}}, 0, "note-CLK2"},
		"no such statement":    {[]readiness.StatementAnswer{{Code: "MIK1", Answer: "yes"}}, 0, "answers"},
		"one fault among many": {[]readiness.StatementAnswer{{Code: "CLK2", Answer: "yes"}, {Code: "CLK1", Answer: "part"}}, 0, "note-CLK1"},
	} {
		changed, err := c.Changed(tt.answers)
		if refusal := readiness.AsRefusal(err); len(changed) != tt.changed || (refusal != nil) != (tt.field != "") || refusal != nil && refusal.Fields[0].Field != tt.field {
			t.Errorf("%s: %v, %v", name, changed, err)
		}
	}
}

func TestWhoMayAnswerAChecklist(t *testing.T) {
	t.Parallel()
	manager, member := holding(readiness.TeamManager), holding(readiness.ElectedMember)
	open, over := readiness.Checklist{Visit: readiness.VisitRow{Status: readiness.VisitPreparing}}, readiness.Checklist{Visit: readiness.VisitRow{Status: readiness.VisitClosed}}
	if err := open.MayAnswer(manager); err != nil {
		t.Error(err)
	}
	if err := open.MayAnswer(member); !readiness.Forbidden.Is(err) {
		t.Errorf("an elected member: %v", err)
	}
	if err := over.MayAnswer(manager); !readiness.Conflict.Is(err) {
		t.Errorf("after the end: %v", err)
	}
}

func holding(role readiness.Role) readiness.Actor {
	return readiness.Actor{PersonID: "somebody", Holdings: []readiness.Holding{{Role: role}}}
}
