package readiness_test

import (
	"slices"
	"testing"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// TestRemindOfEvidence: 5 March 2027 is a Friday, five working days before Friday the 12th.
func TestRemindOfEvidence(t *testing.T) {
	t.Parallel()
	today := calendar.On(2027, 3, 5)
	rules := readiness.DefaultPlanRules()
	for name, c := range map[string]struct {
		by   calendar.Date
		left bool
		told []string
		want string // whom, and the key
		why  string
	}{
		"no day":                 {},
		"too far":                {by: calendar.On(2027, 3, 15)},
		"five days before":       {by: calendar.On(2027, 3, 12), want: "owner look again by 2027-03-12, soon", why: "A piece of evidence that you attached is to be looked at again by 12 March 2027. Say whether it still holds."},
		"told already":           {by: calendar.On(2027, 3, 12), told: []string{"look again by 2027-03-12, soon"}},
		"told of an earlier day": {by: calendar.On(2027, 3, 12), told: []string{"look again by 2027-03-02, soon"}, want: "owner look again by 2027-03-12, soon"},
		"on the day":             {by: today, told: []string{"look again by 2027-03-05, soon"}, want: "owner look again by 2027-03-05", why: "A piece of evidence that you attached is to be looked at again today. Say whether it still holds."},
		"after the day":          {by: today.AddDays(-9), want: "owner look again by 2027-02-24", why: "A piece of evidence that you attached is to be looked at again now: its day was 24 February 2027. Say whether it still holds."},
		"after the day, told":    {by: today.AddDays(-9), told: []string{"look again by 2027-02-24"}},
		"the owner has left":     {by: today, left: true, want: "improvement_lead look again by 2027-03-05", why: "A piece of evidence whose owner has left is to be looked at again today. Say whether it still holds."},
	} {
		telling, tells := rules.Remind(readiness.EvidenceDue{ReviewBy: c.by, OwnerID: "owner", Left: c.left, Told: c.told}, today, calendar.England())
		got := ""
		if tells {
			got = slices.Concat(telling.People, []string{}, rolesOf(telling))[0] + " " + telling.Key
		}
		if got != c.want || (c.why != "" && telling.Why != c.why) || (tells && telling.Kind != readiness.Reminder) {
			t.Errorf("%s: %q, %q, want %q, %q", name, got, telling.Why, c.want, c.why)
		}
	}
}

func rolesOf(t readiness.Telling) (roles []string) {
	for _, r := range t.Roles {
		roles = append(roles, string(r))
	}
	return roles
}

func TestWhoSaysThatEvidenceHolds(t *testing.T) {
	t.Parallel()
	actor := func(id string, role readiness.Role) readiness.Actor {
		return readiness.Actor{PersonID: id, Holdings: []readiness.Holding{{Role: role}}}
	}
	e := readiness.Evidence{ByID: "mara"}
	for by, want := range map[*readiness.Actor]string{
		new(actor("mara", readiness.TeamManager)): "", new(actor("ines", readiness.ImprovementLead)): "", new(actor("tom", readiness.QualityAssurance)): string(readiness.Forbidden),
	} {
		refusal := readiness.AsRefusal(readiness.MayReviewEvidence(e, *by))
		if (refusal == nil) != (want == "") || (refusal != nil && string(refusal.Code) != want) {
			t.Errorf("%s: %v", by.PersonID, refusal)
		}
	}
	e.Replaced = "later"
	if err := readiness.MayReviewEvidence(e, actor("mara", readiness.TeamManager)); !readiness.Conflict.Is(err) {
		t.Errorf("of a piece that was replaced: %v", err)
	}
	if err := (readiness.ReviewEvidence{ReviewBy: calendar.On(2027, 3, 5)}).Check(calendar.On(2027, 3, 5)); !readiness.Invalid.Is(err) {
		t.Errorf("the same day: %v", err)
	}
}
