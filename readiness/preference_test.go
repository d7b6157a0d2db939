package readiness_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

func TestMayStop(t *testing.T) {
	t.Parallel()
	for kind, want := range map[readiness.NoticeKind]bool{
		readiness.Escalated: false, readiness.SignOffAsked: false, readiness.SecondLookAt: true, readiness.Returned: true, readiness.Assigned: true,
		readiness.Reminder: true, readiness.Approaching: true, readiness.Informed: true, readiness.EveryMail: false, "nonsense": false,
	} {
		if kind.MayStop() != want {
			t.Errorf("%s may be turned off: %v, want %v", kind, kind.MayStop(), want)
		}
	}
}

// TestStops: a link turns off its own kind, the one for all turns off whatever may be, and neither what somebody waits for.
func TestStops(t *testing.T) {
	t.Parallel()
	if got := readiness.Reminder.Stops(); !slices.Equal(got, []readiness.NoticeKind{readiness.Reminder}) {
		t.Errorf("got %v", got)
	}
	all := readiness.EveryMail.Stops()
	fixed := []readiness.NoticeKind{readiness.Escalated, readiness.Called, readiness.Concern, readiness.SignOffAsked, readiness.VerifyAsked}
	if len(all) != len(readiness.MailKinds)-len(fixed) || slices.ContainsFunc(fixed, func(k readiness.NoticeKind) bool { return slices.Contains(all, k) }) {
		t.Errorf("got %v", all)
	}
	for _, kind := range append(fixed, "nonsense", "") {
		if got := kind.Stops(); len(got) != 0 {
			t.Errorf("%q turns off %v", kind, got)
		}
	}
}

func TestMailChoices(t *testing.T) {
	t.Parallel()
	for _, c := range readiness.MailChoices([]readiness.NoticeKind{readiness.Informed, readiness.Escalated}) {
		if want := c.Kind != readiness.Informed; c.Wanted != want { // an escalation stays, whatever stands in the ledger
			t.Errorf("%s wanted: %v, want %v", c.Kind, c.Wanted, want)
		}
	}
}

// TestChooseMailsNamesEveryKind: the form takes exactly what may be turned off.
func TestChooseMailsNamesEveryKind(t *testing.T) {
	t.Parallel()
	for _, k := range readiness.MailKinds {
		faults := shape.Check(&readiness.ChooseMails{Kinds: []string{string(k.Kind)}})
		if (len(faults) == 0) != k.Kind.MayStop() {
			t.Errorf("%s: %v", k.Kind, faults)
		}
	}
}
