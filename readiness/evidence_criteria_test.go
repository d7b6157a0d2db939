package readiness_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestCriterionCodes(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string][]string{
		"": {}, " , ": {}, "HP11": {"HP11"}, "hp11,lm6; HP11\n cc02": {"HP11", "LM6", "CC02"},
	} {
		if got := readiness.CriterionCodes(typed); !slices.Equal(got, want) {
			t.Errorf("%q reads as %q, want %q", typed, got, want)
		}
	}
	codes := []string{"LM01", "HP11", "HP2", "3", "CL14", "HP02"}
	slices.SortFunc(codes, readiness.CompareCriteria)
	if want := []string{"3", "CL14", "HP02", "HP2", "HP11", "LM01"}; !slices.Equal(codes, want) {
		t.Errorf("the order is %q, want %q", codes, want)
	}
}

func TestEvidenceBelongsSomewhere(t *testing.T) {
	t.Parallel()
	today := calendar.On(2027, 3, 3)
	for name, c := range map[string]struct {
		e     readiness.AttachEvidence
		field string
	}{
		"an action":        {readiness.AttachEvidence{ActionID: "a-1"}, ""},
		"a criterion":      {readiness.AttachEvidence{Criteria: []string{"HP11"}}, ""},
		"nothing":          {readiness.AttachEvidence{}, "criteria"},
		"no code":          {readiness.AttachEvidence{ActionID: "a-1", Criteria: []string{"<b>"}}, "criteria"},
		"a code in a word": {readiness.AttachEvidence{Criteria: []string{"HP11", "hp12"}}, "criteria"},
	} {
		c.e.ShowsOn = today
		err := readiness.AsRefusal(c.e.Check(today))
		if (err == nil) != (c.field == "") || (err != nil && err.Fields[0].Field != c.field) {
			t.Errorf("%s: %v, want a refusal at %q", name, err, c.field)
		}
	}
}

func TestLinkEvidence(t *testing.T) {
	t.Parallel()
	action := []readiness.ActionRef{{ActionID: "a-1"}}
	many := readiness.CriterionCodes("A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15 A16 A17 A18 A19 A20")
	for name, c := range map[string]struct {
		e     readiness.Evidence
		l     readiness.LinkEvidence
		want  []string
		field string
	}{
		"one more":             {readiness.Evidence{Criteria: []string{"HP11"}}, readiness.LinkEvidence{Link: []string{"HP2"}}, []string{"HP2", "HP11"}, ""},
		"one less":             {readiness.Evidence{Criteria: []string{"HP2", "HP11"}}, readiness.LinkEvidence{Unlink: []string{"HP2"}}, []string{"HP11"}, ""},
		"the last, an action":  {readiness.Evidence{Criteria: []string{"HP2"}, Actions: action}, readiness.LinkEvidence{Unlink: []string{"HP2"}}, []string{}, ""},
		"the last":             {readiness.Evidence{Criteria: []string{"HP2"}}, readiness.LinkEvidence{Unlink: []string{"HP2"}}, nil, "unlink"},
		"one for another":      {readiness.Evidence{Criteria: []string{"HP2"}}, readiness.LinkEvidence{Link: []string{"HP3"}, Unlink: []string{"HP2"}}, []string{"HP3"}, ""},
		"nothing new":          {readiness.Evidence{Criteria: []string{"HP2"}}, readiness.LinkEvidence{Link: []string{"HP2"}}, nil, "link"},
		"nothing":              {readiness.Evidence{Criteria: []string{"HP2"}}, readiness.LinkEvidence{}, nil, "link"},
		"no code":              {readiness.Evidence{}, readiness.LinkEvidence{Link: []string{"11!"}}, nil, "link"},
		"too many":             {readiness.Evidence{Criteria: many}, readiness.LinkEvidence{Link: []string{"B1"}}, nil, "link"},
		"replaced":             {readiness.Evidence{Replaced: "e-2", Actions: action}, readiness.LinkEvidence{Link: []string{"HP2"}}, nil, "none"},
		"as many as there may": {readiness.Evidence{Criteria: many[1:]}, readiness.LinkEvidence{Link: many[:1]}, many, ""},
	} {
		got, err := c.l.Apply(c.e)
		refusal := readiness.AsRefusal(err)
		if c.field != "" {
			if refusal == nil || (c.field != "none" && refusal.Fields[0].Field != c.field) {
				t.Errorf("%s: %v, want a refusal at %q", name, err, c.field)
			}
			continue
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
}
